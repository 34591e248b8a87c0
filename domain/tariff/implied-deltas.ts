import { type Price, price } from '../units/money.ts';
import { priceOf } from './charge-lines.ts';
import { PERIODS, type Period, type TariffVersion } from './tariff.ts';

/** What a published table says beside its prices. */
export interface StatedFloating {
  /** The part of the flat price that floats, yuan per kWh; > 0. `floatingBase` sums it from components. */
  readonly base: Price;
  /** Float of a period in millionths of the base: +70 % is 700,000. Periods the table does not have are left out. */
  readonly deltaPpm: Readonly<Partial<Record<Period, number>>>;
}

export interface ImpliedDelta {
  readonly period: Period;
  readonly statedPpm: number;
  /** (price - flat) / base in millionths, rounded to nearest; for reading, the warning is decided exactly. */
  readonly impliedPpm: number;
  /** More than half a percentage point from what is stated: look at the digits again. */
  readonly warn: boolean;
}

const WARN_PPM = 5_000n;
const PPM = 1_000_000n;

/**
 * Import check (DOMAIN 1.6): does each period's delivered price follow from the flat price, the floating base and the stated float?
 * Catches a misread digit; published prices stay as they are, since tables truncate and round in ways no formula repeats.
 */
export const impliedDeltas = (version: TariffVersion, { base, deltaPpm }: StatedFloating): readonly ImpliedDelta[] => {
  if (base <= 0n) throw new RangeError(`tariff: a floating base of ${base} floats nothing`);
  const flat = priceOf(version, 'flat');
  return PERIODS.flatMap((period) => {
    const statedPpm = deltaPpm[period];
    if (statedPpm === undefined) return [];
    const above = (priceOf(version, period) - flat) * PPM;
    const off = above - BigInt(statedPpm) * base;
    return [{ period, statedPpm, impliedPpm: Number(nearest(above, base)), warn: (off < 0n ? -off : off) > WARN_PPM * base }];
  });
};

/** The flat prices of the components that float, summed. */
export const floatingBase = (version: TariffVersion, codes: readonly string[]): Price =>
  price(version.components.reduce((sum, { code, prices }) => (codes.includes(code) ? sum + prices.flat : sum), 0n));

const nearest = (dividend: bigint, divisor: bigint): bigint => {
  const half = dividend < 0n ? -divisor / 2n : divisor / 2n;
  return (dividend + half) / divisor;
};
