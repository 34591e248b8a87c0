import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR_MS, SLOT_MS } from '../time/instant.ts';
import { addDays, dayRange, parkDay } from '../time/park-day.ts';
import { calendarFromHolidayCn } from './calendar.ts';
import { dayPlan } from './day-plan.ts';
import type { Period, PeriodRule } from './tariff.ts';
import { periodName, rule, version } from './testing/tariffs.ts';

const SHANGHAI = 'Asia/Shanghai';
const calendar = calendarFromHolidayCn({
  days: [
    { name: '春节', date: '2026-02-16', isOffDay: true },
    { name: '春节', date: '2026-02-14', isOffDay: false },
    { name: '国庆节、中秋节', date: '2026-10-01', isOffDay: true },
  ],
});

/** The periods of a day as runs of hours: "valley 0-8, peak 8-11, flat 11-24". */
const runsOf = (rules: readonly PeriodRule[], day: string, zone = SHANGHAI): string => {
  const { periods } = dayPlan(version({ rules }), parkDay(day), zone, calendar);
  const runs: { period: Period | undefined; from: number; to: number }[] = [];
  for (const [slot, index] of periods.entries()) {
    const period = periodName(index);
    const run = runs.at(-1);
    if (run && run.period === period) run.to = (slot + 1) / 4;
    else runs.push({ period, from: slot / 4, to: (slot + 1) / 4 });
  }
  return runs.map((run) => `${run.period} ${run.from}-${run.to}`).join(', ');
};

describe('the periods of a day', () => {
  test('time that no rule names is flat', () => {
    expect(runsOf([], '2026-11-20')).toBe('flat 0-24');
    expect(runsOf([rule('peak', '08:00-11:00')], '2026-11-20')).toBe('flat 0-8, peak 8-11, flat 11-24');
  });

  test('edges may lie on half hours and quarters', () => {
    expect(runsOf([rule('valley', '05:30-07:45')], '2026-11-20')).toBe('flat 0-5.5, valley 5.5-7.75, flat 7.75-24');
  });

  test('a range over midnight is the two ends of the same day', () => {
    expect(runsOf([rule('valley', '22:00-06:00')], '2026-11-20')).toBe('valley 0-6, flat 6-22, valley 22-24');
    expect(runsOf([rule('valley', '22:00-00:00')], '2026-11-20')).toBe('flat 0-22, valley 22-24');
  });

  test('critical peak is carved out of peak, deep valley out of valley, and either out of flat', () => {
    const rules = [
      rule('criticalPeak', '10:00-11:00,20:00-21:00'),
      rule('deepValley', '02:00-03:00,14:00-15:00'),
      rule('peak', '09:00-12:00'),
      rule('valley', '00:00-06:00'),
      rule('flat', '00:00-24:00'),
    ];
    const expected =
      'valley 0-2, deepValley 2-3, valley 3-6, flat 6-9, peak 9-10, criticalPeak 10-11, peak 11-12, flat 12-14, ' +
      'deepValley 14-15, flat 15-20, criticalPeak 20-21, flat 21-24';
    expect(runsOf(rules, '2026-11-20')).toBe(expected);
  });

  test('a rule for holidays lies over rules for all days: the deep valley of 春节 over peak and critical peak', () => {
    const rules = [
      rule('deepValley', '10:00-14:00', { dayKind: 'holiday', holidayNames: ['春节'] }),
      rule('criticalPeak', '09:00-11:00'),
      rule('peak', '08:00-11:00,13:00-17:00'),
      rule('valley', '00:00-08:00,11:00-13:00'),
    ];
    expect(runsOf(rules, '2026-02-16')).toBe('valley 0-8, peak 8-9, criticalPeak 9-10, deepValley 10-14, peak 14-17, flat 17-24');
    expect(runsOf(rules, '2026-02-14')).toBe('valley 0-8, peak 8-9, criticalPeak 9-11, valley 11-13, peak 13-17, flat 17-24');
  });

  test('a table may charge holidays flat', () => {
    const rules = [rule('flat', '00:00-24:00', { dayKind: 'holiday' }), rule('peak', '08:00-11:00')];
    expect(runsOf(rules, '2026-02-16')).toBe('flat 0-24');
    expect(runsOf(rules, '2026-02-14')).toBe('flat 0-8, peak 8-11, flat 11-24');
  });
});

describe('a rule applies', () => {
  test('in its months', () => {
    const rules = [rule('peak', '00:00-24:00', { months: [7, 8] })];
    expect(runsOf(rules, '2026-07-31')).toBe('peak 0-24');
    expect(runsOf(rules, '2026-09-01')).toBe('flat 0-24');
  });

  test('on its days of the year, both ends included, also over the new year', () => {
    const summer = [rule('peak', '00:00-24:00', { dates: { from: '07-15', to: '08-31' } })];
    expect(['2026-07-14', '2026-07-15', '2026-08-31', '2026-09-01'].map((day) => runsOf(summer, day))).toEqual([
      'flat 0-24',
      'peak 0-24',
      'peak 0-24',
      'flat 0-24',
    ]);
    const winter = [rule('peak', '00:00-24:00', { dates: { from: '12-15', to: '01-31' } })];
    expect(['2026-12-14', '2026-12-15', '2027-01-31', '2027-02-01'].map((day) => runsOf(winter, day))).toEqual([
      'flat 0-24',
      'peak 0-24',
      'peak 0-24',
      'flat 0-24',
    ]);
  });

  test('on its kind of day: a make-up Saturday is a workday, a holiday Monday a rest day', () => {
    const kinds = (day: string) =>
      runsOf(
        [
          rule('peak', '00:00-01:00', { dayKind: 'workday' }),
          rule('peak', '02:00-03:00', { dayKind: 'restDay' }),
          rule('peak', '04:00-05:00', { dayKind: 'holiday' }),
        ],
        day,
      );
    expect(kinds('2026-02-14')).toBe('peak 0-1, flat 1-24');
    expect(kinds('2026-02-16')).toBe('flat 0-2, peak 2-3, flat 3-4, peak 4-5, flat 5-24');
    expect(kinds('2026-02-28')).toBe('flat 0-2, peak 2-3, flat 3-24');
  });

  test('on the holidays it names, also when two fall together', () => {
    const rules = [rule('deepValley', '00:00-24:00', { dayKind: 'holiday', holidayNames: ['中秋节'] })];
    expect(runsOf(rules, '2026-10-01')).toBe('deepValley 0-24');
    expect(runsOf(rules, '2026-02-16')).toBe('flat 0-24');
  });

  test('when every condition it names holds', () => {
    const rules = [rule('peak', '00:00-24:00', { months: [2], dates: { from: '02-15', to: '02-20' }, dayKind: 'workday' })];
    expect(runsOf(rules, '2026-02-17')).toBe('peak 0-24');
    expect(runsOf(rules, '2026-02-15')).toBe('flat 0-24');
    expect(runsOf(rules, '2026-02-23')).toBe('flat 0-24');
  });
});

describe('where the clock changes', () => {
  const rules = [rule('valley', '00:00-02:00'), rule('peak', '02:00-03:00')];

  test('the skipped hour has no period, the repeated hour has its period twice', () => {
    expect(runsOf(rules, '2026-03-08', 'America/New_York')).toBe('valley 0-2, flat 2-23');
    expect(runsOf(rules, '2026-11-01', 'America/New_York')).toBe('valley 0-3, peak 3-4, flat 4-25');
  });

  test('a half hour is enough', () => {
    expect(runsOf(rules, '2026-10-04', 'Australia/Lord_Howe')).toBe('valley 0-2, peak 2-2.5, flat 2.5-23.5');
    expect(runsOf(rules, '2026-04-05', 'Australia/Lord_Howe')).toBe('valley 0-2.5, peak 2.5-3.5, flat 3.5-24.5');
  });
});

test('the order in which rules are written changes nothing, and each slot of the day has a period', () => {
  const rules = [
    rule('valley', '22:00-08:00'),
    rule('peak', '07:00-12:00,17:00-22:30', { months: [3, 11] }),
    rule('criticalPeak', '10:30-11:30'),
    rule('deepValley', '01:00-04:00', { dayKind: 'restDay' }),
    rule('flat', '00:00-24:00', { dayKind: 'holiday' }),
  ];
  const zones = fc.constantFrom(SHANGHAI, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu');
  const days = fc.integer({ min: 0, max: 400 }).map((days) => addDays(parkDay('2026-01-01'), days));
  fc.assert(
    fc.property(fc.shuffledSubarray(rules, { minLength: rules.length }), days, zones, (shuffled, day, zone) => {
      const plan = dayPlan(version({ rules }), day, zone, calendar);
      expect(dayPlan(version({ rules: shuffled }), day, zone, calendar)).toEqual(plan);
      expect(plan).toMatchObject(dayRange(day, zone));
      expect(plan.periods.length * SLOT_MS).toBe(plan.to - plan.from);
      expect((plan.to - plan.from) % (HOUR_MS / 2)).toBe(0);
    }),
  );
});
