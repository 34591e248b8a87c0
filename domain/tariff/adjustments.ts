import type { ParkMonth } from '../time/park-day.ts';
import { type Fen, fen } from '../units/money.ts';
import type { RatedLine, RatedMonth } from './rate-months.ts';

/** 退补: what a line of a month costs otherwise after its prices were changed backwards. Goes on the next bill; the old bill stays. */
export interface AdjustmentLine extends Pick<RatedLine, 'kind' | 'component' | 'period' | 'tier'> {
  readonly month: ParkMonth;
  readonly before: Fen;
  readonly after: Fen;
  /** + to pay, - to get back. */
  readonly amount: Fen;
}

/**
 * Months as they were billed against the same months rated anew (DOMAIN 4.6, backdated price change; 7.4). What was billed and these lines
 * sum to what would have been billed had the price been known, to the fen, however often prices change. Months of one side alone are
 * adjusted from or to nothing.
 */
export const adjustmentsOf = (before: readonly RatedMonth[], after: readonly RatedMonth[]): readonly AdjustmentLine[] => {
  const lines = new Map<string, AdjustmentLine>();
  const add = (months: readonly RatedMonth[], side: 'before' | 'after'): void => {
    for (const { month, lines: own } of months) {
      for (const { kind, component, period, tier, amount } of own) {
        const key = [month, kind, component, period, tier].join(' ');
        const known = lines.get(key) ?? { month, kind, component, period, tier, before: fen(0n), after: fen(0n), amount: fen(0n) };
        const sums = { ...known, [side]: fen(known[side] + amount) };
        lines.set(key, { ...sums, amount: fen(sums.after - sums.before) });
      }
    }
  };
  add(before, 'before');
  add(after, 'after');
  return [...lines.values()].filter(({ amount }) => amount !== 0n);
};
