import type { ParkDay } from '../time/instant.ts';
import { MINUTES_PER_DAY } from '../time/time-of-day.ts';
import type { Price } from '../units/money.ts';
import { dayKindsOf } from './calendar.ts';
import type { Calendar, DayKind, PriceComponent } from './tariff.ts';

/** How many prices a day can have: one an hour, a half hour, a quarter of an hour. */
export const VECTOR_POINTS = [24, 48, 96] as const;

/**
 * Prices of a market contract (零售套餐) by the clock: from 2026-03-01 who buys in the market has no government periods any more (发改能源规〔2025〕
 * 1656号, DOMAIN 0.5). In force on the days [from, to) of its kind.
 */
export interface DatedVector {
  readonly from: ParkDay;
  /** Exclusive; absent: until a later one. */
  readonly to?: ParkDay;
  /** Absent: anyDay. */
  readonly dayKind?: DayKind;
  /** 24, 48 or 96, from park-local midnight. */
  readonly prices: readonly Price[];
}

/** A component priced by the clock instead of by period. */
export interface VectorComponent extends Pick<PriceComponent, 'code' | 'name'> {
  readonly vectors: readonly DatedVector[];
}

/**
 * The vector of a day: of those that cover it the one with the latest `from`, so that a day of its own (the spot price of 3 May) beats its
 * month; of two with the same `from` the one for the narrower kind of day. Null where none covers it.
 */
export const vectorOn = ({ vectors }: VectorComponent, day: ParkDay, calendar: Calendar): DatedVector | null => {
  const kinds = dayKindsOf(day, calendar);
  let found: DatedVector | null = null;
  for (const vector of vectors) {
    if (day < vector.from || (vector.to !== undefined && day >= vector.to) || !kinds.includes(vector.dayKind ?? 'anyDay')) continue;
    if (found === null || vector.from > found.from || (vector.from === found.from && narrowness(vector) > narrowness(found)))
      found = vector;
  }
  return found;
};

const NARROWNESS: Readonly<Record<DayKind, number>> = { anyDay: 0, workday: 1, restDay: 1, holiday: 2 };
const narrowness = ({ dayKind }: DatedVector): number => NARROWNESS[dayKind ?? 'anyDay'];

/** The price at a minute of the park's clock: an hour that autumn repeats has its price twice. */
export const priceAt = ({ prices }: DatedVector, minuteOfDay: number): Price => {
  const found = prices[Math.floor(minuteOfDay / (MINUTES_PER_DAY / prices.length))];
  if (found === undefined) throw new RangeError(`price vector: minute ${minuteOfDay} has no price among ${prices.length}`);
  return found;
};

export interface VectorFault {
  /** Index of the vector. */
  readonly index: number;
  readonly code: 'POINTS' | 'EMPTY_SPAN' | 'SAME_SPAN';
}

/** A number of points no day has, a span without days, two vectors that nothing decides between. */
export const vectorFaults = ({ vectors }: VectorComponent): readonly VectorFault[] =>
  vectors.flatMap((vector, index): VectorFault[] => {
    const { from, to, dayKind, prices } = vector;
    const twin = vectors.findIndex((other) => other.from === from && (other.dayKind ?? 'anyDay') === (dayKind ?? 'anyDay'));
    return [
      ...(VECTOR_POINTS.some((points) => points === prices.length) ? [] : [{ index, code: 'POINTS' as const }]),
      ...(to !== undefined && to <= from ? [{ index, code: 'EMPTY_SPAN' as const }] : []),
      ...(twin < index ? [{ index, code: 'SAME_SPAN' as const }] : []),
    ];
  });
