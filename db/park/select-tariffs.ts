import type { FileStep } from '#domain/park/file-terms.ts';
import type { Words } from '#domain/park/model.ts';
import type { TariffContent } from '#domain/park/tariff-content.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { dayIn, orNull, type Queryable, type Row, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';

/** A version as it is kept: a price for every period, with eight decimals. */
export interface KeptVersion extends TariffContent {
  readonly validFrom: string;
  readonly source: string;
}

/** A tariff as a park file would say it, with who uses it now. */
export interface KeptTariff {
  readonly id: number;
  readonly code: string;
  readonly medium: Medium;
  readonly name: Words;
  readonly steps: readonly FileStep[];
  /** By validFrom, ascending. */
  readonly versions: readonly KeptVersion[];
  /** Charged by it at the instant that was asked about. */
  readonly accounts: number;
  readonly points: number;
}

/** What a change of prices stands on: whoever writes says which version of the park was looked at. */
export interface PricedPark {
  readonly id: number;
  readonly zone: string;
  readonly version: number;
  /** The first day whose books are open; null: none was ever closed. */
  readonly firstOpenDay: ParkDay | null;
}

const PARK = 'select id, zone, version, first_open_day(id)::text as first_open from park where code = $1';

/** Null: there is no such park. */
export const selectPricedPark = (db: Queryable, park: string): Promise<PricedPark | null> =>
  rowOf(db, PARK, [park], (row) => ({
    id: wholeIn(row, 'id'),
    zone: textIn(row, 'zone'),
    version: wholeIn(row, 'version'),
    firstOpenDay: orNull(row, 'first_open', dayIn),
  }));

/** As many as a park file may have, each with as many versions as it may have; $3 one tariff's code, or null. */
const TARIFFS = `
  select t.id, t.code, t.medium, t.name_zh, t.name_en, t.steps, u.accounts, u.points
  from tariff t cross join lateral (
    select count(distinct g.account_id) as accounts, count(distinct g.point_id) as points from assignment g
    where g.tariff_id = t.id and g.from_at <= to_timestamp($2::float8 / 1000) and coalesce(g.to_at, 'infinity') > to_timestamp($2::float8 / 1000)) u
  where t.park_id = $1 and ($3::text is null or t.code = $3) order by t.medium, t.code limit 1000`;
const VERSIONS = `
  select v.tariff_id, v.valid_from::text as valid_from, v.source, v.content from tariff_version v
  where v.tariff_id = any($1::int[]) order by v.tariff_id, v.valid_from limit 5000`;

/** Tariffs of a park with their versions; `code` null: all of them. */
export const selectKeptTariffs = async (
  db: Queryable,
  parkId: number,
  { at, code }: { readonly at: number; readonly code: string | null },
): Promise<readonly KeptTariff[]> => {
  const tariffs = await rowsOf(db, TARIFFS, [parkId, at, code], (row) => ({
    id: wholeIn(row, 'id'),
    code: textIn(row, 'code'),
    medium: mediumIn(row),
    name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
    // jsonb comes back as the object it was; `plainStep` and `contentFromFile` alone write it.
    steps: row.steps as readonly FileStep[],
    accounts: wholeIn(row, 'accounts'),
    points: wholeIn(row, 'points'),
  }));
  const versions = await rowsOf(db, VERSIONS, [tariffs.map(({ id }) => id)], (row) => ({
    tariffId: wholeIn(row, 'tariff_id'),
    version: { validFrom: textIn(row, 'valid_from'), source: textIn(row, 'source'), ...(row.content as TariffContent) },
  }));
  const byTariff = Map.groupBy(versions, ({ tariffId }) => tariffId);
  return tariffs.map((tariff) => ({ ...tariff, versions: (byTariff.get(tariff.id) ?? []).map(({ version }) => version) }));
};

const mediumIn = (row: Row): Medium => (textIn(row, 'medium') === 'water' ? 'water' : 'electricity');

export interface TariffUse {
  readonly account: string;
  readonly accountName: Words;
  readonly point: string;
  readonly pointName: Words;
}

/** Rows of one answer: the largest building's meters. */
export const USES_MAX = 500;
const USES = `
  select a.code as account, a.name_zh as account_zh, a.name_en as account_en, p.code as point, p.name_zh as point_zh, p.name_en as point_en
  from assignment g join account a on a.id = g.account_id join point p on p.id = g.point_id
  where g.tariff_id = $1 and g.from_at <= to_timestamp($2::float8 / 1000) and coalesce(g.to_at, 'infinity') > to_timestamp($2::float8 / 1000)
  order by a.code, p.code limit ${USES_MAX}`;

/** Who is charged by a tariff at an instant, and for which points. */
export const selectTariffUses = (db: Queryable, tariffId: number, at: number): Promise<readonly TariffUse[]> =>
  rowsOf(db, USES, [tariffId, at], (row) => ({
    account: textIn(row, 'account'),
    accountName: { zh: textIn(row, 'account_zh'), en: textIn(row, 'account_en') },
    point: textIn(row, 'point'),
    pointName: { zh: textIn(row, 'point_zh'), en: textIn(row, 'point_en') },
  }));
