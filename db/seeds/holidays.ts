import type { CalendarName, FileCalendarDay } from '#domain/park/park-file.ts';
import { addDays, parkDay } from '#domain/time/park-day.ts';

/** One holiday of a year: days off from..to, and the weekend days worked for it. "MM-DD". */
type Holiday = readonly [name: string, from: string, to: string, ...workdays: readonly string[]];

/** 国务院办公厅关于节假日安排的通知: 2024 (国办发明电〔2023〕7号), 2025 (国办发明电〔2024〕12号), 2026 (gov.cn content_7047091). */
const STATE_COUNCIL: Readonly<Record<string, readonly Holiday[]>> = {
  '2024': [
    ['元旦', '01-01', '01-01'],
    ['春节', '02-10', '02-17', '02-04', '02-18'],
    ['清明节', '04-04', '04-06', '04-07'],
    ['劳动节', '05-01', '05-05', '04-28', '05-11'],
    ['端午节', '06-10', '06-10'],
    ['中秋节', '09-15', '09-17', '09-14'],
    ['国庆节', '10-01', '10-07', '09-29', '10-12'],
  ],
  '2025': [
    ['元旦', '01-01', '01-01'],
    ['春节', '01-28', '02-04', '01-26', '02-08'],
    ['清明节', '04-04', '04-06'],
    ['劳动节', '05-01', '05-05', '04-27'],
    ['端午节', '05-31', '06-02'],
    ['国庆节、中秋节', '10-01', '10-08', '09-28', '10-11'],
  ],
  '2026': [
    ['元旦', '01-01', '01-03', '01-04'],
    ['春节', '02-15', '02-23', '02-14', '02-28'],
    ['清明节', '04-04', '04-06'],
    ['劳动节', '05-01', '05-05', '05-09'],
    ['端午节', '06-19', '06-21'],
    ['中秋节', '09-25', '09-27'],
    ['国庆节', '10-01', '10-07', '09-20', '10-10'],
  ],
};

/** Days off and make-up workdays, in order of date. */
export const stateCouncilDays = (): readonly FileCalendarDay[] =>
  Object.entries(STATE_COUNCIL)
    .flatMap(([year, holidays]) => holidays.flatMap((holiday) => daysOf(year, holiday)))
    .sort((a, b) => (a.day < b.day ? -1 : 1));

/** The lists a park file may ask for by name. */
export const CALENDARS: Readonly<Record<CalendarName, () => readonly FileCalendarDay[]>> = { 'cn-state-council': stateCouncilDays };

const daysOf = (year: string, [name, from, to, ...workdays]: Holiday): FileCalendarDay[] => {
  const days: FileCalendarDay[] = workdays.map((day) => ({ day: `${year}-${day}`, name, off: false }));
  const last = parkDay(`${year}-${to}`);
  for (let day = parkDay(`${year}-${from}`); day <= last; day = addDays(day, 1)) days.push({ day, name, off: true });
  return days;
};
