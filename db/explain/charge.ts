import type { Words } from '#domain/park/model.ts';
import { type TariffContent, versionFromContent } from '#domain/park/tariff-content.ts';
import type { TariffVersion } from '#domain/tariff/tariff.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { bigIn, dayIn, orNull, type Queryable, type Row, rowsOf, textIn, wholeIn } from '../queries/row.ts';

/** Which charges of an account; days both included, null: any. */
export interface ChargeFilter {
  readonly park: string;
  readonly account: string;
  readonly from: ParkDay;
  readonly to: ParkDay;
  readonly point: string | null;
  readonly versionId: number | null;
  /** Index of PERIODS. */
  readonly period: number | null;
}

/** One accrual: what an account used at a point on a day, in one period of one tariff version. */
export interface ChargeRow {
  readonly day: ParkDay;
  readonly pointId: number;
  readonly point: string;
  readonly name: Words;
  readonly medium: Medium;
  /** Null: measured and not priced. */
  readonly versionId: number | null;
  readonly period: number;
  /** Whole Wh (litres). */
  readonly quantity: number;
  /** 1e-11 yuan. */
  readonly charge: bigint;
  readonly slots: number;
}

/** Where a page of charges goes on: the key of the last row shown. */
export type ChargeCursor = Pick<ChargeRow, 'day' | 'pointId' | 'period'> & { readonly versionId: number };

const WHERE = `
  u.account_id = (select a.id from account a join park k on k.id = a.park_id where k.code = $1 and a.code = $2)
    and u.day >= $3::date and u.day <= $4::date and ($5::text is null or p.code = $5)
    and ($6::int is null or u.version_id = $6) and ($7::int is null or u.period = $7)`;

const filterValues = ({ park, account, from, to, point, versionId, period }: ChargeFilter): unknown[] => [
  park,
  account,
  from,
  to,
  point,
  versionId,
  period,
];

const CHARGES = `
  select u.day::text as day, u.point_id, p.code as point, p.name_zh, p.name_en, p.medium, u.version_id, u.period, u.quantity,
    u.charge::text as charge, u.slots
  from accrual u join point p on p.id = u.point_id
  where ${WHERE} and ($8::date is null or (u.day, u.point_id, u.version_id, u.period) > ($8::date, $9::int, $10::int, $11::int))
  order by u.day, u.point_id, u.version_id, u.period
  limit $12`;

export const selectCharges = (
  db: Queryable,
  filter: ChargeFilter,
  page: { readonly after: ChargeCursor | null; readonly limit: number },
): Promise<ChargeRow[]> => {
  const { after } = page;
  const values = [...filterValues(filter), after?.day ?? null, after?.pointId ?? 0, after?.versionId ?? 0, after?.period ?? 0, page.limit];
  return rowsOf(db, CHARGES, values, chargeFromRow);
};

const chargeFromRow = (row: Row): ChargeRow => ({
  day: dayIn(row, 'day'),
  pointId: wholeIn(row, 'point_id'),
  point: textIn(row, 'point'),
  name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
  medium: mediumIn(row),
  versionId: wholeIn(row, 'version_id') || null,
  period: wholeIn(row, 'period'),
  quantity: wholeIn(row, 'quantity'),
  charge: bigIn(row, 'charge'),
  slots: wholeIn(row, 'slots'),
});

const mediumIn = (row: Row): Medium => (textIn(row, 'medium') === 'water' ? 'water' : 'electricity');

/** Sums of all lines of a filter, by medium, version and period: what a part of a price is multiplied with. */
export interface ChargeSum {
  readonly medium: Medium;
  readonly versionId: number | null;
  readonly period: number;
  readonly lines: number;
  readonly quantity: number;
  readonly charge: bigint;
  readonly slots: number;
}

/** Five periods of some versions of each tariff. */
const SUMS_MAX = 2_000;
const SUMS = `
  select p.medium, u.version_id, u.period, count(*) as lines, sum(u.quantity)::bigint as quantity, sum(u.charge)::text as charge,
    sum(u.slots)::bigint as slots
  from accrual u join point p on p.id = u.point_id where ${WHERE} group by 1, 2, 3 order by 1, 2, 3 limit ${SUMS_MAX}`;

export const selectChargeSums = (db: Queryable, filter: ChargeFilter): Promise<ChargeSum[]> =>
  rowsOf(db, SUMS, filterValues(filter), (row) => ({
    medium: mediumIn(row),
    versionId: wholeIn(row, 'version_id') || null,
    period: wholeIn(row, 'period'),
    lines: wholeIn(row, 'lines'),
    quantity: wholeIn(row, 'quantity'),
    charge: bigIn(row, 'charge'),
    slots: wholeIn(row, 'slots'),
  }));

/** A tariff version with the tariff it is of. */
export interface NamedVersion {
  readonly tariff: string;
  readonly name: Words;
  readonly medium: Medium;
  readonly version: TariffVersion;
  /** The day before the next version; null while it is the last. */
  readonly validTo: ParkDay | null;
}

const VERSIONS = `
  select v.id, v.valid_from::text as valid_from, v.source, v.content, t.code, t.name_zh, t.name_en, t.medium,
    (select (min(n.valid_from) - 1)::text from tariff_version n where n.tariff_id = v.tariff_id and n.valid_from > v.valid_from) as valid_to
  from tariff_version v join tariff t on t.id = v.tariff_id where v.id = any($1::int[])`;

export const selectNamedVersions = async (db: Queryable, ids: readonly number[]): Promise<ReadonlyMap<number, NamedVersion>> => {
  const rows = await rowsOf(
    db,
    VERSIONS,
    [[...new Set(ids)]],
    (row): NamedVersion => ({
      tariff: textIn(row, 'code'),
      name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
      medium: mediumIn(row),
      version: versionFromContent({
        id: wholeIn(row, 'id'),
        validFrom: textIn(row, 'valid_from'),
        source: textIn(row, 'source'),
        // Written by contentFromFile alone; jsonb comes back as the object it was.
        content: row.content as TariffContent,
      }),
      validTo: orNull(row, 'valid_to', dayIn),
    }),
  );
  return new Map(rows.map((named) => [named.version.id, named]));
};
