import { larger } from '../allocation/weights.ts';
import type { Period } from '../tariff/tariff.ts';
import { type Fen, fen } from '../units/money.ts';
import type { SheetBill } from './bill-from-sheet.ts';
import { totalOf } from './check-grid-bill.ts';
import { type BillLine, type LineQuantity, sumOf } from './grid-bill.ts';

/** Money of one period, and the kWh it was asked for. */
export interface PeriodSum {
  readonly period: Period;
  readonly wh: bigint;
  readonly amount: Fen;
}

/** What a purchase bill is shared by. energy + capacity + powerFactor - exportIncome is what its lines come to. */
export interface PurchaseSums {
  readonly energy: Fen;
  readonly capacity: Fen;
  readonly powerFactor: Fen;
  /** What feeding in brought, above zero. */
  readonly exportIncome: Fen;
  /** Whole Wh, half up. */
  readonly usedWh: bigint;
  /** Of energy, what has a period; the rest hangs on all of them. */
  readonly byPeriod: readonly PeriodSum[];
}

/** A bill's lines gathered by what they are shared by. */
export const purchaseSums = ({ grid, pv }: SheetBill): PurchaseSums => {
  const lines = grid ? grid.sections.flatMap((section) => section.lines) : (pv?.lines ?? []);
  const capacity = sumOf(lines.filter(({ component }) => component === 'demand'));
  const exported = sumOf(lines.filter(({ component }) => component === 'export'));
  const powerFactor = grid?.powerFactor?.amount ?? fen(0n);
  const own = lines.filter(({ component }) => component !== 'demand' && component !== 'export');
  const used = grid ? grid.sections.reduce((sum, section) => sum + section.used, 0n) : sumOfQuantities(own);
  return {
    energy: fen((grid ? totalOf(grid) : sumOf(lines)) - capacity - powerFactor - exported),
    capacity,
    powerFactor,
    exportIncome: fen(-exported),
    usedWh: wholeWh(used),
    byPeriod: periodSums(own),
  };
};

const sumOfQuantities = (lines: readonly BillLine[]): LineQuantity => lines.reduce((sum, { quantity }) => sum + (quantity ?? 0n), 0n);

/** The same kWh stand once for each part of the price: those of the part that counts most. */
const periodSums = (lines: readonly BillLine[]): readonly PeriodSum[] => {
  const dated = lines.flatMap((line) => (line.period === undefined ? [] : [{ ...line, period: line.period }]));
  return [...Map.groupBy(dated, ({ period }) => period)].map(([period, own]) => {
    const parts = [...Map.groupBy(own, ({ component }) => component).values()].map(sumOfQuantities);
    return { period, wh: wholeWh(parts.reduce(larger, 0n)), amount: sumOf(own) };
  });
};

/** Millionths of a kWh as whole Wh, half up. */
export const wholeWh = (micro: LineQuantity): bigint => (micro < 0n ? -wholeWh(-micro) : (micro + 500n) / 1_000n);
