import { QUALITIES } from '#domain/metering/quality.ts';
import { HOUR_MS, type InstantMs, instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { monthRange, parkDay, parkDayOf } from '#domain/time/park-day.ts';
import { parkW, periodAt, ripple, ZONE } from './sample-day.ts';

// Sample answers to the questions of the screens: repeatable, believable, never a test's truth.

/** A number of a code, so that two points differ. */
const seedOf = (text: string): number => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 97, 7);

/** W of a point at an instant: the park's day shape at its share, weekends lower. */
export const pointW = (code: string, at: number): number => {
  const seed = seedOf(code);
  const hour = ((at + 8 * HOUR_MS) % (24 * HOUR_MS)) / HOUR_MS;
  const dayNumber = Math.floor((at + 8 * HOUR_MS) / (24 * HOUR_MS));
  const weekend = dayNumber % 7 === 2 || dayNumber % 7 === 3;
  const whole = code.endsWith('GRID') ? 0.78 : 0.004 + (seed % 13) / 1_300;
  const share = whole * (weekend ? 0.45 : 1);
  return Math.max(0, parkW(hour, (dayNumber % 3) / 4) * share * (1 + 0.15 * ripple(hour + dayNumber, seed)));
};

export const sampleMonth = (key: string, month: string, now: InstantMs) => {
  const code = key.split(':')[1] ?? key;
  const { from, to } = monthRange(parkDay(`${month}-01`), ZONE);
  const starts = Array.from({ length: (to - from) / SLOT_MS }, (_, i) => from + i * SLOT_MS);
  const missing = (start: number) => start + SLOT_MS > now || Math.floor((start - from) / SLOT_MS) % 1_103 > 1_094;
  const of = <T>(value: (start: number) => T) => starts.map((start) => (missing(start) ? null : value(start)));
  const wh = (start: number) => Math.round((pointW(code, start + SLOT_MS / 2) * SLOT_MS) / HOUR_MS);
  return {
    medium: code.startsWith('W') ? ('water' as const) : ('electricity' as const),
    from,
    step: SLOT_MS,
    quantity: of(wh),
    quality: of((start) => QUALITIES[qualityAt(start)] ?? null),
    period: of((start) => periodAt(((start + 8 * HOUR_MS) % (24 * HOUR_MS)) / HOUR_MS)),
    maxW: of((start) => Math.round(wh(start) * 4 * (1.02 + 0.03 * Math.abs(ripple(start / SLOT_MS, 3))))),
  };
};

/** A night of estimates every twelve days, now and then a quarter between two readings. */
const qualityAt = (start: number): number => {
  const quarter = Math.floor(start / SLOT_MS);
  if (quarter % 1_152 < 14) return 0;
  return quarter % 41 === 0 ? 1 : 2;
};

export const sampleWindows = (key: string, month: string, limit: number, now: InstantMs) => {
  const { from, maxW } = sampleMonth(key, month, now);
  return maxW
    .flatMap((watts, i) => (watts === null ? [] : [{ watts, at: instantMs(from + i * SLOT_MS + 11 * 60_000) }]))
    .sort((a, b) => b.watts - a.watts)
    .slice(0, limit)
    .map((window) => ({ ...window, day: parkDayOf(window.at, ZONE) }));
};
