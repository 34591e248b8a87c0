import type { InstantMs, ParkDay } from '#domain/time/instant.ts';

type Options = Intl.DateTimeFormatOptions;

const CLOCK: Options = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
const TIME: Options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const DATE: Options = { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' };
const SHORT_DATE: Options = { month: 'short', day: 'numeric' };
const WEEKDAY: Options = { weekday: 'short' };
const DAY: Options = { year: 'numeric', month: '2-digit', day: '2-digit' };

/** "14:39:08" on the park's clock. */
export const clockText = (at: InstantMs, zone: string): string => formatOf('en-GB', zone, CLOCK).format(at);

/** "14:39". */
export const timeText = (at: InstantMs, zone: string): string => formatOf('en-GB', zone, TIME).format(at);

/** "2026年11月19日 周四", "Thu, 19 November 2026". */
export const dateText = (at: InstantMs, zone: string, locale: string): string => {
  const parts = formatOf(dateLocale(locale), zone, DATE).formatToParts(at);
  const text = parts.map((part) => part.value).join('');
  const weekday = parts.find((part) => part.type === 'weekday')?.value ?? '';
  return locale === 'en' ? text : `${text.replace(weekday, '').trim()} ${weekday}`;
};

/** "11月19日", "19 Nov". */
export const shortDate = (at: InstantMs, zone: string, locale: string): string => formatOf(dateLocale(locale), zone, SHORT_DATE).format(at);

/** "周四", "Thu". */
export const weekdayText = (at: InstantMs, zone: string, locale: string): string => formatOf(dateLocale(locale), zone, WEEKDAY).format(at);

/** "2026-11-19 14:39". */
export const dayTimeText = (at: InstantMs, zone: string): string => `${dayOf(at, zone)} ${timeText(at, zone)}`;

/** "14:39" on the day of `now`, "11-12 10:45" before. */
export const momentText = (at: InstantMs, now: InstantMs, zone: string): string => {
  const time = timeText(at, zone);
  const day = dayOf(at, zone);
  return day === dayOf(now, zone) ? time : `${day.slice(5)} ${time}`;
};

/** The park's calendar day at an instant. (domain/time does it with Temporal, which not every phone has.) */
export const dayOf = (at: InstantMs, zone: string): ParkDay => {
  const [day, month, year] = formatOf('en-GB', zone, DAY).format(at).split('/');
  return `${year}-${month}-${day}` as unknown as ParkDay;
};

/** The day before a calendar day. Days are dates, not instants: counted in UTC, where all have 24 hours. */
export const dayBefore = (day: ParkDay): ParkDay =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)) - 1))
    .toISOString()
    .slice(0, 10) as unknown as ParkDay;

const dateLocale = (locale: string): string => (locale === 'en' ? 'en-GB' : 'zh-CN');

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a thousand times its use; a program knows a few zones and six shapes. */
const formatOf = (locale: string, zone: string, options: Options): Intl.DateTimeFormat => {
  const key = `${locale} ${zone} ${Object.keys(options).join()}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
    formats.set(key, format);
  }
  return format;
};
