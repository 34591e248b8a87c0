import type { ParkDay } from '#domain/time/instant.ts';
import { type Exact, exact } from '#domain/units/money.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { sumUse, type Use } from '../../my/use-sums.ts';
import type { UseLines } from '../../rpc/shapes.ts';
import { dayAfter } from '../calendar.ts';

/** A park day of an account: what each medium used, and both charges. */
export interface DayUse {
  readonly day: ParkDay;
  readonly electricity: Use;
  readonly water: Use;
  readonly charge: Exact;
}

export interface DaysOf extends UseLines {
  readonly mediumOf: (point: string) => Medium;
  /** Both included. */
  readonly from: ParkDay;
  readonly to: ParkDay;
}

/** Every day of the span in order, those without use too: a bar chart must not close a gap in time. */
export const daysOfUse = ({ lines, tiers, mediumOf, from, to }: DaysOf): readonly DayUse[] => {
  const linesOn = byDay(lines);
  const tiersOn = byDay(tiers);
  const days: DayUse[] = [];
  for (let day = from; day <= to; day = dayAfter(day)) {
    const own = { lines: linesOn.get(day) ?? [], tiers: tiersOn.get(day) ?? [], mediumOf };
    const electricity = sumUse({ ...own, medium: 'electricity' });
    const water = sumUse({ ...own, medium: 'water' });
    days.push({ day, electricity, water, charge: exact(electricity.charge + water.charge) });
  }
  return days;
};

const byDay = <L extends { readonly day: ParkDay }>(lines: readonly L[]): ReadonlyMap<ParkDay, readonly L[]> => {
  const days = new Map<ParkDay, L[]>();
  for (const line of lines) {
    const own = days.get(line.day);
    if (own) own.push(line);
    else days.set(line.day, [line]);
  }
  return days;
};

/** What tiers added to a day, exactly. */
export const tiersOf = ({ electricity, water }: DayUse): Exact =>
  exact([...electricity.tiers, ...water.tiers].reduce((sum, { charge }) => sum + charge, 0n));

/** Of use that no tariff prices, Wh: the quantity beside its periods. */
export const unpriced = ({ quantity, periods }: Use): number => quantity - periods.reduce((sum, period) => sum + period.quantity, 0);
