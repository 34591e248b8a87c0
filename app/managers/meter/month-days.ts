import { HOUR_MS, type InstantMs, instantMs, type ParkDay } from '#domain/time/instant.ts';
import { dayOf } from '../../format/time.ts';
import type { PointMonth } from '../../rpc/shapes.ts';

/** A day within a month's dense slots. */
export interface MonthDay {
  readonly day: ParkDay;
  /** "11-22" */
  readonly label: string;
  readonly first: number;
  readonly slots: number;
  readonly weekend: boolean;
}

/** The days of a month of slots: 92 or 100 of them where the clock is changed. */
export const monthDays = ({ from, step, quantity }: PointMonth, zone: string): readonly MonthDay[] => {
  const days: { day: ParkDay; first: number; slots: number }[] = [];
  for (let i = 0; i < quantity.length; i++) {
    const day = dayOf(instantMs(from + i * step), zone);
    const last = days.at(-1);
    if (last?.day === day) last.slots += 1;
    else days.push({ day, first: i, slots: 1 });
  }
  return days.map((one) => ({ ...one, label: String(one.day).slice(5), weekend: isWeekend(one.day) }));
};

/** Mean power of each slot, W (litres/h). */
export const meansOf = ({ quantity, step }: PointMonth): readonly (number | null)[] =>
  quantity.map((amount) => (amount === null ? null : amount * (HOUR_MS / step)));

export interface DayMaximum {
  /** Largest mean over a block of 15 minutes on the clock's grid, W (litres/h). */
  readonly block: number | null;
  /** Largest over any 15 minutes, by the minute. */
  readonly sliding: number | null;
  /** When the quarter begins that holds the larger of the two. */
  readonly at: InstantMs | null;
}

export const dayMaxima = (month: PointMonth, days: readonly MonthDay[]): readonly DayMaximum[] => {
  const means = meansOf(month);
  return days.map(({ first, slots }) => {
    let block: number | null = null;
    let sliding: number | null = null;
    let at: number | null = null;
    for (let i = first; i < first + slots; i++) {
      const before = Math.max(block ?? Number.NEGATIVE_INFINITY, sliding ?? Number.NEGATIVE_INFINITY);
      block = larger(block, means[i]);
      sliding = larger(sliding, month.maxW[i]);
      if (Math.max(block ?? Number.NEGATIVE_INFINITY, sliding ?? Number.NEGATIVE_INFINITY) > before) at = i;
    }
    return { block, sliding, at: at === null ? null : instantMs(month.from + at * month.step) };
  });
};

const larger = (a: number | null, b: number | null | undefined): number | null => (b === null || b === undefined ? a : Math.max(a ?? b, b));

const isWeekend = (day: ParkDay): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
};
