import { priceFromYuan } from '#domain/units/money.ts';
import type { Vector } from '../../rpc/tariffs-api.ts';
import { priceText } from './price-rows.ts';

export interface ClockSpan {
  readonly key: string;
  readonly from: string;
  readonly to: string | null;
  readonly dayKind: 'anyDay' | 'workday' | 'restDay' | 'holiday';
  readonly points: number;
  readonly min: string;
  readonly max: string;
}

/** The newest that somebody reads; a spot contract has one for each day. */
const SPANS_MAX = 24;

/** Stretches of days priced by the clock, the newest first, each with its cheapest and dearest price. */
export const clockSpans = (days: Vector['days']): readonly ClockSpan[] =>
  days
    .toSorted((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0))
    .slice(0, SPANS_MAX)
    .map(({ from, to, dayKind = 'anyDay', prices }) => {
      const sorted = prices.toSorted((a, b) => ((priceFromYuan(a) ?? 0n) < (priceFromYuan(b) ?? 0n) ? -1 : 1));
      return {
        key: `${from} ${dayKind}`,
        from,
        to: to ?? null,
        dayKind,
        points: prices.length,
        min: priceText(sorted[0] ?? ''),
        max: priceText(sorted.at(-1) ?? ''),
      };
    });
