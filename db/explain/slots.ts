import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { atMs, bigIn, dayIn, epochMs, instantIn, orNull, type Queryable, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import type { ChargeFilter } from './charge.ts';

/** A quarter of an hour by one installation, as it was charged. */
export interface SlotLine {
  readonly start: InstantMs;
  readonly day: ParkDay;
  readonly installationId: number;
  readonly serial: string;
  /** Whole Wh (litres). */
  readonly quantity: number;
  /** Index of QUALITIES. */
  readonly quality: number;
  readonly versionId: number | null;
  /** Index of PERIODS. */
  readonly period: number;
  /** 1e-11 yuan. */
  readonly charge: bigint;
}

export interface SlotSums {
  readonly slots: number;
  readonly quantity: number;
  readonly charge: bigint;
}

/** The days bound the instants generously, so that only the chunks they can be in are looked at. */
const WHERE = `
  s.point_id = (select p.id from point p join park k on k.id = p.park_id where k.code = $1 and p.code = $5)
    and s.account_id = (select a.id from account a join park k on k.id = a.park_id where k.code = $1 and a.code = $2)
    and s.register = 0 and s.day >= $3::date and s.day <= $4::date
    and s.start >= $3::date - interval '1 day' and s.start < $4::date + interval '2 days'
    and ($6::int is null or s.version_id = $6) and ($7::int is null or s.period = $7)`;

export type SlotFilter = ChargeFilter & { readonly point: string };

const filterValues = ({ park, account, from, to, point, versionId, period }: SlotFilter): unknown[] => [
  park,
  account,
  from,
  to,
  point,
  versionId,
  period,
];

const SLOTS = `
  select ${epochMs('s.start')} as start, s.day::text as day, s.installation_id, d.serial, s.quantity, s.quality, s.version_id,
    coalesce(s.period, 0) as period, s.charge::text as charge
  from slot s join installation i on i.id = s.installation_id join device d on d.id = i.device_id
  where ${WHERE} and ($8::float8 is null or (s.start, s.installation_id) > (${atMs('$8')}, $9::int))
  order by s.start, s.installation_id
  limit $10`;

export interface SlotCursor {
  readonly start: InstantMs;
  readonly installationId: number;
}

export const selectSlotLines = (
  db: Queryable,
  filter: SlotFilter,
  page: { readonly after: SlotCursor | null; readonly limit: number },
): Promise<SlotLine[]> =>
  rowsOf(db, SLOTS, [...filterValues(filter), page.after?.start ?? null, page.after?.installationId ?? 0, page.limit], (row) => ({
    start: instantIn(row, 'start'),
    day: dayIn(row, 'day'),
    installationId: wholeIn(row, 'installation_id'),
    serial: textIn(row, 'serial'),
    quantity: wholeIn(row, 'quantity'),
    quality: wholeIn(row, 'quality'),
    versionId: orNull(row, 'version_id', wholeIn),
    period: wholeIn(row, 'period'),
    charge: bigIn(row, 'charge'),
  }));

const SUMS = `
  select count(*) as slots, coalesce(sum(s.quantity), 0)::bigint as quantity, coalesce(sum(s.charge), 0)::text as charge from slot s where ${WHERE}`;

/** Of all slots of a filter, not of one page. */
export const selectSlotSums = async (db: Queryable, filter: SlotFilter): Promise<SlotSums> => {
  const sums = await rowOf(db, SUMS, filterValues(filter), (row) => ({
    slots: wholeIn(row, 'slots'),
    quantity: wholeIn(row, 'quantity'),
    charge: bigIn(row, 'charge'),
  }));
  return sums ?? { slots: 0, quantity: 0, charge: 0n };
};
