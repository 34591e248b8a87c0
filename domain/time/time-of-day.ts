import { type InstantMs, MINUTE_MS } from './instant.ts';

export const MINUTES_PER_DAY = 1_440;

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** "07:30" as minutes since park-local midnight; "24:00", the end of a day, is 1440. Null for any other text. */
export const minuteOfDayFromText = (text: string): number | null => {
  if (text === '24:00') return MINUTES_PER_DAY;
  const parts = TIME.exec(text);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : null;
};

/** What the park's clock shows at an instant, in minutes since 00:00 (not the time passed since midnight where the clock changes). */
export const minuteOfDayAt = (at: InstantMs, zone: string): number => {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(Math.floor(at / MINUTE_MS) * MINUTE_MS).toZonedDateTimeISO(zone);
  return hour * 60 + minute;
};

/** 450 as "07:30", 1440 as "24:00". */
export const timeOfDayText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
