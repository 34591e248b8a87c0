import type { ParkDay } from '../time/instant.ts';
import { parkDay, weekdayOf } from '../time/park-day.ts';
import type { Calendar, CalendarDay, DayKind } from './tariff.ts';

/** A yearly State Council list as NateScarlet/holiday-cn gives it; `isOffDay` false is a make-up workday (调休). */
export interface HolidayList {
  readonly days: readonly { readonly name: string; readonly date: string; readonly isOffDay: boolean }[];
}

/** Lists of several years as one calendar; where two speak of one day the later argument holds. Throws for a date that is none. */
export const calendarFromHolidayCn = (...lists: readonly HolidayList[]): Calendar => {
  const calendar = new Map<ParkDay, CalendarDay>();
  for (const { name, date, isOffDay } of lists.flatMap((list) => list.days)) {
    const day = parkDay(date);
    calendar.set(day, { day, name, off: isOffDay });
  }
  return calendar;
};

/** Every kind a day is of. A day no list speaks of (a year not yet published) is a workday or, on a weekend, a rest day. DOMAIN 1.6. */
export const dayKindsOf = (day: ParkDay, calendar: Calendar): readonly DayKind[] => {
  const entry = calendar.get(day);
  if (entry) return entry.off ? HOLIDAY : WORKDAY;
  return weekdayOf(day) >= SATURDAY ? REST_DAY : WORKDAY;
};

/** The holidays a day off belongs to: two in years when they fall together ("国庆节、中秋节" 2025); none on any other day. */
export const holidayNamesOf = (day: ParkDay, calendar: Calendar): readonly string[] => {
  const entry = calendar.get(day);
  return entry?.off ? entry.name.split('、') : [];
};

const SATURDAY = 6;
const WORKDAY: readonly DayKind[] = ['anyDay', 'workday'];
const REST_DAY: readonly DayKind[] = ['anyDay', 'restDay'];
const HOLIDAY: readonly DayKind[] = ['anyDay', 'restDay', 'holiday'];
