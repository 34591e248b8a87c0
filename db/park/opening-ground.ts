import type { PointRole, Words } from '#domain/park/model.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { atMs, dayIn, epochMs, instantIn, orNull, type Queryable, rowsOf, textIn } from '../queries/row.ts';

/** A point that an account may be opened at, and who pays for it on the day. */
export interface OpeningPoint {
  readonly code: string;
  readonly name: Words;
  readonly medium: Medium;
  readonly role: PointRole;
  readonly space: string | null;
  /** Null: it is free from the instant on. */
  readonly payer: { readonly account: string; readonly name: Words; readonly tariff: string; readonly from: InstantMs } | null;
}

const POINTS_MAX = 100_000;
const POINTS = `
  select p.code, p.name_zh, p.name_en, p.medium, p.role, s.code as space, x.account, x.payer_zh, x.payer_en, x.tariff, x.from_ms
  from point p join park k on k.id = p.park_id left join space s on s.id = p.space_id
    left join lateral (
      select a.code as account, a.name_zh as payer_zh, a.name_en as payer_en, t.code as tariff, ${epochMs('g.from_at')} as from_ms
      from assignment g join account a on a.id = g.account_id join tariff t on t.id = g.tariff_id
      where g.point_id = p.id and (g.to_at is null or g.to_at > ${atMs('$2')}) order by g.from_at desc limit 1) as x on true
  where k.code = $1 and p.role = 'tenant' order by p.code limit ${POINTS_MAX}`;

/** Points of tenants, as they are from an instant on. */
export const selectOpeningPoints = (db: Queryable, park: string, at: InstantMs): Promise<OpeningPoint[]> =>
  rowsOf(db, POINTS, [park, at], (row) => ({
    code: textIn(row, 'code'),
    name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
    medium: row.medium === 'water' ? 'water' : 'electricity',
    role: 'tenant',
    space: orNull(row, 'space', textIn),
    payer: orNull(row, 'account', (one) => ({
      account: textIn(one, 'account'),
      name: { zh: textIn(one, 'payer_zh'), en: textIn(one, 'payer_en') },
      tariff: textIn(one, 'tariff'),
      from: instantIn(one, 'from_ms'),
    })),
  }));

/** A price that may be agreed. */
export interface OpeningTariff {
  readonly code: string;
  readonly name: Words;
  readonly medium: Medium;
  /** First day it holds on. */
  readonly validFrom: string;
}

const TARIFFS = `
  select t.code, t.name_zh, t.name_en, t.medium, min(v.valid_from)::text as valid_from from tariff t join tariff_version v on v.tariff_id = t.id
    join park k on k.id = t.park_id where k.code = $1 group by t.id order by t.code`;

export const selectOpeningTariffs = (db: Queryable, park: string): Promise<OpeningTariff[]> =>
  rowsOf(db, TARIFFS, [park], (row) => ({
    code: textIn(row, 'code'),
    name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
    medium: row.medium === 'water' ? 'water' : 'electricity',
    validFrom: dayIn(row, 'valid_from'),
  }));
