import type { Words } from '#domain/park/model.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { atMs, epochMs, instantIn, orNull, type Queryable, type Row, rowsOf, textIn, wholeIn } from '../queries/row.ts';

/** A register as it was read: thousandths of a Wh (litre), before CT x PT. */
export interface ReadAt {
  readonly at: InstantMs;
  readonly value: number;
}

/** The readings around an edge; the two are one where the meter was read at that very instant. */
export interface EdgeReadings {
  readonly at: InstantMs;
  readonly before: ReadAt | null;
  readonly after: ReadAt | null;
}

/** A meter while it counted for an account, with what was read around both ends. */
export interface MeterStretch {
  readonly point: string;
  readonly name: Words;
  readonly medium: Medium;
  readonly serial: string;
  readonly ratioMilli: number;
  readonly start: EdgeReadings;
  readonly end: EdgeReadings;
}

/** Meters a paper lists at most. */
const METERS_MAX = 200;
/** A reading farther from an edge than this says nothing about it. */
const DAYS_AROUND = 3;

const around = (edge: string): string => `
    left join lateral (select at, import as value from reading where device_id = i.device_id and at <= ${edge} and at > ${edge} - interval '${DAYS_AROUND} days'
      and received_at <= ${atMs('$4')} and import is not null order by at desc limit 1) x_before on true`;

const METERS = `
  select p.code, p.name_zh, p.name_en, p.medium, d.serial, i.ratio_milli, ${epochMs('e.start_at')} as start_at, ${epochMs('e.end_at')} as end_at,
    ${epochMs('sb.at')} as sb_at, sb.value as sb_value, ${epochMs('sa.at')} as sa_at, sa.value as sa_value,
    ${epochMs('eb.at')} as eb_at, eb.value as eb_value, ${epochMs('ea.at')} as ea_at, ea.value as ea_value
  from bill b join assignment g on g.account_id = b.account_id join point p on p.id = g.point_id
    join installation i on i.point_id = p.id join device d on d.id = i.device_id
    cross join lateral (select greatest(${atMs('$2')}, g.from_at, i.from_at) as start_at,
      least(${atMs('$3')}, coalesce(g.to_at, 'infinity'), coalesce(i.to_at, 'infinity')) as end_at) e
${['sb', 'eb'].map((name) => around(name === 'sb' ? 'e.start_at' : 'e.end_at').replaceAll('x_before', name)).join('')}
${['sa', 'ea']
  .map((name) => {
    const edge = name === 'sa' ? 'e.start_at' : 'e.end_at';
    return `    left join lateral (select at, import as value from reading where device_id = i.device_id and at >= ${edge} and at < ${edge} + interval '${DAYS_AROUND} days'
      and received_at <= ${atMs('$4')} and import is not null order by at limit 1) ${name} on true`;
  })
  .join('\n')}
  where b.id = $1::bigint and e.start_at < e.end_at order by p.code, e.start_at limit ${METERS_MAX}`;

/** The meters of a bill's account over [from, to), by readings received until `known`. */
export const selectMeters = (
  db: Queryable,
  billId: string,
  { from, to, known }: { readonly from: InstantMs; readonly to: InstantMs; readonly known: InstantMs },
): Promise<MeterStretch[]> =>
  rowsOf(db, METERS, [billId, from, to, known], (row) => ({
    point: textIn(row, 'code'),
    name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
    medium: row.medium === 'water' ? 'water' : 'electricity',
    serial: textIn(row, 'serial'),
    ratioMilli: wholeIn(row, 'ratio_milli'),
    start: { at: instantIn(row, 'start_at'), before: readIn(row, 'sb'), after: readIn(row, 'sa') },
    end: { at: instantIn(row, 'end_at'), before: readIn(row, 'eb'), after: readIn(row, 'ea') },
  }));

const readIn = (row: Row, name: string): ReadAt | null => {
  const at = orNull(row, `${name}_at`, instantIn);
  return at === null ? null : { at, value: wholeIn(row, `${name}_value`) };
};
