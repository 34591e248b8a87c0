import type { CountedReading } from '#domain/explain/slot-pieces.ts';
import type { Verdict } from '#domain/metering/chain.ts';
import { type InstantMs, SLOT_MS } from '#domain/time/instant.ts';
import { type Medium, type RatioMilli, ratioMilli } from '#domain/units/quantity.ts';
import {
  atMs,
  bigIn,
  epochMs,
  flagIn,
  instantIn,
  orNull,
  type Queryable,
  type Row,
  rowOf,
  rowsOf,
  textIn,
  wholeIn,
} from '../queries/row.ts';

/** A slot's own row, and the installation that made it. */
export interface SlotSource {
  readonly medium: Medium;
  readonly start: InstantMs;
  readonly quantity: number;
  readonly quality: number;
  readonly versionId: number | null;
  readonly period: number;
  readonly charge: bigint;
  readonly installation: SourceInstallation;
  /** Readings of it, or prices, wait to be folded in: figures may differ until that is done. */
  readonly pending: boolean;
}

export interface SourceInstallation {
  readonly id: number;
  readonly deviceId: number;
  readonly serial: string;
  readonly model: string;
  readonly codec: string;
  readonly from: InstantMs;
  readonly to: InstantMs | null;
  readonly ratio: RatioMilli;
  /** Thousandths of a Wh (litre). */
  readonly modulus: number;
  /** Registers typed in at either end. */
  readonly startRegister: number | null;
  readonly endRegister: number | null;
}

export interface SlotKey {
  readonly park: string;
  readonly account: string;
  readonly point: string;
  readonly start: InstantMs;
  /** Where a meter or a CT was changed within a slot, each installation has its own row; null: the first. */
  readonly installation: number | null;
}

const SLOT = `
  select (select p.medium from point p where p.id = s.point_id) as medium, ${epochMs('s.start')} as start, s.quantity, s.quality, s.version_id, coalesce(s.period, 0) as period, s.charge::text as charge,
    i.id, i.device_id, d.serial, d.model, d.codec, ${epochMs('i.from_at')} as from_at, ${epochMs('i.to_at')} as to_at, i.ratio_milli,
    d.modulus_milli, i.start_import, i.end_import,
    exists (select from refold r where r.device_id = i.device_id and r.lo < s.start + interval '1 day' and r.hi > s.start - interval '1 day')
      or exists (select from rerate r where r.point_id = s.point_id and r.lo <= s.start and r.hi > s.start) as pending
  from slot s join installation i on i.id = s.installation_id join device d on d.id = i.device_id
  where s.point_id = (select p.id from point p join park k on k.id = p.park_id where k.code = $1 and p.code = $3)
    and s.account_id = (select a.id from account a join park k on k.id = a.park_id where k.code = $1 and a.code = $2)
    and s.register = 0 and s.start = ${atMs('$4')} and ($5::int is null or i.id = $5)
  order by i.from_at limit 1`;

/** Null where the account was not charged for such a slot. */
export const selectSlotSource = (db: Queryable, { park, account, point, start, installation }: SlotKey): Promise<SlotSource | null> =>
  rowOf(db, SLOT, [park, account, point, start, installation], (row) => ({
    medium: textIn(row, 'medium') === 'water' ? 'water' : 'electricity',
    start: instantIn(row, 'start'),
    quantity: wholeIn(row, 'quantity'),
    quality: wholeIn(row, 'quality'),
    versionId: orNull(row, 'version_id', wholeIn),
    period: wholeIn(row, 'period'),
    charge: bigIn(row, 'charge'),
    installation: {
      id: wholeIn(row, 'id'),
      deviceId: wholeIn(row, 'device_id'),
      serial: textIn(row, 'serial'),
      model: textIn(row, 'model'),
      codec: textIn(row, 'codec'),
      from: instantIn(row, 'from_at'),
      to: orNull(row, 'to_at', instantIn),
      ratio: ratioMilli(wholeIn(row, 'ratio_milli')),
      modulus: wholeIn(row, 'modulus_milli'),
      startRegister: orNull(row, 'start_import', wholeIn),
      endRegister: orNull(row, 'end_import', wholeIn),
    },
    pending: flagIn(row, 'pending'),
  }));

/** A register as it was sent, or typed in by a person; the verdict is the fold's. */
export interface SourceReading extends CountedReading {
  /** Null: typed in at the start or end of the installation. */
  readonly sent: { readonly receivedAt: InstantMs; readonly rawId: number; readonly rawIndex: number } | null;
  readonly verdict: Verdict | null;
  /** A person chose this value, or that none counts. */
  readonly decided: boolean;
}

/** A meter that sends every half second. */
const INSIDE_MAX = 2_000;
/** One instant may be stored with several powers. */
const BESIDE_MAX = 6;

const COLUMNS = `${epochMs('r.at')} as at, r.import as value, r.raw_id, r.raw_index, ${epochMs('r.received_at')} as received_at,
  f.verdict, d.at is not null as decided, d.value as chosen`;
const FROM = `
  from reading r left join flag f on f.installation_id = $2 and f.register = 0 and f.at = r.at
    left join decision d on d.device_id = r.device_id and d.register = 0 and d.at = r.at
  where r.device_id = $1 and r.import is not null`;
const COUNTS = `and (f.verdict is null or f.verdict not in ('conflict', 'outlier', 'suspect'))`;
const BEFORE = `select ${COLUMNS} ${FROM} ${COUNTS} and r.at <= ${atMs('$3')} and r.at >= ${atMs('$4')} order by r.at desc, r.raw_id limit ${BESIDE_MAX}`;
const INSIDE = `select ${COLUMNS} ${FROM} and r.at > ${atMs('$3')} and r.at < ${atMs('$4')} order by r.at, r.raw_id limit ${INSIDE_MAX}`;
const AFTER = `select ${COLUMNS} ${FROM} ${COUNTS} and r.at >= ${atMs('$3')} and r.at < ${atMs('$4')} order by r.at, r.raw_id limit ${BESIDE_MAX}`;
const FLAGS = `
  select ${epochMs('at')} as at, verdict from flag where installation_id = $1 and register = 0 and at in (${atMs('$2')}, ${atMs('$3')})`;

const FAR = 253_402_300_800_000;

interface Sent extends SourceReading {
  readonly chosen: number | null;
}

/**
 * Readings of a slot's installation from the last that counts at or before its start to the first that counts at or after its end, doubtful ones
 * between them included. One row an instant: of several messages with the same value the first received.
 */
export const selectSlotReadings = async (db: Queryable, { start, installation }: SlotSource): Promise<readonly SourceReading[]> => {
  const { id, deviceId, from, to } = installation;
  const end = start + SLOT_MS;
  const key = [deviceId, id];
  const before = await rowsOf(db, BEFORE, [...key, start, from], sentFromRow);
  const inside = await rowsOf(db, INSIDE, [...key, Math.max(start, from - 1), Math.min(end, to ?? FAR)], sentFromRow);
  const after = end < (to ?? FAR) ? await rowsOf(db, AFTER, [...key, end, to ?? FAR], sentFromRow) : [];
  const typed = await typedOf(db, installation);
  const [typedStart] = typed.filter(({ at }) => at === from);
  const sent = oneAnInstant([...before, ...inside, ...after]).filter(({ at }) => typedStart === undefined || at > from);
  const all = [...sent, ...typed].sort((a, b) => a.at - b.at);
  const first = all.findLastIndex((reading) => reading.at <= start && counts(reading));
  const last = all.findIndex((reading) => reading.at >= end && counts(reading));
  return all.slice(Math.max(first, 0), last < 0 ? undefined : last + 1);
};

/** Whether a reading takes part in quantities. */
export const counts = ({ verdict }: SourceReading): boolean => verdict !== 'conflict' && verdict !== 'outlier' && verdict !== 'suspect';

const sentFromRow = (row: Row): Sent => {
  const verdict = orNull(row, 'verdict', verdictIn);
  return {
    at: instantIn(row, 'at'),
    value: wholeIn(row, 'value'),
    ...standing(verdict),
    verdict,
    decided: flagIn(row, 'decided'),
    chosen: orNull(row, 'chosen', wholeIn),
    sent: { receivedAt: instantIn(row, 'received_at'), rawId: wholeIn(row, 'raw_id'), rawIndex: wholeIn(row, 'raw_index') },
  };
};

const verdictIn = (row: Row, column: string): Verdict => textIn(row, column) as Verdict;

const standing = (verdict: Verdict | null) => ({ begins: verdict === 'reset' || verdict === 'break', around: verdict === 'rollover' });

/** Where a person has chosen among values, the chosen one; where values contradict each other, all of them stay in sight. */
const oneAnInstant = (rows: readonly Sent[]): readonly SourceReading[] => {
  const kept = new Map<string, SourceReading>();
  for (const { chosen, ...row } of rows) {
    if (row.decided && chosen !== null && chosen !== row.value) continue;
    const key = `${row.at} ${row.value}`;
    const known = kept.get(key);
    if (!known || (row.sent?.rawId ?? 0) < (known.sent?.rawId ?? 0)) kept.set(key, row);
  }
  return [...kept.values()];
};

const typedOf = async (db: Queryable, { id, from, to, startRegister, endRegister }: SourceInstallation): Promise<SourceReading[]> => {
  const rows = await rowsOf(db, FLAGS, [id, from, to ?? from], (row) => ({ at: instantIn(row, 'at'), verdict: verdictIn(row, 'verdict') }));
  const typed = (at: InstantMs | null, value: number | null): SourceReading[] => {
    if (at === null || value === null) return [];
    const verdict = rows.find((flag) => flag.at === at)?.verdict ?? null;
    return [{ at, value, ...standing(verdict), verdict, decided: false, sent: null }];
  };
  return [...typed(from, startRegister), ...typed(to, endRegister)];
};
