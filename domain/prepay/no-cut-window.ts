import type { NoCutWindow } from '../park/model.ts';
import { dayKindsOf } from '../tariff/calendar.ts';
import type { Calendar } from '../tariff/tariff.ts';
import type { InstantMs, ParkDay } from '../time/instant.ts';
import { addDays, parkDayOf } from '../time/park-day.ts';
import { minuteOfDayAt, minuteOfDayFromText } from '../time/time-of-day.ts';

/** Where and by which calendar windows are read. */
export interface WindowPlace {
  readonly zone: string;
  readonly calendar: Calendar;
}

/**
 * Whether nobody may be cut off at an instant. A window that runs over midnight belongs to the day it starts on: 18:00-08:00 of workdays
 * holds on Saturday until 08:00. One whose ends are alike holds around the clock, and so does one that cannot be read (law 9).
 */
export const inNoCutWindow = (at: InstantMs, windows: readonly NoCutWindow[], { zone, calendar }: WindowPlace): boolean => {
  if (windows.length === 0) return false;
  const today = parkDayOf(at, zone);
  const minute = minuteOfDayAt(at, zone);
  return windows.some(({ from, to, days }) => {
    const holdsOn = (day: ParkDay): boolean => dayKindsOf(day, calendar).includes(days);
    const start = minuteOfDayFromText(from);
    const end = minuteOfDayFromText(to);
    if (start === null || end === null) return true;
    if (start < end) return minute >= start && minute < end && holdsOn(today);
    return (minute >= start && holdsOn(today)) || (minute < end && holdsOn(addDays(today, -1)));
  });
};
