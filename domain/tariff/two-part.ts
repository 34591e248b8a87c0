import { daysOf, OPEN_END, sharedSpan, spanOfMonth } from '../fees/day-span.ts';
import { type MonthDivisor, shareOfDays } from '../fees/pro-rata.ts';
import type { ParkDay } from '../time/instant.ts';
import type { ParkMonth } from '../time/park-day.ts';
import { type Exact, exact, type Price } from '../units/money.ts';
import { billedContractW, type DemandMonth, type DemandTerms, demandCharge } from './demand-charge.ts';
import { type CapacityUnit, capacityCharge, connectedVA } from './suspension.ts';

/** How a customer is billed for being able to draw, and since when. */
export interface DatedMode {
  readonly from: ParkMonth;
  readonly mode: 'single' | 'capacity' | 'contract' | 'actual';
  /** Contract demand, whole W; with mode `contract`. */
  readonly contractW?: number;
}

/** Published prices per month, and since when (发改价格〔2026〕1077号 changed them on 2026-08-01). */
export interface DatedDemandPrices {
  readonly from: ParkDay;
  /** Yuan per kW of demand; null where none is published. */
  readonly perKW: Price | null;
  /** Yuan per kVA of capacity; null where none is published. */
  readonly perKVA: Price | null;
}

/** The second part of a two-part tariff (容(需)量电费) of one customer, dated. Lists are in order of `from`. */
export interface TwoPartBook {
  readonly units: readonly CapacityUnit[];
  readonly modes: readonly DatedMode[];
  readonly prices: readonly DatedDemandPrices[];
  readonly divisor: MonthDivisor;
}

export interface TwoPartCharge {
  readonly mode: DatedMode['mode'];
  readonly charge: Exact;
  /** By the 260 rule (发改价格〔2023〕526号). */
  readonly discounted: boolean;
  /** Per kW or kVA after the discount, of the last day of the month; null without a charge. */
  readonly price: Price | null;
  /** What the price was applied to: VA by capacity, else W of the contract or of the demand. */
  readonly quantity: number;
}

/** What a month costs beside its energy. A price that changes within the month is charged by days. Null before the first mode or price. */
export const twoPartCharge = (book: TwoPartBook, month: ParkMonth, seen: DemandMonth): TwoPartCharge | null => {
  const dated = modeIn(book.modes, month);
  if (dated === null) return null;
  const nothing = { mode: 'single', charge: exact(0n), discounted: false, price: null, quantity: 0 } as const;
  const connected = connectedVA(book.units, month);
  if (dated.mode === 'single' || (book.units.length > 0 && partsOf(connected) === 'single')) return nothing;
  const whole = spanOfMonth(month);
  const spans = book.prices.map((prices, index) => ({
    prices,
    span: sharedSpan(whole, { from: prices.from, to: book.prices[index + 1]?.from ?? OPEN_END }),
  }));
  const charged = spans.filter(({ span }) => daysOf(span) > 0);
  const [first] = charged;
  if (first === undefined || first.span.from > whole.from) return null;
  let charge = 0n;
  let last: TwoPartCharge | null = null;
  for (const { prices, span } of charged) {
    const part = atPrices(book, { dated, month, connected, prices }, seen);
    if (part === null) return null;
    last = { mode: dated.mode, ...part };
    charge += shareOfDays(last.charge, whole, span);
  }
  return last && { ...last, charge: exact(charge) };
};

interface MonthOfBook {
  readonly dated: DatedMode;
  readonly month: ParkMonth;
  readonly connected: number;
  readonly prices: DatedDemandPrices;
}

const atPrices = (
  { units, divisor }: TwoPartBook,
  { dated, month, connected, prices }: MonthOfBook,
  seen: DemandMonth,
): Omit<TwoPartCharge, 'mode'> | null => {
  if (dated.mode === 'capacity') {
    if (prices.perKVA === null) return null;
    const charge = capacityCharge(units, { month, price: prices.perKVA, divisor });
    return { charge, discounted: false, price: prices.perKVA, quantity: capacityOf(units) };
  }
  if (prices.perKW === null) return null;
  // The 260 rule looks at the capacity of the contract; the 40 % floor at what is connected.
  const discount = demandCharge({ type: 'actual', price: prices.perKW, capacityVA: capacityOf(units) }, seen);
  const terms: DemandTerms =
    dated.mode === 'contract'
      ? { type: 'contract', price: discount.price, capacityVA: connected, contractW: dated.contractW ?? 0 }
      : { type: 'actual', price: discount.price, capacityVA: connected };
  const charge = demandCharge(terms, { maxDemandW: seen.maxDemandW, usedWh: 0 }).charge;
  const quantity = terms.type === 'contract' ? billedContractW(terms) : seen.maxDemandW;
  return { charge, discounted: discount.discounted, price: discount.price, quantity };
};

const capacityOf = (units: readonly CapacityUnit[]): number => units.reduce((sum, { capacityVA }) => sum + capacityVA, 0);

/** What a peak of so many W would add to the month; null where no price is known. */
export const newPeakOf = (
  book: TwoPartBook,
  month: ParkMonth,
  { seen, peakW }: { readonly seen: DemandMonth; readonly peakW: number },
): Exact | null => {
  const now = twoPartCharge(book, month, seen);
  const then = twoPartCharge(book, month, { ...seen, maxDemandW: Math.max(seen.maxDemandW, peakW) });
  return now && then && exact(then.charge - now.charge);
};

/** The mode in force in a month; null before the first. */
export const modeIn = (modes: readonly DatedMode[], month: ParkMonth): DatedMode | null =>
  modes.findLast(({ from }) => from <= month) ?? null;

/** 发改价格〔2023〕526号: up to 100 kVA one part, from 315 kVA two, between them as the customer chooses. Nothing known: nothing said. */
export const partsOf = (capacityVA: number): 'single' | 'choice' | 'two' => {
  if (capacityVA <= 100_000) return 'single';
  return capacityVA < 315_000 ? 'choice' : 'two';
};

/** Two or more incoming lines: the maximum is taken of each and summed (DOMAIN 2.3). */
export const maxDemandOfLines = (linesW: readonly number[]): number => linesW.reduce((sum, watts) => sum + watts, 0);

/**
 * Below this demand per kVA, in ten-thousandths of a kW, demand billing is cheaper than capacity billing: p_kVA / p_kW, with the price of
 * the 260 rule where that is reached. Rounded half up.
 */
export const breakEvenDemand = ({ perKVA, perKW }: { readonly perKVA: Price; readonly perKW: Price }, discounted: boolean): number => {
  const divisor = discounted ? perKW * 9n : perKW * 10n;
  if (divisor <= 0n) throw new RangeError('two-part tariff: a demand price of nothing has no break-even');
  return Number((perKVA * 200_000n + divisor) / (2n * divisor));
};
