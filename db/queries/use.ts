import { type TariffContent, versionFromContent } from '#domain/park/tariff-content.ts';
import type { TariffVersion } from '#domain/tariff/tariff.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { bigIn, dayIn, orNull, type Queryable, rowsOf, textIn, wholeIn } from './row.ts';

/** What an account used at a point on a day, in one period of one tariff version. */
export interface UseRow {
  readonly day: ParkDay;
  readonly point: string;
  /** Null: measured and not priced. */
  readonly versionId: number | null;
  /** Index of PERIODS. */
  readonly period: number;
  /** Whole Wh (litres). */
  readonly quantity: number;
  /** 1e-11 yuan. */
  readonly charge: bigint;
}

export interface UseQuery {
  readonly park: string;
  readonly account: string;
  /** Both days included. */
  readonly from: ParkDay;
  readonly to: ParkDay;
}

/** 400 days of an account with 50 points at five periods. */
const USE_ROWS_MAX = 100_000;
const USE = `
  select u.day::text as day, p.code as point, nullif(u.version_id, 0) as version_id, u.period, u.quantity, u.charge::text as charge
  from accrual u join point p on p.id = u.point_id
  where u.account_id = (select a.id from account a join park k on k.id = a.park_id where k.code = $1 and a.code = $2)
    and u.day >= $3::date and u.day <= $4::date
  order by u.day, p.code, u.version_id, u.period
  limit ${USE_ROWS_MAX}`;

/** The accruals: closed slots only. By day and point. */
export const selectUse = (db: Queryable, { park, account, from, to }: UseQuery): Promise<UseRow[]> =>
  rowsOf(db, USE, [park, account, from, to], (row) => ({
    day: dayIn(row, 'day'),
    point: textIn(row, 'point'),
    versionId: orNull(row, 'version_id', wholeIn),
    period: wholeIn(row, 'period'),
    quantity: wholeIn(row, 'quantity'),
    charge: bigIn(row, 'charge'),
  }));

const VERSIONS = `select id, valid_from::text as valid_from, source, content from tariff_version where id = any($1::int[])`;

export const selectVersions = async (db: Queryable, ids: ReadonlySet<number>): Promise<ReadonlyMap<number, TariffVersion>> => {
  const versions = await rowsOf(db, VERSIONS, [[...ids]], (row) =>
    versionFromContent({
      id: wholeIn(row, 'id'),
      validFrom: textIn(row, 'valid_from'),
      source: textIn(row, 'source'),
      // Written by contentFromFile alone; jsonb comes back as the object it was.
      content: row.content as TariffContent,
    }),
  );
  return new Map(versions.map((version) => [version.id, version]));
};
