import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysOf, parkMonthFromText, spanOfMonth } from '../fees/day-span.ts';
import { parkDay } from '../time/park-day.ts';
import { type Exact, roundToFen, yuanFromFen } from '../units/money.ts';
import { type CapacityUnit, capacityCharge, connectedVA, freeDays } from './suspension.ts';
import { yuan } from './testing/tariffs.ts';
import { breakEvenDemand, maxDemandOfLines, newPeakOf, partsOf, type TwoPartBook, twoPartCharge } from './two-part.ts';

const KILO = 1_000;
const shown = (charge: Exact | undefined): string => yuanFromFen(roundToFen(charge ?? (0n as Exact)));
const month = (text: string) => {
  const found = parkMonthFromText(text);
  if (found === null) throw new Error(`${text} is no month`);
  return found;
};
const unit = (kVA: number, ...sealed: readonly (readonly [string, string | null])[]): CapacityUnit => ({
  code: `T${kVA}`,
  capacityVA: kVA * KILO,
  sealed: sealed.map(([from, to]) => ({ from: parkDay(from), to: to === null ? null : parkDay(to) })),
});
const april = { month: month('2026-04'), divisor: 'thirty' as const };

describe('capacity with suspension by days', () => {
  test('315 and 250 kVA at 10 yuan: 13 days (13-26 April) are too few to count, 5,650.00', () => {
    expect(shown(capacityCharge([unit(315, ['2026-04-13', '2026-04-27']), unit(250)], { ...april, price: yuan('10') }))).toBe('5650.00');
  });

  test('the same plant at 22 yuan, the 315 kVA unit sealed for 20 days of April, 7,810.00', () => {
    expect(shown(capacityCharge([unit(315, ['2026-04-06', '2026-04-26']), unit(250)], { ...april, price: yuan('22') }))).toBe('7810.00');
  });

  test.each([
    ['15 days over the end of a month count in both', ['2026-04-24', '2026-05-09'], [7, 8, 0]],
    ['14 do not', ['2026-04-24', '2026-05-08'], [0, 0, 0]],
    ['without an end it goes on', ['2026-04-24', null], [7, 31, 30]],
  ] as const)('%s', (_what, sealed, expected) => {
    const found = ['2026-04', '2026-05', '2026-06'].map((text) => freeDays(unit(315, sealed), month(text)));
    expect(found).toEqual(expected);
  });

  test('after half a year of a calendar year the charge runs again, and the new year counts anew', () => {
    const long = unit(1_000, ['2026-01-01', null]);
    const free = (text: string) => freeDays(long, month(text));
    expect(['2026-06', '2026-07', '2026-08', '2027-01'].map(free)).toEqual([30, 2, 0, 31]);
    const twice = unit(1_000, ['2026-01-01', '2026-06-30'], ['2026-09-01', '2026-10-01']);
    expect(['2026-06', '2026-09', '2026-10'].map((text) => freeDays(twice, month(text)))).toEqual([29, 3, 0]);
  });

  test('sealed for the whole of any month, nothing is due; not sealed, all of it', () => {
    for (const text of ['2026-02', '2026-03', '2026-04']) {
      const at = { month: month(text), price: yuan('22'), divisor: 'thirty' as const };
      expect(shown(capacityCharge([unit(1_000, ['2026-01-20', '2026-05-20'])], at))).toBe('0.00');
      expect(shown(capacityCharge([unit(1_000)], at))).toBe('22000.00');
    }
  });

  test('by the days of the calendar: 11 of 31', () => {
    const at = { month: month('2026-05'), price: yuan('31'), divisor: 'calendar' as const };
    expect(shown(capacityCharge([unit(100, ['2026-05-01', '2026-05-21'])], at))).toBe('1100.00');
  });

  test('what was connected on some day of a month is connected in it; a suspension too short or too long is none', () => {
    const of = (text: string, ...sealed: readonly (readonly [string, string | null])[]) =>
      connectedVA([unit(100, ...sealed), unit(250)], month(text));
    expect(of('2026-05', ['2026-05-01', '2026-05-31'])).toBe(350_000);
    expect(of('2026-05', ['2026-05-01', '2026-06-01'])).toBe(250_000);
    expect(of('2026-02', ['2026-01-31', '2026-03-01'])).toBe(250_000);
    expect(of('2026-08', ['2026-01-01', null])).toBe(350_000);
  });
});

const book = (change: Partial<TwoPartBook> = {}): TwoPartBook => ({
  units: [unit(2_000)],
  modes: [
    { from: month('2026-01'), mode: 'capacity' },
    { from: month('2026-04'), mode: 'contract', contractW: 1_000 * KILO },
    { from: month('2026-07'), mode: 'actual' },
  ],
  prices: [{ from: parkDay('2026-01-01'), perKW: yuan('42'), perKVA: yuan('26.3') }],
  divisor: 'thirty',
  ...change,
});
const seen = (maxDemandKW: number, usedKWh = 0) => ({ maxDemandW: maxDemandKW * KILO, usedWh: usedKWh * KILO });

describe('dated changes of mode', () => {
  test.each([
    ['2026-03', 'capacity', '52600.00'],
    ['2026-04', 'contract', '42084.00'],
    ['2026-06', 'contract', '42084.00'],
    ['2026-07', 'actual', '44142.00'],
  ])('%s is billed by %s: %s', (text, mode, expected) => {
    const found = twoPartCharge(book(), month(text), seen(1_051));
    expect(found?.mode).toBe(mode);
    expect(shown(found?.charge)).toBe(expected);
  });

  test('before the first mode, and before the first price, nothing is known', () => {
    expect(twoPartCharge(book(), month('2025-12'), seen(1))).toBeNull();
    const late = book({ prices: [{ from: parkDay('2026-03-15'), perKW: yuan('42'), perKVA: yuan('26.3') }] });
    expect(twoPartCharge(late, month('2026-03'), seen(1))).toBeNull();
  });

  test('a price that changes on the first holds from that month; within a month, by days', () => {
    const changed = (day: string) =>
      book({
        prices: [
          { from: parkDay('2026-01-01'), perKW: yuan('42'), perKVA: yuan('26') },
          { from: parkDay(day), perKW: yuan('36'), perKVA: yuan('20') },
        ],
      });
    expect(shown(twoPartCharge(changed('2026-08-01'), month('2026-07'), seen(1_000))?.charge)).toBe('42000.00');
    expect(shown(twoPartCharge(changed('2026-08-01'), month('2026-08'), seen(1_000))?.charge)).toBe('36000.00');
    // September: 10 days at 42, 20 at 36.
    expect(twoPartCharge(changed('2026-09-11'), month('2026-09'), seen(1_000))).toMatchObject({ price: yuan('36'), quantity: 1_000_000 });
    expect(shown(twoPartCharge(changed('2026-09-11'), month('2026-09'), seen(1_000))?.charge)).toBe('38000.00');
  });

  test.each([
    [520_000, '56700.00', true],
    [519_999, '63000.00', false],
  ])('the 260 rule: %d kWh at 2,000 kVA and 1,500 kW make %s', (usedKWh, expected, discounted) => {
    const found = twoPartCharge(book(), month('2026-07'), seen(1_500, usedKWh));
    expect(shown(found?.charge)).toBe(expected);
    expect(found?.discounted).toBe(discounted);
  });

  test('the 260 rule discounts what exceeds the contract, too, and never a capacity charge', () => {
    expect(shown(twoPartCharge(book(), month('2026-04'), seen(1_051, 520_000))?.charge)).toBe('37875.60');
    expect(twoPartCharge(book(), month('2026-01'), seen(1_500, 555_617))).toMatchObject({ discounted: false, price: yuan('26.3') });
  });

  test('the floor of 40 % follows what is connected, the 260 rule what is contracted', () => {
    const units = [unit(3_000), unit(2_000, ['2026-04-01', '2026-06-01'])];
    expect(twoPartCharge(book({ units }), month('2026-04'), seen(600))?.quantity).toBe(1_200 * KILO);
    expect(twoPartCharge(book({ units }), month('2026-06'), seen(600))?.quantity).toBe(2_000 * KILO);
    expect(twoPartCharge(book({ units }), month('2026-04'), seen(600, 5_000 * 260 - 1))?.discounted).toBe(false);
    expect(twoPartCharge(book({ units }), month('2026-04'), seen(600, 5_000 * 260))?.discounted).toBe(true);
  });

  test('a unit that comes back within the month pays for its days, though it was sealed on the first', () => {
    const units = [unit(1_000, ['2026-03-10', '2026-04-11'])];
    const found = twoPartCharge(book({ units, modes: [{ from: month('2026-01'), mode: 'capacity' }] }), month('2026-04'), seen(0));
    expect(shown(found?.charge)).toBe('17533.33');
  });

  test('what is left connected at 100 kVA or less pays no second part', () => {
    const units = [unit(400, ['2026-04-01', '2026-06-01']), unit(100)];
    expect(twoPartCharge(book({ units }), month('2026-05'), seen(90))).toMatchObject({ mode: 'single', charge: 0n });
    expect(twoPartCharge(book({ units }), month('2026-06'), seen(90))?.mode).toBe('contract');
  });
});

test.each([
  [100, 'single'],
  [100.001, 'choice'],
  [314.999, 'choice'],
  [315, 'two'],
])('%d kVA: %s', (kVA, expected) => {
  expect(partsOf(Math.round(kVA * KILO))).toBe(expected);
});

test('two incoming lines: the maximum of each, summed', () => {
  expect(maxDemandOfLines([700_000, 512_345])).toBe(1_212_345);
});

test('demand is the cheaper mode below 0.6262 kW per kVA at 26.3 and 42 yuan, with the 260 rule below 0.6958', () => {
  const prices = { perKVA: yuan('26.3'), perKW: yuan('42') };
  expect(breakEvenDemand(prices, false)).toBe(6_262);
  expect(breakEvenDemand(prices, true)).toBe(6_958);
  expect(() => breakEvenDemand({ ...prices, perKW: yuan('0') }, false)).toThrow('no break-even');
});

test('for any suspensions a capacity charge lies between nothing and the full month, and more free days never cost more', () => {
  const day = fc.integer({ min: 0, max: 364 });
  const at = { month: month('2026-05'), price: yuan('26.3') };
  const length = daysOf(spanOfMonth(at.month));
  fc.assert(
    fc.property(day, day, fc.constantFrom('thirty' as const, 'calendar' as const), (start, days, divisor) => {
      const from = Temporal.PlainDate.from('2025-12-01').add({ days: start });
      const sealed = unit(1_000, [from.toString(), from.add({ days }).toString()]);
      const longer = unit(1_000, [from.toString(), from.add({ days: days + 1 }).toString()]);
      const charge = capacityCharge([sealed], { ...at, divisor });
      expect(charge >= 0n && charge <= capacityCharge([unit(1_000)], { ...at, divisor })).toBe(true);
      expect(capacityCharge([longer], { ...at, divisor }) <= charge).toBe(true);
      expect(freeDays(sealed, at.month)).toBeLessThanOrEqual(length);
    }),
  );
});

test.each<[string, Partial<TwoPartBook>, number, string | null]>([
  ['below the maximum so far', {}, 1_400, '0.00'],
  ['10 kW above it', {}, 1_510, '420.00'],
  ['within the contract', { modes: [{ from: month('2026-04'), mode: 'contract', contractW: 2_000 * KILO }] }, 2_100, '0.00'],
  ['1 kW over 105 % of the contract', { modes: [{ from: month('2026-04'), mode: 'contract', contractW: 2_000 * KILO }] }, 2_101, '84.00'],
  ['of who pays by capacity', { modes: [{ from: month('2026-04'), mode: 'capacity' }] }, 2_101, '0.00'],
  ['without a price', { prices: [{ from: parkDay('2026-01-01'), perKW: null, perKVA: yuan('22') }] }, 2_101, null],
])('a new peak %s adds what the month then costs more', (_what, over, peakKW, expected) => {
  const book: TwoPartBook = {
    units: [unit(2_000)],
    modes: [{ from: month('2026-04'), mode: 'actual' }],
    prices: [{ from: parkDay('2026-01-01'), perKW: yuan('42'), perKVA: yuan('22') }],
    divisor: 'thirty',
    ...over,
  };
  const rise = newPeakOf(book, month('2026-04'), { seen: { maxDemandW: 1_500 * KILO, usedWh: 0 }, peakW: peakKW * KILO });
  expect(rise === null ? null : shown(rise)).toBe(expected);
});
