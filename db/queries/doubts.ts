import { REGISTERS, type Register } from '#domain/park/model.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { atMs, epochMs, instantIn, orNull, type Queryable, type Row, rowsOf, textIn, wholeIn } from './row.ts';

/** A reading that is no plain link of its chain, and what the fold made of it. */
export interface DoubtRow {
  readonly point: string;
  readonly medium: Medium;
  readonly serial: string;
  readonly at: InstantMs;
  readonly installationId: number;
  readonly register: Register;
  readonly verdict: string;
  /** What the meter showed then, thousandths of a Wh (litre) before the ratio, ascending: several where they conflict; none where it was not sent. */
  readonly values: readonly number[];
  /** The register before it: as the fold had it, else of the reading before; null where there is none. */
  readonly prior: number | null;
}

/** Newest first; those before one (by time, installation and register) where given. */
export interface DoubtQuery {
  readonly park: string;
  /** Of one point alone. */
  readonly point: string | null;
  readonly before: { readonly at: InstantMs; readonly installationId: number; readonly register: number } | null;
  readonly limit: number;
}

const REGISTER_OF = (reading: string) =>
  `case f.register when 0 then ${reading}.import when 1 then ${reading}.export else ${reading}.reactive end`;
const DOUBTS = `
  with newest as materialized (
    select f.installation_id, f.register, f.at, f.verdict, f.prior, i.device_id, p.code, p.medium
    from flag f join installation i on i.id = f.installation_id join point p on p.id = i.point_id
    where p.park_id = (select id from park where code = $1) and ($6::text is null or p.code = $6)
      and ($2::float8 is null or (f.at, f.installation_id, f.register) < (${atMs('$2')}, $3::int, $4::smallint))
    order by f.at desc, f.installation_id desc, f.register desc
    limit $5
  )
  select f.code as point, f.medium, d.serial, ${epochMs('f.at')} as at, f.installation_id, f.register, f.verdict,
    array(select ${REGISTER_OF('r')}::text from reading r where r.device_id = f.device_id and r.at = f.at and ${REGISTER_OF('r')} is not null
      group by 1 order by min(${REGISTER_OF('r')}) limit 8) as values,
    coalesce(f.prior, (select ${REGISTER_OF('r')} from reading r where r.device_id = f.device_id and r.at < f.at and ${REGISTER_OF('r')} is not null
      order by r.at desc limit 1)) as prior
  from newest f join device d on d.id = f.device_id
  order by f.at desc, f.installation_id desc, f.register desc`;

export const selectDoubts = (db: Queryable, { park, point, before, limit }: DoubtQuery): Promise<DoubtRow[]> =>
  rowsOf(db, DOUBTS, [park, before?.at ?? null, before?.installationId ?? null, before?.register ?? null, limit, point], (row: Row) => ({
    point: textIn(row, 'point'),
    medium: textIn(row, 'medium') === 'water' ? 'water' : 'electricity',
    serial: textIn(row, 'serial'),
    at: instantIn(row, 'at'),
    installationId: wholeIn(row, 'installation_id'),
    register: REGISTERS[wholeIn(row, 'register')] ?? 'import',
    verdict: textIn(row, 'verdict'),
    values: Array.isArray(row.values) ? row.values.map(Number) : [],
    prior: orNull(row, 'prior', wholeIn),
  }));
