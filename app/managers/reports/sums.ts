import { fen, yuanFromFen } from '#domain/units/money.ts';
import { fenOf } from '../../format/money.ts';

/** Sums of amounts that come as text: whole fen in between, text again. */
export const sumYuan = <Row>(rows: readonly Row[], of: (row: Row) => string): string =>
  yuanFromFen(fen(rows.reduce((sum, row) => sum + fenOf(of(row)), 0n)));

/** For the height of a bar alone: no figure is made of it. */
export const barOf = (yuan: string): number => Number(fenOf(yuan)) / 100;

/** A bar a month, of the rows of that month. */
export const barsOf = <Row extends { readonly month: string }>(
  months: readonly string[],
  rows: readonly Row[],
  of: (row: Row) => string,
): readonly number[] =>
  months.map((month) =>
    barOf(
      sumYuan(
        rows.filter((row) => row.month === month),
        of,
      ),
    ),
  );

/** Ascending by amount. */
export const byYuan =
  <Row>(of: (row: Row) => string) =>
  (a: Row, b: Row): number => {
    const difference = fenOf(of(a)) - fenOf(of(b));
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  };

/** All different values, sorted. */
export const distinct = <Row>(rows: readonly Row[], of: (row: Row) => string): readonly string[] => [...new Set(rows.map(of))].sort();
