import { instantMs } from '../../time/instant.ts';
import { parkDay } from '../../time/park-day.ts';
import { calendarFromHolidayCn } from '../calendar.ts';
import type { BookVersion, PriceBook } from '../price-book.ts';
import type { Load } from '../rate-load.ts';
import { hubei, version } from './tariffs.ts';

/** Makers of price books and loads for tests. */

const HOUR_MS = 3_600_000;

export const bookVersion = (change: Partial<BookVersion> = {}): BookVersion => ({ ...version(), vectors: [], ...change });

/** 湖北 2026-01, two-part 110 kV. */
export const book = (change: Partial<PriceBook> = {}): PriceBook => ({
  zone: 'Asia/Shanghai',
  calendar: calendarFromHolidayCn(),
  versions: [{ ...hubei(), validFrom: parkDay('2026-01-01'), vectors: [] }],
  twoPart: null,
  powerFactor: null,
  tiers: null,
  fees: [],
  ...change,
});

/** Intervals of so many hours that follow each other from an instant. */
export const loadFrom = (iso: string, hours: number, wh: readonly number[], varh: readonly number[] | null = null): Load => {
  const from = Temporal.Instant.from(iso).epochMilliseconds;
  return { stepMs: hours * HOUR_MS, starts: wh.map((_, index) => instantMs(from + index * hours * HOUR_MS)), wh, varh };
};
