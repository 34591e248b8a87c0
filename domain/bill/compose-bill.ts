import { spanOfMonth } from '../fees/day-span.ts';
import { feeCharge } from '../fees/fee.ts';
import { owedByLine, owedSum, type PostedLine } from '../ledger/settle.ts';
import type { AccountFee } from '../park/account-terms.ts';
import { type PowerFactorTerms, powerFactorAdjustment, type ReactiveMonth } from '../power-factor/power-factor.ts';
import type { Period } from '../tariff/tariff.ts';
import type { TwoPartCharge } from '../tariff/two-part.ts';
import type { ParkMonth } from '../time/park-day.ts';
import { chargeOf, type Exact, type Fen, fen, roundToFen } from '../units/money.ts';
import { quantity } from '../units/quantity.ts';
import { type BilledUse, correctionLines } from './corrections.ts';
import { type BillLine, compareLines, PLAIN, type ShareOf, taxed, type UntaxedLine } from './line.ts';
import { daysOfMonth } from './month-days.ts';
import { type SharedAnew, shareCorrections } from './share-corrections.ts';
import type { SteppedMonth } from './step-charges.ts';
import type { DatedRates } from './tax.ts';
import { type UseFault, type UseRow, useCharges, useLine, type Versions } from './use-lines.ts';

/** A month whose use the bill speaks of: its own, and earlier ones that were billed and have changed. */
export interface MonthOfUse {
  readonly month: ParkMonth;
  readonly rows: readonly UseRow[];
  /** By each tariff with steps; absent: none. */
  readonly steps?: readonly SteppedMonth[];
  readonly billed: readonly BilledUse[];
  /** Of a prepaid account: what settlements have taken of the month, line by line. */
  readonly settled: readonly PostedLine[] | null;
  /** Of an earlier month: what its two-part contract and its power factor come to now. */
  readonly contract?: MonthContract;
  /** Its electricity is charged by shares of the park's purchase bills, not by the tariff: what it used makes no lines. */
  readonly bySharesOfBills?: boolean;
}

/** A month's second part and power factor. */
export interface MonthContract {
  /** Of a tenant with a two-part contract of its own; null: no mode or no price holds for the month. */
  readonly demand?: TwoPartCharge | null;
  readonly powerFactor?: { readonly terms: PowerFactorTerms; readonly seen: ReactiveMonth };
}

/** A share of the month's allocation, tax included. */
export interface BilledShare extends ShareOf {
  /** Whole Wh; null: money alone is shared. */
  readonly wh: bigint | null;
  /** Null: it has no price yet. */
  readonly amount: Fen | null;
  /** Of a share that is one period's. */
  readonly period?: Period | null;
}

/** 违约金 of an earlier bill that was paid late or is not paid, as far as no bill has charged it; below zero: charged before and not owed. */
export interface LateFeeDue {
  readonly component: string;
  /** Of the bill that was late, "2026-000012". */
  readonly bill: string;
  readonly amount: Fen;
}

export interface BillInput extends MonthContract {
  readonly kind: 'bill' | 'statement';
  readonly month: ParkMonth;
  /** The bill's own month is among them. */
  readonly months: readonly MonthOfUse[];
  readonly versions: Versions;
  readonly shares: readonly BilledShare[];
  /** Months whose shares are other than issued bills have said. */
  readonly sharedAnew?: readonly SharedAnew[];
  readonly fees: readonly AccountFee[];
  /** Absent: none. */
  readonly lateFees?: readonly LateFeeDue[];
  readonly rates: readonly DatedRates[];
}

export type ComposeFault =
  | UseFault
  /** Settlements have not taken what was used: run them first. */
  | { readonly type: 'unsettled'; readonly amount: Fen }
  | { readonly type: 'unpricedShare'; readonly kind: string }
  /** A two-part contract, and no price for the month. */
  | { readonly type: 'unpricedDemand' };

export interface ComposedBill {
  readonly lines: readonly BillLine[];
  readonly faults: readonly ComposeFault[];
  /** Sums of the lines. */
  readonly total: Fen;
  readonly excl: Fen;
  readonly tax: Fen;
  /** What is booked when it is issued; the rest was taken by settlements. */
  readonly toPost: Fen;
  /** Of the month itself, without corrections: Wh and litres. */
  readonly usedWh: bigint;
  readonly usedL: bigint;
}

/** A month's bill or statement: the same for the same figures, in any order. */
export const composeBill = (input: BillInput): ComposedBill => {
  const faults: ComposeFault[] = [];
  const lines: UntaxedLine[] = [];
  if (input.demand === null) faults.push({ type: 'unpricedDemand' });
  for (const one of input.months) lines.push(...linesOfMonth(one, input, faults));
  lines.push(
    ...demandLines(input),
    ...shareLines(input, faults),
    ...(input.sharedAnew ?? []).flatMap(shareCorrections),
    ...feeLines(input),
    ...lateFeeLines(input),
  );
  lines.push(...factorLines(input, lines));
  const ordered = lines.toSorted(compareLines).map((line) => taxed(line, input.rates));
  return {
    lines: ordered,
    faults,
    total: sumOf(ordered, ({ amount }) => amount),
    excl: sumOf(ordered, ({ excl }) => excl),
    tax: sumOf(ordered, ({ tax }) => tax),
    toPost: sumOf(ordered, ({ amount, posted }) => (posted ? 0n : amount)),
    ...usedOf(input),
  };
};

const linesOfMonth = (
  { month, rows: all, steps = [], billed, settled, contract = {}, bySharesOfBills }: MonthOfUse,
  { kind, month: own, versions, fees }: BillInput,
  faults: ComposeFault[],
): UntaxedLine[] => {
  const posted = kind === 'statement';
  const rows = bySharesOfBills ? all.filter(({ versionId }) => versions.get(versionId)?.tariff.medium !== 'electricity') : all;
  const used = useCharges(rows, versions, { month, steps });
  faults.push(...used.faults);
  const now = used.charges.map((charge) => useLine(charge, { month, posted }));
  const again = month === own;
  if (settled !== null) {
    const owed = owedByLine(used.charges, settled);
    if (owed.length > 0) faults.push({ type: 'unsettled', amount: owedSum(owed) });
  }
  if (again) return [...now, ...correctionLines(now, billed, { again, month })];
  return correctionLines([...now, ...contractAgain({ month, fees, ...contract }, now, billed)], billed.filter(isSpokenOf(contract)), {
    again,
    month,
  });
};

/** Terms bear no date: what they say of an earlier month is told where its bill told of it, too. */
const contractAgain = (of: LinesOf, used: readonly UntaxedLine[], billed: readonly BilledUse[]): readonly UntaxedLine[] => {
  const said = new Set(billed.map(({ component }) => component));
  return contractLines(of, used).filter(({ component }) => said.has(component));
};

/** The second part and the power factor of an account's month, beside the lines of its use. */
export const contractLines = (of: LinesOf, used: readonly UntaxedLine[]): readonly UntaxedLine[] => {
  const second = demandLines(of);
  return [...second, ...factorLines(of, [...used, ...second, ...feeLines(of)])];
};

const isSpokenOf =
  ({ demand, powerFactor }: MonthContract) =>
  ({ component, versionId }: BilledUse): boolean =>
    versionId !== null || !((component === DEMAND && !demand) || (component === POWER_FACTOR && !powerFactor));

const DEMAND = 'demand';
const POWER_FACTOR = 'powerFactor';

/** What the lines beside use are made of. */
type LinesOf = Pick<BillInput, 'month' | 'fees' | 'demand' | 'powerFactor'>;

/** 容(需)量电费. Quantity × price where that is what was charged: not over 105 % of a contract, and not by days. */
const demandLines = ({ demand, month }: LinesOf): UntaxedLine[] => {
  if (!demand || demand.charge === 0n) return [];
  const plain = demand.price !== null && chargeOf(quantity(demand.quantity), demand.price) === demand.charge;
  return [
    {
      ...PLAIN,
      kind: 'demand',
      item: 'electricity',
      month,
      ...daysOfMonth(month),
      component: DEMAND,
      quantity: BigInt(demand.quantity),
      unit: demand.mode === 'capacity' ? 'kVA' : 'kW',
      price: plain ? demand.price : null,
      amount: roundToFen(demand.charge),
      posted: false,
    },
  ];
};

const shareLines = ({ shares, month }: BillInput, faults: ComposeFault[]): UntaxedLine[] =>
  shares.flatMap(({ group, kind, via, revision, wh, amount, period = null, of }): UntaxedLine[] => {
    if (amount === null) faults.push({ type: 'unpricedShare', kind });
    if (amount === null || (amount === 0n && (wh ?? 0n) === 0n)) return [];
    return [
      {
        ...PLAIN,
        kind: 'share',
        item: 'electricity',
        month,
        ...daysOfMonth(month),
        component: kind,
        quantity: wh,
        unit: wh === null ? null : 'kWh',
        price: null,
        amount,
        posted: false,
        share: { group, kind, via, revision, ...(of && { of }) },
        period,
      },
    ];
  });

const feeLines = ({ fees, month }: LinesOf): UntaxedLine[] =>
  fees.flatMap(({ code, name, item, fee }): UntaxedLine[] => {
    const charge: Exact = feeCharge(fee, spanOfMonth(month));
    if (charge === 0n) return [];
    const byArea = fee.type === 'area' && charge === chargeOf(quantity(fee.areaMilliM2), fee.price);
    return [
      {
        ...PLAIN,
        kind: 'fee',
        item,
        month,
        ...daysOfMonth(month),
        component: code,
        name,
        quantity: fee.type === 'area' ? BigInt(fee.areaMilliM2) : null,
        unit: fee.type === 'area' ? 'm2' : null,
        price: byArea ? fee.price : null,
        amount: roundToFen(charge),
        posted: false,
      },
    ];
  });

/** Charged with the electricity it was late for, and taxed as that (价外费用, DOMAIN 7.1). */
const lateFeeLines = ({ lateFees = [], month }: BillInput): UntaxedLine[] =>
  lateFees.map(({ component, bill, amount }) => ({
    ...PLAIN,
    kind: 'fee',
    item: 'electricity',
    month,
    ...daysOfMonth(month),
    component,
    name: { zh: `违约金（账单 ${bill}）`, en: `Late fee (bill ${bill})` },
    quantity: null,
    unit: null,
    price: null,
    amount,
    posted: false,
  }));

/** 力调电费 on the rounded lines of this month: a share is of the park's bill, which has been adjusted, whatever else is called like it. */
const factorLines = ({ powerFactor, month }: LinesOf, lines: readonly UntaxedLine[]): UntaxedLine[] => {
  if (!powerFactor) return [];
  const base = lines.filter((line) => line.month === month && line.kind !== 'correction' && line.kind !== 'share');
  const found = powerFactorAdjustment(powerFactor.terms, powerFactor.seen, base);
  if (found.amount === 0n || found.powerFactor === null) return [];
  return [
    {
      ...PLAIN,
      kind: 'powerFactor',
      item: 'electricity',
      month,
      ...daysOfMonth(month),
      component: POWER_FACTOR,
      quantity: null,
      unit: null,
      price: null,
      amount: found.amount,
      posted: false,
      factor: { powerFactor: found.powerFactor, ratio: found.ratio, base: found.base },
    },
  ];
};

const sumOf = <T>(all: readonly T[], pick: (one: T) => bigint): Fen => fen(all.reduce((sum, one) => sum + pick(one), 0n));

/** By what the rows counted, whatever has a price. */
const usedOf = ({ months, month, versions }: BillInput) => {
  const rows = months.find((one) => one.month === month)?.rows ?? [];
  const of = (medium: 'electricity' | 'water') =>
    rows.reduce((sum, row) => (versions.get(row.versionId)?.tariff.medium === medium ? sum + BigInt(row.quantity) : sum), 0n);
  return { usedWh: of('electricity'), usedL: of('water') };
};
