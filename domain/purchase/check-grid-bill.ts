import { adjustmentAmount, adjustmentBase, adjustmentOf, averagePowerFactor, type PowerFactorTerms } from '../power-factor/power-factor.ts';
import { type Fen, fen } from '../units/money.ts';
import { quantity } from '../units/quantity.ts';
import { amountOf, type BillLine, type BillSection, type GridBill, type LineQuantity, type MeterRow, sumOf } from './grid-bill.ts';

export type BillFaultCode =
  /** Quantity x price is not the amount. */
  | 'LINE'
  /** (current - previous) x ratio + added is not what is billed. */
  | 'METER'
  /** The sections' use is not the meters'. */
  | 'USE'
  /** The periods of a component do not sum to the section's use. */
  | 'PERIODS'
  | 'SUBTOTAL'
  /** The average power factor of the meters is not the printed one. */
  | 'POWER_FACTOR'
  /** The ratio is not the table's for the printed power factor. */
  | 'RATIO'
  /** The base is not what the contract's components sum to. */
  | 'BASE'
  /** Ratio x base is not the adjustment. */
  | 'ADJUSTMENT'
  /** Lines and adjustment do not sum to the total. */
  | 'TOTAL';

/** A figure of a bill that does not follow from its others. */
export interface BillFault {
  readonly path: string;
  readonly code: BillFaultCode;
  /** Fen for amounts, millionths for quantities, hundredths for a power factor, hundredths of a percent for a ratio. */
  readonly expected: bigint;
  readonly printed: bigint;
}

/** How far a printed figure may lie from ours, in fen. */
export interface BillTolerance {
  readonly line: Fen;
  /** Lines with an average price: six decimals of it do not give back the fee of a large bill. */
  readonly averagePriceLine: Fen;
  /** The base is printed cut off on some bills. */
  readonly adjustment: Fen;
}

/** Lines to the fen, 5.00 on averages, 0.01 on the adjustment (DOMAIN 3.5, 3.6). */
export const BILL_TOLERANCE: BillTolerance = { line: fen(0n), averagePriceLine: fen(500n), adjustment: fen(1n) };

/** Everything that does not add up, line by line; empty for a bill that can be booked as it stands. */
export const checkGridBill = (
  bill: GridBill,
  terms: PowerFactorTerms | null,
  tolerance: BillTolerance = BILL_TOLERANCE,
): readonly BillFault[] => [
  ...bill.meters.flatMap(checkMeter),
  ...checkUse(bill),
  ...bill.sections.flatMap((section, index) => checkSection(section, `sections[${index}]`, tolerance)),
  ...checkSubtotals(bill),
  ...(terms === null ? [] : checkPowerFactor(bill, terms, tolerance)),
  ...unless(totalOf(bill), bill.printedTotal, { path: 'printedTotal', code: 'TOTAL' }),
];

/** What the lines and the adjustment come to. */
export const totalOf = (bill: GridBill): Fen => fen(sumOf(bill.sections.flatMap(({ lines }) => lines)) + (bill.powerFactor?.amount ?? 0n));

/** A roof owner's bill: what was used of its output, by period where the contract prices it so, and what feeding in brought (below zero). */
export interface PvBill {
  readonly lines: readonly BillLine[];
  readonly printedTotal: Fen;
}

/** As `checkGridBill`: each line, and the total. */
export const checkPvBill = ({ lines, printedTotal }: PvBill, tolerance: BillTolerance = BILL_TOLERANCE): readonly BillFault[] => [
  ...lines.flatMap((line, index) => checkLine(line, `lines[${index}]`, tolerance)),
  ...unless(sumOf(lines), printedTotal, { path: 'printedTotal', code: 'TOTAL' }),
];

const checkMeter = ({ previous, current, ratio, added, billed }: MeterRow, index: number): readonly BillFault[] =>
  unless(((current - previous) * ratio) / MICRO + added, billed, { path: `meters[${index}].billed`, code: 'METER' });

const MICRO = 1_000_000n;

const checkUse = ({ meters, sections }: GridBill): readonly BillFault[] => {
  const active = meters.filter(({ register }) => register === 'active');
  if (active.length === 0) return [];
  const used = sections.reduce((sum, section) => sum + section.used, 0n);
  return unless(sumOfBilled(active), used, { path: 'sections', code: 'USE' });
};

const sumOfBilled = (meters: readonly MeterRow[]): LineQuantity => meters.reduce((sum, { billed }) => sum + billed, 0n);

const checkSection = ({ lines, used, printedSubtotal }: BillSection, path: string, tolerance: BillTolerance): readonly BillFault[] => [
  ...lines.flatMap((line, index) => checkLine(line, `${path}.lines[${index}]`, tolerance)),
  ...componentsOf(lines.filter(({ period }) => period !== undefined)).flatMap((component) => {
    const periods = lines.filter((line) => line.component === component && line.period !== undefined);
    const sum = periods.reduce((total, { quantity: of }) => total + (of ?? 0n), 0n);
    return unless(used, sum, { path: `${path}.${component}`, code: 'PERIODS' });
  }),
  ...(printedSubtotal === undefined ? [] : unless(sumOf(lines), printedSubtotal, { path: `${path}.printedSubtotal`, code: 'SUBTOTAL' })),
];

const componentsOf = (lines: readonly BillLine[]): readonly string[] => [...new Set(lines.map(({ component }) => component))];

const checkLine = (line: BillLine, path: string, tolerance: BillTolerance): readonly BillFault[] => {
  if (line.quantity === undefined || line.price === undefined) return [];
  const within = line.averagePrice ? tolerance.averagePriceLine : tolerance.line;
  return unless(amountOf(line.quantity, line.price), line.amount, { path, code: 'LINE', within });
};

const checkSubtotals = ({ sections, printedSubtotals = [] }: GridBill): readonly BillFault[] =>
  printedSubtotals.flatMap(({ section, component, amount }, index) => {
    const lines = sections.filter(({ code }) => code === section).flatMap((found) => found.lines);
    const sum = sumOf(lines.filter((line) => line.component === component));
    return unless(sum, amount, { path: `printedSubtotals[${index}]`, code: 'SUBTOTAL' });
  });

const checkPowerFactor = (bill: GridBill, terms: PowerFactorTerms, tolerance: BillTolerance): readonly BillFault[] => {
  const printed = bill.powerFactor;
  if (printed === undefined) return [];
  const of = (register: MeterRow['register']) => sumOfBilled(bill.meters.filter((meter) => meter.register === register));
  const found = averagePowerFactor({ activeWh: wholeMilli(of('active')), reactiveVarh: wholeMilli(of('reactive')) });
  const fromTable = adjustmentOf(terms.standard, printed.powerFactor);
  const ratio = terms.rewardAllowed ? fromTable : Math.max(0, fromTable);
  const base = adjustmentBase(
    bill.sections.flatMap(({ lines }) => lines),
    terms,
  );
  return [
    ...(found === null
      ? []
      : unless(BigInt(found), BigInt(printed.powerFactor), { path: 'powerFactor.powerFactor', code: 'POWER_FACTOR' })),
    ...unless(BigInt(ratio), BigInt(printed.ratio), { path: 'powerFactor.ratio', code: 'RATIO' }),
    ...unless(base, printed.base, { path: 'powerFactor.base', code: 'BASE', within: tolerance.adjustment }),
    ...unless(adjustmentAmount(printed.base, printed.ratio), printed.amount, {
      path: 'powerFactor.amount',
      code: 'ADJUSTMENT',
      within: tolerance.adjustment,
    }),
  ];
};

/** Millionths of a kWh as whole Wh. */
const wholeMilli = (micro: LineQuantity) => quantity(Number(micro / 1_000n));

const unless = (
  expected: bigint,
  printed: bigint,
  { path, code, within = 0n }: { readonly path: string; readonly code: BillFaultCode; readonly within?: bigint },
): readonly BillFault[] => {
  const difference = expected > printed ? expected - printed : printed - expected;
  return difference <= within ? [] : [{ path, code, expected, printed }];
};
