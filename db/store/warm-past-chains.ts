import type { ClientBase } from 'pg';
import { type Chain, emptyChain, slotStart } from '#domain/metering/chain.ts';
import { type InstantMs, MINUTE_MS, SECOND_MS, SLOT_MS } from '#domain/time/instant.ts';
import { GAP_SLOTS_MAX } from '#domain/twin/book-slot.ts';
import type { DeviceTwin, InstallationTwin, PointTwin, Twin } from '#domain/twin/state.ts';
import { atMs, floatMs } from '../queries/row.ts';
import { numbersOf } from './arrays.ts';
import { refoldRegister } from './refold-register.ts';
import { foldForPower, loadNewestFlags, loadPriors, NEWEST_ROWS } from './warm-start.ts';

/** Demand windows of the slot in progress begin up to 16 minutes before it; few points show any. */
const REACH_MS = 16 * MINUTE_MS;
/** Meters' clocks may be ahead by five minutes: what had come by then counts, whatever it says of its time. */
const AHEAD_MS = 5 * MINUTE_MS;
/** On its way at that instant and here a moment later: as then, not yet in any figure. What takes longer is late. */
export const PROMPT_MS = MINUTE_MS;
/** A late reading, or a gap that a reading ends, is folded in within this time after it has come. */
export const FOLDING_MS = 20 * SECOND_MS;
const DEVICES_A_QUERY = 500;

interface NewestRow {
  readonly at: number;
  readonly import: number | null;
  readonly power: number | null;
  readonly relay: number | null;
}

interface Seen {
  readonly where: InstallationTwin;
  /** Its demand windows are shown. */
  readonly windows: boolean;
  /** Newest first, all of the installation. */
  readonly rows: readonly NewestRow[];
  /** The newest with a register. */
  readonly last: NewestRow;
}

/**
 * Chains, power and relays of all meters as they were at an instant: some ten readings a meter, whatever its interval. Answers the devices whose
 * newest reading had just ended a gap, which was filled a moment later.
 */
export const warmPastChains = async (client: ClientBase, twin: Twin, at: InstantMs): Promise<readonly number[]> => {
  const seen = await loadNewest(client, twin, at);
  const flagged = await loadNewestFlags(client, twin, at + AHEAD_MS);
  const priors = await loadPriors(client, twin, at + AHEAD_MS);
  for (const whole of [false, true]) {
    const alike = seen.filter(({ windows }) => windows === whole);
    for (let i = 0; i < alike.length; i += DEVICES_A_QUERY) {
      const part = alike.slice(i, i + DEVICES_A_QUERY);
      const near = await loadNear(client, part, whole);
      for (const each of part) {
        const rows = near.get(each.where.device.device.id) ?? [];
        const doubt = (flagged.get(each.where.installation.id) ?? -1) >= (rows[0]?.at ?? 0);
        const prior = priors.get(`${each.where.installation.id}|0`) ?? -1;
        const plain = doubt ? null : foldPlain(each, rows, prior);
        setPower(each, plain ? plain.mean : await foldWithCare(client, each));
      }
    }
  }
  return seen.filter((each) => endsGap(each, at)).map(({ where }) => where.device.device.id);
};

const endsGap = ({ rows }: Seen, at: InstantMs): boolean => {
  const counted = rows.filter((row) => row.import !== null);
  return counted.some((row, i) => {
    const before = counted[i + 1];
    return row.at > at - FOLDING_MS && before !== undefined && row.at - before.at > GAP_SLOTS_MAX * SLOT_MS;
  });
};

const loadNewest = async (client: ClientBase, twin: Twin, at: InstantMs): Promise<readonly Seen[]> => {
  const answer = await client.query(
    `select t.d, ${floatMs('r.at')} as at, r.import::float8 as import, r.power::float8 as power, r.relay
     from unnest($1::int[]) as t(d) cross join lateral
       (select at, received_at, import, power, relay from reading
        where device_id = t.d and at <= ${atMs('$3')}
          and (received_at <= ${atMs('$2')} or (at <= ${atMs('$2')} and received_at - at > interval '1 minute'))
        order by at desc limit ${NEWEST_ROWS}) as r
     order by t.d, r.at desc, r.received_at`,
    [numbersOf([...twin.devicesById.keys()], (id) => id), at, at + AHEAD_MS],
  );
  const seen: Seen[] = [];
  for (const [id, rows] of Map.groupBy(answer.rows, (row) => Number(row.d))) {
    const device = twin.devicesById.get(id);
    if (!device || !rows[0]) continue;
    device.newestAt = rows[0].at;
    twin.newestAt = Math.max(twin.newestAt, rows[0].at);
    const found = seenOf(twin, device, rows);
    if (found) seen.push(found);
  }
  return seen;
};

const seenOf = (twin: Twin, device: DeviceTwin, all: readonly NewestRow[]): Seen | null => {
  const where = device.current;
  if (!where) return null;
  const rows = all.filter((row) => row.at >= where.installation.from);
  if (rows[0]) where.point.powerAt = rows[0].at;
  const relay = rows.find((row) => row.relay !== null);
  if (relay) where.point.relay = relay.relay === 1 ? 'closed' : 'open';
  const last = rows.find((row) => row.import !== null);
  if (last) return { where, rows, last, windows: showsWindows(twin, where.point) };
  setPower({ where, rows }, null);
  return null;
};

const showsWindows = (twin: Twin, point: PointTwin): boolean => point.recent !== null || twin.bigTenants.includes(point);

/** A mean between two registers, and the time of the second. */
interface Mean {
  readonly at: number;
  readonly watts: number;
}

/** What the newest reading told of itself, or the mean since the register before it, where it told nothing. */
const setPower = ({ where, rows }: Pick<Seen, 'where' | 'rows'>, mean: Mean | null): void => {
  const told = rows.find((row) => row.power !== null);
  if (mean && (!told || told.at < mean.at)) where.point.power = mean.watts;
  else if (told && told.power !== null) where.point.power = Math.round((told.power * where.installation.ratio) / 1_000);
};

interface NearRow {
  readonly at: number;
  readonly digest: number;
  readonly value: number;
}

/**
 * Of each meter two registers before its slot in progress, the first in it and its last two: linked readings telescope, so those between
 * change nothing. Of those whose windows are shown all since these begin.
 */
const registersOf = (range: string, rest: string): string =>
  `(select at, digest, import from reading where device_id = t.d and ${range} and at >= ${atMs('t.since')} and import is not null ${rest})`;
const BEFORE = registersOf(`at <= ${atMs('t.edge')}`, 'order by at desc limit 2');
const WITHIN = `at > ${atMs('t.edge')} and at <= ${atMs('t.last')}`;
const NEAR = (parts: readonly string[]): string => `
  select t.d, ${floatMs('r.at')} as at, r.digest::float8 as digest, r.import::float8 as value
  from unnest($1::int[], $2::float8[], $3::float8[], $4::float8[]) as t(d, edge, last, since)
  cross join lateral (${parts.join(' union all ')}) as r
  order by t.d, r.at, r.digest`;
const THIN = NEAR([BEFORE, registersOf(WITHIN, 'order by at limit 1'), registersOf(WITHIN, 'order by at desc limit 2')]);
const WHOLE = NEAR([BEFORE, registersOf(WITHIN, '')]);

/**
 * Of each meter two registers before its slot in progress, the first in it and its last two: linked readings telescope, so those between
 * change nothing. Of those whose windows are shown all since these begin.
 */
const loadNear = async (client: ClientBase, seen: readonly Seen[], whole: boolean): Promise<ReadonlyMap<number, readonly NearRow[]>> => {
  if (seen.length === 0) return new Map();
  const answer = await client.query(whole ? WHOLE : THIN, [
    numbersOf(seen, ({ where }) => where.device.device.id),
    numbersOf(seen, edgeOf),
    numbersOf(seen, ({ last }) => last.at),
    numbersOf(seen, ({ where }) => where.installation.from),
  ]);
  const near = new Map<number, NearRow[]>();
  for (const row of answer.rows) {
    const rows = near.get(row.d) ?? [];
    near.set(row.d, rows);
    const before = rows.at(-1);
    // The first in a slot may also be among its last two.
    if (before?.at !== row.at || before?.digest !== row.digest) rows.push(row);
  }
  return near;
};

const edgeOf = ({ last, windows }: Seen): number => slotStart(last.at) - (windows ? REACH_MS : 0);

/** Null where the rows are not one plain link after the other: then the meter is folded with care. */
const foldPlain = (seen: Seen, rows: readonly NearRow[], prior: number): { readonly mean: Mean | null } | null => {
  const { installation, registers } = seen.where;
  const edge = edgeOf(seen);
  const typed = installation.start.import !== null;
  const samples = rows.filter((row) => !typed || row.at > installation.from);
  if (samples.some((row, i) => i > 0 && row.at === samples[i - 1]?.at)) return null;
  // With fewer than two before its edge the fold begins where the installation does, at the register typed in.
  if (rows.filter((row) => row.at <= edge).length >= 2) {
    registers[0].chain = emptyChain(registers[0].rule);
    registers[0].chain.prior = prior;
  }
  let mean: Mean | null = null;
  for (const sample of samples) mean = meanOf(sample.at, foldForPower(registers[0], sample));
  return registers[0].chain.pendingAt === NONE ? { mean } : null;
};

const NONE = -1;

const meanOf = (at: number, watts: number | null): Mean | null => (watts === null ? null : { at, watts });

/** Doubt after doubt leaves the power unknown. */
const LOOK_BACK_MAX = 3;

/** Where verdicts lie among the newest readings: from an anchor before them, through all that is stored in between. */
const foldWithCare = async (client: ClientBase, { where, rows, last }: Seen): Promise<Mean | null> => {
  const register = where.registers[0];
  const chain = await chainUpTo(client, where, last.at);
  let mean: Mean | null = null;
  for (const row of rows.filter(({ import: value }) => value !== null).slice(0, LOOK_BACK_MAX)) {
    if (mean || row.import === null || row.power !== null) break;
    register.chain = await chainUpTo(client, where, row.at - 1);
    mean = meanOf(row.at, foldForPower(register, { at: row.at, value: row.import }));
  }
  register.chain = chain;
  return mean;
};

const SAMPLES_MAX = 10_000_000;

/** The chain as a fold leaves it that knows nothing after `until`. What comes then may be a doubt that was settled later: the anchor lies before it. */
const chainUpTo = async (client: ClientBase, where: InstallationTwin, until: number): Promise<Chain> => {
  const change = { lo: until, hi: until, samplesMax: SAMPLES_MAX, quiet: false };
  return (await refoldRegister(client, where, 0, change)).chain;
};
