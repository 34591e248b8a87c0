import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SteppedDays, stepDays } from '../tiers/step-days.ts';
import type { ParkDay } from '../time/instant.ts';
import { addDays, monthOf, parkDay, weekdayOf } from '../time/park-day.ts';
import { type Price, priceFromYuan } from '../units/money.ts';
import { quantity } from '../units/quantity.ts';
import { type Forecast, forecastMonth, type SecondPart } from './forecast.ts';

const YUAN = 100_000_000_000n;
/** A Wednesday. */
const TODAY = parkDay('2026-11-18');
const history = (from: string, costOf: (day: ParkDay) => bigint): Map<ParkDay, bigint> => {
  const days = new Map<ParkDay, bigint>();
  for (let day = parkDay(from); day < TODAY; day = addDays(day, 1)) days.set(day, costOf(day) * YUAN);
  return days;
};
const workWeek = (day: ParkDay): bigint => (weekdayOf(day) >= 6 ? 2n : 10n);
const asked = {
  today: TODAY,
  since: parkDay('2026-09-01'),
  soFar: 4n * YUAN,
  calendar: new Map(),
  available: null,
  stepped: [],
  secondPart: null,
};
const ends = (forecast: Forecast): bigint | undefined => forecast.monthEnd?.energy;

describe('the month to come', () => {
  test('is guessed by kinds of day: what is over, the rest of today, and each day as its kind was', () => {
    const days = history('2026-10-01', workWeek);
    // 1 to 17 November: 12 workdays, 5 rest days; today 10; 19 to 30: 8 workdays, 4 rest days.
    const forecast = forecastMonth({ ...asked, days });
    expect(forecast).toMatchObject({ method: 'dayKinds', over: 28, monthSoFar: 134n * YUAN });
    expect(forecast.monthEnd).toEqual({ energy: (130n + 10n + 88n) * YUAN, tiers: 0n, demand: null });
  });

  test('counts a make-up workday as one, and a day that has cost more already by what it has', () => {
    const days = history('2026-10-01', workWeek);
    const calendar = new Map([[parkDay('2026-11-21'), { day: parkDay('2026-11-21'), name: '国庆节', off: false }]]);
    expect(ends(forecastMonth({ ...asked, days, calendar, soFar: 15n * YUAN }))).toBe((130n + 15n + 96n) * YUAN);
  });

  test('is guessed by one mean where a kind of day is not there twice, and not at all without a day', () => {
    const days = history('2026-11-16', () => 6n);
    const few = forecastMonth({ ...asked, days, since: parkDay('2026-11-16') });
    expect(few).toMatchObject({ method: 'allDays', over: 2, monthEnd: { energy: (12n + 6n + 72n) * YUAN } });
    expect(forecastMonth({ ...asked, days: new Map(), since: TODAY })).toMatchObject({
      method: 'none',
      monthSoFar: 4n * YUAN,
      monthEnd: null,
    });
  });

  test('a day without use inside the history counts as one', () => {
    const days = new Map([[parkDay('2026-11-16'), 10n * YUAN]]);
    expect(ends(forecastMonth({ ...asked, days, since: parkDay('2026-11-16'), soFar: 0n }))).toBe((10n + 5n * 13n) * YUAN);
  });
});

describe('what is left', () => {
  const lasting = (available: bigint) => forecastMonth({ ...asked, days: history('2026-10-01', workWeek), available: available * YUAN });

  test.each([
    [5n, 0, '2026-11-18'],
    [7n, 1, '2026-11-19'],
    [26n, 2, '2026-11-20'],
    [27n, 3, '2026-11-21'],
    [29n, 4, '2026-11-22'],
    [-1n, 0, '2026-11-18'],
  ])('%d yuan last %d whole days, to %s', (available, daysLeft, emptyOn) => {
    expect(lasting(available)).toMatchObject({ daysLeft, emptyOn });
  });

  test('for more than a year is not counted', () => expect(lasting(1_000_000n)).toMatchObject({ daysLeft: null, emptyOn: null }));
});

const yuan = (text: string): Price => priceFromYuan(text) ?? expect.fail(text);
const KWH = 1_000;

/** 0.05 yuan more above 100 kWh of a month, 0.30 above 200; use by day in kWh. */
const tiered = (uses: readonly (readonly [ParkDay, number])[], window: 'month' | 'year' = 'month'): SteppedDays => ({
  medium: 'electricity',
  steps: [
    {
      code: 'tier',
      name: { zh: '阶', en: 'Tier' },
      window,
      of: 'limits',
      versions: [
        {
          from: parkDay('2020-01-01'),
          limits: [quantity(100 * KWH), quantity(200 * KWH)],
          prices: [yuan('0'), yuan('0.05'), yuan('0.3')],
        },
      ],
    },
  ],
  terms: { households: 1, waterQuota: null, openedOn: parkDay('2020-01-01') },
  uses: uses.map(([day, kWh]) => ({ day, used: quantity(kWh * KWH) })),
});
const everyDay = (from: string, kWh: number): (readonly [ParkDay, number])[] =>
  [...history(from, () => 1n).keys()].map((day) => [day, kWh] as const);

describe('tiers ahead', () => {
  const days = history('2026-10-01', () => 5n);

  test('are those of what is used and expected, cut at the limits: 10 kWh a day are 100 at 0.05 and 100 at 0.30 by the month’s end', () => {
    const stepped = [tiered([...everyDay('2026-10-01', 10), [TODAY, 4]])];
    const forecast = forecastMonth({ ...asked, days, stepped });
    // 174 kWh until now: 74 in the second tier.
    expect(forecast.monthSoFar).toBe(17n * 5n * YUAN + 4n * YUAN + (370n * YUAN) / 100n);
    expect(forecast.monthEnd?.tiers).toBe(35n * YUAN);
    expect(forecast.monthEnd?.energy).toBe(30n * 5n * YUAN);
  });

  test('begin again with the next window, and shorten what is left', () => {
    const stepped = [tiered([...everyDay('2026-10-01', 10), [TODAY, 10]])];
    const of = (left: bigint, more: readonly SteppedDays[]) =>
      forecastMonth({ ...asked, soFar: 5n * YUAN, days, stepped: more, available: left * YUAN });
    // Without tiers 5 yuan a day: 100 yuan are twenty days from the 19th. With them the 19th and 20th cost 5.50, ten days of November 8.
    expect(of(100n, [])).toMatchObject({ daysLeft: 20, emptyOn: '2026-12-08' });
    // 11 and 80 until the 30th; 9 are left of December, which begins again at the first tier.
    expect(of(100n, stepped)).toMatchObject({ daysLeft: 14, emptyOn: '2026-12-02' });
    expect(of(90n, stepped)).toMatchObject({ daysLeft: 12, emptyOn: '2026-11-30' });
  });

  test('of a year count from its first day', () => {
    const stepped = [tiered([[parkDay('2026-01-05'), 195], ...everyDay('2026-11-01', 1), [TODAY, 0]], 'year')];
    // November's 30 kWh follow 195: the first five lie in the second tier, the rest above 200.
    expect(forecastMonth({ ...asked, days, since: parkDay('2026-11-01'), stepped }).monthEnd?.tiers).toBe(
      (5n * 5n * YUAN) / 100n + (25n * 30n * YUAN) / 100n,
    );
  });

  test('on the month’s last day, for any use: what is forecast is what is billed', () => {
    const lastDay = parkDay('2026-11-30');
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 30, maxLength: 30 }), (kWh) => {
        const uses = kWh.map((used, i) => [addDays(parkDay('2026-11-01'), i), i === 29 ? used + 50 : used] as const);
        const stepped = tiered(uses);
        const forecast = forecastMonth({ ...asked, today: lastDay, days: new Map(), since: parkDay('2026-11-01'), stepped: [stepped] });
        const billed = stepDays(stepped, parkDay('2026-11-01')).reduce<bigint>((sum, { charge }) => sum + charge, 0n);
        expect(forecast.monthEnd?.tiers).toBe(billed);
      }),
    );
  });
});

describe('the second part of a two-part contract', () => {
  const days = history('2026-10-01', () => 5n);
  const november = monthOf(TODAY);
  const part = (mode: 'capacity' | 'contract' | 'actual', kWhADay = 0): SecondPart => ({
    book: {
      units: [{ code: 'T', capacityVA: 400_000, sealed: [] }],
      modes: [{ from: november, mode, ...(mode === 'contract' ? { contractW: 300_000 } : {}) }],
      prices: [{ from: parkDay('2020-01-01'), perKW: yuan('40'), perKVA: yuan('25') }],
      divisor: 'thirty',
    },
    maxDemandW: 320_000,
    usedWh: new Map([...history('2026-11-01', () => 1n).keys()].map((day) => [day, BigInt(kWhADay * KWH)])),
  });
  const demandOf = (second: SecondPart | null) =>
    forecastMonth({ ...asked, days, since: parkDay('2026-11-01'), secondPart: second }).monthEnd?.demand;

  test.each([
    // 400 kVA at 25; 300 kW and, of 320, what lies above 315 twice; the maximum so far.
    ['capacity', 10_000n],
    ['contract', 12_400n],
    ['actual', 12_800n],
  ] as const)('by %s costs %d yuan by what the month has shown so far, whatever it uses', (mode, cost) => {
    expect(demandOf(part(mode))?.charge).toBe(cost * YUAN);
  });

  test('is 90 % where the month is expected to reach 260 kWh per kVA', () => {
    // 104,000 kWh in thirty days are 3,466.67 a day.
    expect(demandOf(part('actual', 3_466))).toMatchObject({ discounted: false });
    expect(demandOf(part('actual', 3_467))).toMatchObject({ discounted: true, charge: 11_520n * YUAN });
  });

  test('of nobody is none, and it shortens no balance: it is taken with the bill', () => {
    expect(demandOf(null)).toBeNull();
    const left = (secondPart: SecondPart | null) => forecastMonth({ ...asked, days, secondPart, available: 100n * YUAN }).daysLeft;
    expect(left(part('actual'))).toBe(left(null));
  });
});
