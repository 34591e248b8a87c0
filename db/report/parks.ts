import type { Words } from '#domain/park/model.ts';
import { type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';

export interface ReportPark {
  readonly id: number;
  readonly code: string;
  readonly name: Words;
  readonly zone: string;
}

const PARKS_MAX = 1_000;

/** Parks by their codes (null: all), in their order. */
export const selectReportParks = (db: Queryable, codes: ReadonlySet<string> | null): Promise<ReportPark[]> =>
  rowsOf(
    db,
    `select id, code, name_zh, name_en, zone from park where $1::text[] is null or code = any($1) order by code limit ${PARKS_MAX}`,
    [codes && [...codes]],
    (row) => ({
      id: wholeIn(row, 'id'),
      code: textIn(row, 'code'),
      name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
      zone: textIn(row, 'zone'),
    }),
  );

/** First days, both included. */
export interface MonthRange {
  readonly from: string;
  readonly to: string;
}
