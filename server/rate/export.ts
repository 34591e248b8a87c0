import type { Compared } from '#domain/tariff/compare-books.ts';
import type { RatedLine, RatedMonth } from '#domain/tariff/rate-months.ts';
import type { Fen } from '#domain/units/money.ts';
import { yuanFromFen, yuanFromPrice } from '#domain/units/money.ts';
import { decimalOf, KILO_UNIT, kiloOf, yuanOfExact } from './figures.ts';

/** A line in the units of a person; money and quantities are decimal strings, so that no reader makes floats of them unasked. */
const recordOf = (month: string, line: RatedLine) => ({
  month,
  kind: line.kind,
  component: line.component,
  period: line.period,
  tier: line.tier,
  versionFrom: line.versionFrom,
  quantity: line.quantity === null ? null : kiloOf(line.quantity),
  unit: line.unit === null ? null : KILO_UNIT[line.unit],
  price: line.price === null ? null : yuanFromPrice(line.price),
  exactYuan: yuanOfExact(line.charge),
  yuan: yuanFromFen(line.amount),
});

const monthRecord = (rated: RatedMonth) => ({
  month: rated.month,
  intervals: rated.intervals,
  expectedIntervals: rated.expected,
  complete: rated.complete,
  usedKWh: kiloOf(rated.usedWh),
  reactiveKvarh: rated.reactiveVarh === null ? null : kiloOf(rated.reactiveVarh),
  estimatedKWh: kiloOf(rated.estimatedWh),
  maxIntervalKW: kiloOf(rated.maxDemandW),
  maxIntervalAt: Temporal.Instant.fromEpochMilliseconds(rated.maxDemandAt).toString(),
  demand: rated.twoPart && { mode: rated.twoPart.mode, from: rated.demandFrom, discounted: rated.twoPart.discounted },
  powerFactor: rated.powerFactor && {
    average: rated.powerFactor.powerFactor === null ? null : decimalOf(rated.powerFactor.powerFactor, 2),
    percent: decimalOf(rated.powerFactor.ratio, 2),
    baseYuan: yuanFromFen(rated.powerFactor.base),
    suspect: rated.powerFactor.suspect,
  },
  totalYuan: yuanFromFen(rated.total),
  lines: rated.lines.map((line) => recordOf(rated.month, line)),
});

/** The rated months as a JSON document. */
export const jsonOf = (months: readonly RatedMonth[], total: Fen, compared: Compared | null): string =>
  JSON.stringify(
    {
      months: months.map(monthRecord),
      totalYuan: yuanFromFen(total),
      ...(compared && {
        savingYuan: yuanFromFen(compared.saving),
        against: compared.months.map(({ month, against, saving }) => ({
          month,
          totalYuan: yuanFromFen(against.total),
          savingYuan: yuanFromFen(saving),
          lines: against.lines.map((line) => recordOf(month, line)),
        })),
      }),
    },
    null,
    2,
  );

const COLUMNS = ['month', 'kind', 'component', 'period', 'tier', 'versionFrom', 'quantity', 'unit', 'price', 'exactYuan', 'yuan'] as const;

/** One line of CSV a charge, with a header. Codes hold no commas or quotes. */
export const csvOf = (months: readonly RatedMonth[]): string => {
  const records = months.flatMap(({ month, lines }) => lines.map((line) => recordOf(month, line)));
  return [COLUMNS.join(','), ...records.map((record) => COLUMNS.map((column) => record[column] ?? '').join(','))].join('\n');
};
