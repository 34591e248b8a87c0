import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parkDay } from '../time/park-day.ts';
import { type Exact, exact, roundToFen, yuanFromFen } from '../units/money.ts';
import { priceOf } from './charge-lines.ts';
import { type EnergyLine, type Load, type MonthEnergy, rateLoad } from './rate-load.ts';
import { book, bookVersion, loadFrom } from './testing/books.ts';
import { component, hubei, rule, samePrice, shandong, yuan } from './testing/tariffs.ts';

const shown = (charge: Exact): string => yuanFromFen(roundToFen(charge));
const sum = (lines: readonly EnergyLine[]): Exact => exact(lines.reduce((total, { charge }) => total + charge, 0n));
const theMonth = (months: readonly MonthEnergy[]): MonthEnergy => {
  const [month] = months;
  if (!month || months.length > 1) throw new Error(`one month was expected, not ${months.length}`);
  return month;
};

describe('a day of Hubei, 1 kWh a quarter of an hour', () => {
  const day = loadFrom(
    '2026-01-15T00:00:00+08:00',
    0.25,
    Array.from({ length: 96 }, () => 1_000),
  );

  test('has each component of each period, and they sum to the delivered prices', () => {
    const { lines, usedWh, expected, maxDemandW } = theMonth(rateLoad(book(), day).months);
    expect([usedWh, expected, maxDemandW]).toEqual([96_000, 31 * 96, 4_000]);
    expect(lines.filter(({ component: code }) => code === 'td').map(({ period, used }) => [period, used])).toEqual([
      ['valley', 32_000],
      ['flat', 32_000],
      ['peak', 24_000],
      ['criticalPeak', 8_000],
    ]);
    // 32 x 0.395024 + 32 x 0.613986 + 24 x 0.809061 + 8 x 1.012099
    expect(shown(sum(lines))).toBe('59.80');
    expect(sum(lines)).toBe(
      32_000n * priceOf(hubei(), 'valley') +
        32_000n * priceOf(hubei(), 'flat') +
        24_000n * priceOf(hubei(), 'peak') +
        8_000n * priceOf(hubei(), 'criticalPeak'),
    );
  });

  test('costs the same from hourly figures, since its periods change on the hour', () => {
    const hourly = loadFrom(
      '2026-01-15T00:00:00+08:00',
      1,
      Array.from({ length: 24 }, () => 4_000),
    );
    expect(theMonth(rateLoad(book(), hourly).months).lines).toEqual(theMonth(rateLoad(book(), day).months).lines);
    expect(theMonth(rateLoad(book(), hourly).months)).toMatchObject({ intervals: 24, estimatedWh: 0, maxDemandW: 4_000 });
  });
});

test('an hour in which the period changes is dealt out by time, to the Wh, and is marked', () => {
  const halfHour = bookVersion({ rules: [rule('peak', '07:30-10:30')] });
  const { lines, estimatedWh } = theMonth(
    rateLoad(book({ versions: [halfHour] }), loadFrom('2026-01-15T07:00:00+08:00', 1, [1_001, 500])).months,
  );
  expect(lines.map(({ period, used }) => [period, used])).toEqual([
    ['flat', 501],
    ['peak', 1_000],
  ]);
  expect(estimatedWh).toBe(1_001);
});

test('months are those of the customer’s clock, and a new version holds from its midnight', () => {
  const versions = shandong().versions.map((version) => ({ ...version, vectors: [] }));
  const { months } = rateLoad(book({ versions }), loadFrom('2026-07-31T23:00:00+08:00', 0.25, [100, 100, 100, 100, 200, 200]));
  expect(months.map(({ month, usedWh, lines }) => [month, usedWh, lines.map(({ price }) => price)])).toEqual([
    ['2026-07', 400, [yuan('0.61896875')]],
    ['2026-08', 400, [yuan('0.57266875')]],
  ]);
});

test('a day that the clock shortens or lengthens has the intervals it has', () => {
  const summer = book({ zone: 'Europe/Berlin', versions: [bookVersion({ rules: [rule('valley', '02:00-03:00')] })] });
  const spring = rateLoad(
    summer,
    loadFrom(
      '2026-03-28T23:00:00Z',
      1,
      Array.from({ length: 23 }, () => 1_000),
    ),
  );
  expect(theMonth(spring.months)).toMatchObject({ expected: 31 * 24 - 1, usedWh: 23_000 });
  expect(theMonth(spring.months).lines.map(({ period, used }) => [period, used])).toEqual([['flat', 23_000]]);
  const autumn = rateLoad(
    summer,
    loadFrom(
      '2026-10-24T22:00:00Z',
      1,
      Array.from({ length: 25 }, () => 1_000),
    ),
  );
  expect(theMonth(autumn.months)).toMatchObject({ expected: 31 * 24 + 1, usedWh: 25_000 });
  expect(theMonth(autumn.months).lines.map(({ period, used }) => [period, used])).toEqual([
    ['valley', 2_000],
    ['flat', 23_000],
  ]);
});

describe('prices by the clock', () => {
  const points = (count: number) => Array.from({ length: count }, (_, index) => yuan(`0.${String(index + 10)}`));
  const retail = (count: number) => ({
    code: 'retail',
    name: { zh: '零售', en: 'Retail' },
    vectors: [{ from: parkDay('2026-01-01'), prices: points(count) }],
  });
  const market = (count: number) => bookVersion({ components: [component('td', samePrice(yuan('0.1')))], vectors: [retail(count)] });

  test.each([
    [24, '5.16'],
    [48, '8.04'],
  ])('%d points a day: each quarter of an hour has its own', (count, expected) => {
    const day = loadFrom(
      '2026-01-15T00:00:00+08:00',
      0.25,
      Array.from({ length: 96 }, () => 250),
    );
    const found = theMonth(rateLoad(book({ versions: [market(count)] }), day).months);
    expect(found.lines.map(({ component: code, price }) => [code, price])).toEqual([
      ['td', yuan('0.1')],
      ['retail', null],
    ]);
    // 24 kWh at the mean of the points.
    expect(shown(sum(found.lines.filter(({ component: code }) => code === 'retail')))).toBe(expected);
    expect(found.estimatedWh).toBe(0);
  });

  test('finer prices than the load are dealt out by time and marked', () => {
    const found = theMonth(rateLoad(book({ versions: [market(96)] }), loadFrom('2026-01-15T00:00:00+08:00', 1, [4_000])).months);
    // 1 kWh each at 0.10, 0.11, 0.12, 0.13 and 4 at 0.1.
    expect(shown(sum(found.lines))).toBe('0.86');
    expect(found.estimatedWh).toBe(4_000);
  });

  test('days that no vector and no version covers are told', () => {
    const day = loadFrom('2025-12-31T23:00:00+08:00', 1, [1, 1]);
    const late = { ...retail(24), vectors: [{ from: parkDay('2026-01-02'), prices: points(24) }] };
    expect(rateLoad(book({ versions: [bookVersion({ vectors: [late] })] }), day).unpriced).toEqual(['2025-12-31', '2026-01-01']);
  });
});

describe('for any load', () => {
  const loads = fc
    .record({
      minutes: fc.constantFrom(15, 30, 60),
      from: fc.integer({ min: 0, max: 40_000 }),
      wh: fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 2, maxLength: 200 }),
    })
    .map(({ minutes, from, wh }): Load => {
      const start = Temporal.Instant.fromEpochMilliseconds(Date.UTC(2026, 0, 2) + from * 900_000).toString();
      return loadFrom(start, minutes / 60, wh);
    });
  const whole = book();

  test('nothing is lost: periods sum to the use, components to use times delivered price', () => {
    fc.assert(
      fc.property(loads, (load) => {
        const { months } = rateLoad(whole, load);
        expect(months.reduce((total, { usedWh }) => total + usedWh, 0)).toBe(load.wh.reduce((total, wh) => total + wh, 0));
        for (const { lines, usedWh, days } of months) {
          const td = lines.filter(({ component: code }) => code === 'td');
          expect(td.reduce((total, { used }) => total + used, 0)).toBe(usedWh);
          expect(days.reduce((total, { used }) => total + used, 0)).toBe(usedWh);
          expect(sum(lines)).toBe(td.reduce((total, { used, period }) => total + BigInt(used) * priceOf(hubei(), period), 0n));
        }
      }),
    );
  });

  test('cut at any instant, the two parts cost what the whole costs, exactly', () => {
    fc.assert(
      fc.property(loads, fc.double({ min: 0, max: 1, noNaN: true }), (load, at) => {
        const cut = Math.floor(load.starts.length * at);
        const part = (from: number, to?: number): Load => ({ ...load, starts: load.starts.slice(from, to), wh: load.wh.slice(from, to) });
        const charged = (of: Load) => {
          const sums = new Map<string, bigint>();
          for (const { month, lines } of rateLoad(whole, of).months) {
            for (const { component: code, period, charge } of lines) {
              const key = `${month} ${code} ${period}`;
              sums.set(key, (sums.get(key) ?? 0n) + charge);
            }
          }
          return sums;
        };
        const [first, second] = [charged(part(0, cut)), charged(part(cut))];
        for (const [key, charge] of charged(load)) expect((first.get(key) ?? 0n) + (second.get(key) ?? 0n)).toBe(charge);
      }),
    );
  });
});
