import type { ParkDay } from '#domain/time/instant.ts';
import { type Exact, exact } from '#domain/units/money.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { sumUse, type Use } from '../../my/use-sums.ts';
import type { UseLine } from '../../rpc/shapes.ts';
import { dayAfter } from '../calendar.ts';

/** A park day of an account: what each medium used, and both charges. */
export interface DayUse {
  readonly day: ParkDay;
  readonly electricity: Use;
  readonly water: Use;
  readonly charge: Exact;
}

export interface DaysOf {
  readonly lines: readonly UseLine[];
  readonly mediumOf: (point: string) => Medium;
  /** Both included. */
  readonly from: ParkDay;
  readonly to: ParkDay;
}

/** Every day of the span in order, those without use too: a bar chart must not close a gap in time. */
export const daysOfUse = ({ lines, mediumOf, from, to }: DaysOf): readonly DayUse[] => {
  const byDay = new Map<ParkDay, UseLine[]>();
  for (const line of lines) {
    const own = byDay.get(line.day);
    if (own) own.push(line);
    else byDay.set(line.day, [line]);
  }
  const days: DayUse[] = [];
  for (let day = from; day <= to; day = dayAfter(day)) {
    const own = byDay.get(day) ?? [];
    const electricity = sumUse({ lines: own, medium: 'electricity', mediumOf });
    const water = sumUse({ lines: own, medium: 'water', mediumOf });
    days.push({ day, electricity, water, charge: exact(electricity.charge + water.charge) });
  }
  return days;
};

/** Of use that no tariff prices, Wh: the quantity beside its periods. */
export const unpriced = ({ quantity, periods }: Use): number => quantity - periods.reduce((sum, period) => sum + period.quantity, 0);
