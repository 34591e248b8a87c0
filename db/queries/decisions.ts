import { REGISTERS, type Register } from '#domain/park/model.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { epochMs, instantIn, orNull, type Queryable, rowOf, rowsOf, textIn, wholeIn } from './row.ts';

/** What a person has decided of a doubtful reading. */
export interface DecisionRow {
  readonly point: string;
  readonly serial: string;
  readonly installationId: number;
  readonly register: Register;
  readonly at: InstantMs;
  /** The value that counts, thousandths of a Wh (litre) before the ratio; null: it counts nowhere. */
  readonly value: number | null;
  readonly decidedAt: InstantMs;
  /** A person's name. */
  readonly actor: string;
}

const DECISIONS = `
  select p.code as point, d.serial, i.id as installation_id, c.register, ${epochMs('c.at')} as at, c.value, ${epochMs('c.decided_at')} as decided_at, coalesce(u.name, c.actor) as actor
  from decision c join device d on d.id = c.device_id
    join installation i on i.device_id = d.id and c.at >= i.from_at and (i.to_at is null or c.at < i.to_at)
    join point p on p.id = i.point_id left join auth_user u on c.actor = 'user:' || u.id
  where p.park_id = (select id from park where code = $1) and ($2::text is null or p.code = $2)
  order by c.decided_at desc, c.at desc limit $3`;

/** Newest decision first. */
export const selectDecisions = (
  db: Queryable,
  { park, point, limit }: { readonly park: string; readonly point: string | null; readonly limit: number },
): Promise<DecisionRow[]> =>
  rowsOf(db, DECISIONS, [park, point, limit], (row) => ({
    point: textIn(row, 'point'),
    serial: textIn(row, 'serial'),
    installationId: wholeIn(row, 'installation_id'),
    register: REGISTERS[wholeIn(row, 'register')] ?? 'import',
    at: instantIn(row, 'at'),
    value: orNull(row, 'value', wholeIn),
    decidedAt: instantIn(row, 'decided_at'),
    actor: textIn(row, 'actor'),
  }));

const DEVICE = `
  select i.device_id from installation i join point p on p.id = i.point_id
  where i.id = $1 and p.park_id = (select id from park where code = $2)`;

/** The device of an installation of this park; null where it has none such. */
export const selectDeviceOf = (db: Queryable, installationId: number, park: string): Promise<number | null> =>
  rowOf(db, DEVICE, [installationId, park], (row) => wholeIn(row, 'device_id'));
