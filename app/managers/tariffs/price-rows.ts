import type { Period } from '#domain/tariff/tariff.ts';
import { type Price, price, priceFromYuan, yuanFromPrice } from '#domain/units/money.ts';
import { PERIODS } from '../../format/periods.ts';
import type { Piece, Rule } from '../../rpc/tariffs-api.ts';

/** Periods that a table has a column for: those its rules name, and flat, cheap to dear. */
export const periodsOf = (rules: readonly Pick<Rule, 'period'>[]): readonly Period[] =>
  PERIODS.filter((period) => period === 'flat' || rules.some((rule) => rule.period === period));

/** What all components of a period come to; null where one is no price, as while it is typed. */
export const deliveredOf = (
  components: readonly { readonly prices: Readonly<Partial<Record<Period, string>>> }[],
  period: Period,
): string | null => {
  let sum = 0n;
  for (const { prices } of components) {
    const own = prices[period];
    const found = priceFromYuan(own === undefined || own.trim() === '' ? (prices.flat ?? '') : own.trim());
    if (found === null) return null;
    sum += found;
  }
  return yuanFromPrice(price(sum));
};

/** "0.62310000" as "0.6231", "42.00000000" as "42.00": never fewer than two decimals. */
export const priceText = (yuan: string): string => {
  const [whole = '0', fraction = ''] = yuan.split('.');
  return `${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}`;
};

/** Prices of one table with as many decimals as the longest of them needs, two at least: so that they stand under each other. */
export const alignedPrices = (yuan: readonly string[]): ((one: string) => string) => {
  const places = Math.max(2, ...yuan.map((one) => (priceText(one).split('.')[1] ?? '').length));
  return (one) => {
    const [whole = '0', fraction = ''] = priceText(one).split('.');
    return `${whole}.${fraction.padEnd(places, '0')}`;
  };
};

export interface PeriodHours {
  readonly period: Period;
  readonly hours: readonly string[];
  /** The cheapest and the dearest of it: alike but where prices go by the clock. */
  readonly min: string;
  readonly max: string;
}

/** A day's pieces by period, cheap to dear, each with its hours; neighbours of one period are one stretch. */
export const hoursByPeriod = (pieces: readonly Piece[]): readonly PeriodHours[] => {
  const found = new Map<Period, { hours: { from: string; to: string }[]; prices: Price[] }>();
  for (const { period, from, to, price: yuan } of pieces) {
    const own = found.get(period) ?? { hours: [], prices: [] };
    const last = own.hours.at(-1);
    if (last?.to === from) last.to = to;
    else own.hours.push({ from, to });
    own.prices.push(priceFromYuan(yuan) ?? price(0n));
    found.set(period, own);
  }
  const text = alignedPrices(pieces.map(({ price: yuan }) => yuan));
  return PERIODS.flatMap((period) => {
    const own = found.get(period);
    if (!own) return [];
    const sorted = own.prices.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const aligned = (one: Price | undefined) => text(yuanFromPrice(one ?? price(0n)));
    return [{ period, hours: own.hours.map(({ from, to }) => `${from}–${to}`), min: aligned(sorted[0]), max: aligned(sorted.at(-1)) }];
  });
};

/** A step line over a day, `x` in quarters of an hour, `y` 0 (cheapest) to 1 (dearest); the middle where all cost the same. */
export const priceLine = (
  pieces: readonly Pick<Piece, 'slots' | 'price'>[],
): readonly { readonly x: number; readonly to: number; readonly y: number }[] => {
  const heights = pieces.map(({ price: yuan }) => Number(priceFromYuan(yuan) ?? 0n));
  const low = Math.min(...heights);
  const high = Math.max(...heights);
  let x = 0;
  return pieces.map(({ slots }, i) => {
    const from = x;
    x += slots;
    return { x: from, to: x, y: high === low ? 0.5 : ((heights[i] ?? low) - low) / (high - low) };
  });
};
