import { spanOfMonth } from '../fees/day-span.ts';
import { feeCharge } from '../fees/fee.ts';
import { type PowerFactorAdjustment, powerFactorAdjustment } from '../power-factor/power-factor.ts';
import { tierLines } from '../tiers/tier-window.ts';
import type { ParkDay } from '../time/instant.ts';
import { monthOf, type ParkMonth } from '../time/park-day.ts';
import { type Exact, exactFromFen, type Fen, fen, type Price, roundToFen } from '../units/money.ts';
import type { PriceBook } from './price-book.ts';
import { type Load, type MonthEnergy, rateLoad } from './rate-load.ts';
import type { Period } from './tariff.ts';
import { type TwoPartCharge, twoPartCharge } from './two-part.ts';

/** A line of a rated month. Its digits are lost once, in `amount`; the month's total is the sum of amounts. */
export interface RatedLine {
  readonly kind: 'energy' | 'tier' | 'demand' | 'fee' | 'powerFactor';
  /** As the book names it; `tier`, `demand` and `powerFactor` of themselves. */
  readonly component: string;
  readonly period: Period | null;
  /** Of tiers, from 0. */
  readonly tier: number | null;
  /** The version that priced it. */
  readonly versionFrom: ParkDay | null;
  /** Wh, W or VA; null of what has no quantity. */
  readonly quantity: number | null;
  readonly unit: 'Wh' | 'W' | 'VA' | null;
  readonly price: Price | null;
  readonly charge: Exact;
  readonly amount: Fen;
}

export interface RatedMonth extends Omit<MonthEnergy, 'lines' | 'days'> {
  /** Every interval of the month is there. */
  readonly complete: boolean;
  /** Where the demand that was charged comes from: the meter's own register beats the load's intervals. */
  readonly demandFrom: 'given' | 'load';
  /** W. */
  readonly chargedDemandW: number;
  readonly twoPart: TwoPartCharge | null;
  readonly powerFactor: PowerFactorAdjustment | null;
  readonly lines: readonly RatedLine[];
  readonly total: Fen;
}

/** What a load does not say. */
export interface GivenFacts {
  /** Maximum demand of the meter's register by month, W. */
  readonly maxDemandW: ReadonlyMap<ParkMonth, number>;
}

export type RatedMonths =
  | { readonly type: 'rated'; readonly months: readonly RatedMonth[]; readonly total: Fen }
  /** Days no price covers, or months no demand price covers: nothing is guessed. */
  | { readonly type: 'unpriced'; readonly days: readonly ParkDay[]; readonly demandMonths: readonly ParkMonth[] };

export const rateMonths = (book: PriceBook, load: Load, given: GivenFacts): RatedMonths => {
  const { months, unpriced } = rateLoad(book, load);
  const tiers =
    book.tiers === null
      ? []
      : tierLines(
          book.tiers,
          months.flatMap(({ days }) => days),
          monthOf,
        );
  const rated = months.map((energy) => {
    const ofMonth = tiers.filter(({ group }) => group === energy.month);
    return rateMonth(book, energy, {
      maxDemandW: given.maxDemandW.get(energy.month),
      tierLines: ofMonth.map(({ version, tier, used, charge }) =>
        lineOf({
          kind: 'tier',
          component: 'tier',
          tier,
          versionFrom: version.from,
          quantity: used,
          unit: 'Wh',
          price: version.prices[tier] ?? null,
          charge,
        }),
      ),
    });
  });
  const demandMonths = book.twoPart === null ? [] : rated.filter(({ twoPart }) => twoPart === null).map(({ month }) => month);
  if (unpriced.length > 0 || demandMonths.length > 0) return { type: 'unpriced', days: unpriced, demandMonths };
  return { type: 'rated', months: rated, total: sumOf(rated.map(({ total }) => total)) };
};

const rateMonth = (
  book: PriceBook,
  { lines, days: _days, ...energy }: MonthEnergy,
  { maxDemandW, tierLines: tiers }: { readonly maxDemandW: number | undefined; readonly tierLines: readonly RatedLine[] },
): RatedMonth => {
  const demandW = maxDemandW ?? energy.maxDemandW;
  const twoPart = book.twoPart && twoPartCharge(book.twoPart, energy.month, { maxDemandW: demandW, usedWh: energy.usedWh });
  const charged = [
    ...lines.map((line) => lineOf({ ...line, kind: 'energy', quantity: line.used, unit: 'Wh' })),
    ...tiers,
    ...(twoPart === null || twoPart.mode === 'single' ? [] : [demandLine(twoPart)]),
    ...book.fees.map(({ code, fee }) => lineOf({ kind: 'fee', component: code, charge: feeCharge(fee, spanOfMonth(energy.month)) })),
  ];
  const powerFactor =
    book.powerFactor === null || energy.reactiveVarh === null
      ? null
      : powerFactorAdjustment(book.powerFactor, { activeWh: energy.usedWh, reactiveVarh: energy.reactiveVarh }, charged);
  const all = powerFactor === null ? charged : [...charged, powerFactorLine(powerFactor)];
  return {
    ...energy,
    complete: energy.intervals === energy.expected,
    demandFrom: maxDemandW === undefined ? 'load' : 'given',
    chargedDemandW: demandW,
    twoPart,
    powerFactor,
    lines: all,
    total: sumOf(all.map(({ amount }) => amount)),
  };
};

const demandLine = ({ mode, price, quantity, charge }: TwoPartCharge): RatedLine =>
  lineOf({ kind: 'demand', component: 'demand', quantity, unit: mode === 'capacity' ? 'VA' : 'W', price, charge });

const powerFactorLine = ({ amount }: PowerFactorAdjustment): RatedLine =>
  lineOf({ kind: 'powerFactor', component: 'powerFactor', charge: exactFromFen(amount) });

const lineOf = (
  line: Pick<RatedLine, 'kind' | 'component' | 'charge'> & Partial<Omit<RatedLine, 'kind' | 'component' | 'charge' | 'amount'>>,
): RatedLine => ({
  kind: line.kind,
  component: line.component,
  period: line.period ?? null,
  tier: line.tier ?? null,
  versionFrom: line.versionFrom ?? null,
  quantity: line.quantity ?? null,
  unit: line.unit ?? null,
  price: line.price ?? null,
  charge: line.charge,
  amount: roundToFen(line.charge),
});

const sumOf = (amounts: readonly Fen[]): Fen => fen(amounts.reduce((sum, amount) => sum + amount, 0n));
