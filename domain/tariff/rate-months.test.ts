import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OPEN_END, parkMonthFromText } from '../fees/day-span.ts';
import type { ParkMonth } from '../time/park-day.ts';
import { parkDay } from '../time/park-day.ts';
import { exactFromFen, type Fen, fen, yuanFromFen } from '../units/money.ts';
import { quantity } from '../units/quantity.ts';
import { compareBooks, withMode } from './compare-books.ts';
import type { PriceBook } from './price-book.ts';
import { type GivenFacts, type RatedMonth, rateMonths } from './rate-months.ts';
import { book, bookVersion, loadFrom } from './testing/books.ts';
import { component, samePrice, yuan } from './testing/tariffs.ts';
import type { TwoPartBook } from './two-part.ts';

const NONE: GivenFacts = { maxDemandW: new Map() };
const month = (text: string): ParkMonth => {
  const found = parkMonthFromText(text);
  if (found === null) throw new Error(`${text} is no month`);
  return found;
};
const monthsOf = (of: PriceBook, load = january, given = NONE): readonly RatedMonth[] => {
  const rated = rateMonths(of, load, given);
  if (rated.type === 'unpriced') throw new Error(`no price: ${rated.days.join()} ${rated.demandMonths.join()}`);
  return rated.months;
};
const lineOf = (found: readonly RatedMonth[], kind: string) =>
  found
    .flatMap(({ lines }) => lines.filter((line) => line.kind === kind))
    .map(({ component: code, amount }) => [code, yuanFromFen(amount)]);

/** 300 kWh an hour through January 2026: 223,200 kWh, with 150 kvarh an hour. */
const hours = 31 * 24;
const january = loadFrom(
  '2026-01-01T00:00:00+08:00',
  1,
  Array.from({ length: hours }, () => 300_000),
  Array.from({ length: hours }, () => 150_000),
);
const flat = (price: string): PriceBook => book({ versions: [bookVersion({ components: [component('all', samePrice(yuan(price)))] })] });
const twoPart = (change: Partial<TwoPartBook> = {}): TwoPartBook => ({
  units: [{ code: 'T1', capacityVA: 800_000, sealed: [] }],
  modes: [{ from: month('2026-01'), mode: 'actual' }],
  prices: [{ from: parkDay('2026-01-01'), perKW: yuan('42'), perKVA: yuan('26.3') }],
  divisor: 'thirty',
  ...change,
});

describe('a month', () => {
  test('of a two-part tariff: 223,200 kWh are 279 per kVA, so 300 kW cost 37.8 each', () => {
    const found = monthsOf({ ...flat('0.5'), twoPart: twoPart() });
    expect(found[0]).toMatchObject({ complete: true, demandFrom: 'load', usedWh: 223_200_000 });
    expect(lineOf(found, 'energy')).toEqual([['all', '111600.00']]);
    expect(lineOf(found, 'demand')).toEqual([['demand', '11340.00']]);
    expect(yuanFromFen(found[0]?.total ?? fen(0n))).toBe('122940.00');
  });

  test('is charged by the demand of the meter’s register where that is given', () => {
    const given = { maxDemandW: new Map([[month('2026-01'), 412_000]]) };
    const found = monthsOf({ ...flat('0.5'), twoPart: twoPart() }, january, given);
    expect(lineOf(found, 'demand')).toEqual([['demand', '15573.60']]);
    expect(found[0]?.demandFrom).toBe('given');
  });

  test('is adjusted by its power factor, 0.89, on the components the contract names', () => {
    const terms = { standard: 90, base: ['all', 'demand'], rewardAllowed: true } as const;
    const found = monthsOf({ ...flat('0.5'), twoPart: twoPart(), powerFactor: terms });
    expect(found[0]?.powerFactor).toMatchObject({ powerFactor: 89, ratio: 50 });
    expect(lineOf(found, 'powerFactor')).toEqual([['powerFactor', '614.70']]);
    expect(lineOf(monthsOf({ ...flat('0.5'), powerFactor: { ...terms, base: ['other'] } }), 'powerFactor')).toEqual([
      ['powerFactor', '0.00'],
    ]);
  });

  test('without reactive energy in the load is not adjusted', () => {
    const found = monthsOf(
      { ...flat('0.5'), powerFactor: { standard: 90, base: ['all'], rewardAllowed: true } },
      { ...january, varh: null },
    );
    expect(found[0]?.powerFactor).toBeNull();
    expect(lineOf(found, 'powerFactor')).toEqual([]);
  });

  test('carries fees and the surcharge of tiers, by month of a yearly window', () => {
    const tiers = {
      window: 'year' as const,
      households: 1,
      versions: [{ from: parkDay('2026-01-01'), limits: [quantity(200_000_000)], prices: [yuan('0'), yuan('0.1')] }],
    };
    const fees = [
      {
        code: 'property',
        name: { zh: '物业费', en: 'Property fee' },
        fee: {
          type: 'fixed' as const,
          perMonth: exactFromFen(fen(50_000n)),
          during: { from: parkDay('2026-01-16'), to: OPEN_END },
          divisor: 'calendar' as const,
        },
      },
    ];
    const both = loadFrom(
      '2026-01-01T00:00:00+08:00',
      1,
      Array.from({ length: hours + 24 }, () => 300_000),
    );
    const found = monthsOf({ ...flat('0.5'), tiers, fees }, both);
    expect(found.map(({ complete }) => complete)).toEqual([true, false]);
    expect(lineOf(found, 'tier')).toEqual([
      ['tier', '0.00'],
      ['tier', '2320.00'],
      ['tier', '720.00'],
    ]);
    expect(lineOf(found, 'fee')).toEqual([
      ['property', '258.06'],
      ['property', '500.00'],
    ]);
  });

  test('with days or demand that nothing prices is no month: it says which', () => {
    const early = loadFrom('2025-12-31T22:00:00+08:00', 1, [1, 1, 1]);
    expect(rateMonths(flat('0.5'), early, NONE)).toMatchObject({ type: 'unpriced', days: ['2025-12-31'] });
    const late = twoPart({ modes: [{ from: month('2026-02'), mode: 'actual' }] });
    expect(rateMonths({ ...flat('0.5'), twoPart: late }, january, NONE)).toEqual({ type: 'unpriced', days: [], demandMonths: ['2026-01'] });
  });
});

describe('what if', () => {
  const now = { ...flat('0.5'), twoPart: twoPart() };

  test('the capacity were paid instead of the demand: 800 x 26.3 are 21,040.00, 9,700.00 more', () => {
    const against = withMode(now, 'capacity');
    const found = against && compareBooks({ now, against }, january, NONE);
    expect(found).toMatchObject({ type: 'compared', saving: -970_000n, months: [{ month: '2026-01', saving: -970_000n }] });
  });

  test('a contract of 400 kW, of which 320 are the floor', () => {
    const saved = (contractW: number) => {
      const against = withMode(now, 'contract', contractW);
      const found = against && compareBooks({ now, against }, january, NONE);
      return found?.type === 'compared' ? yuanFromFen(found.saving) : null;
    };
    expect([saved(400_000), saved(300_000)]).toEqual(['-3780.00', '-756.00']);
  });

  test('another tariff, and one that prices nothing', () => {
    const cheaper = { ...flat('0.45'), twoPart: twoPart() };
    expect(compareBooks({ now, against: cheaper }, january, NONE)).toMatchObject({ type: 'compared', saving: 1_116_000n });
    const late = book({ versions: [bookVersion({ validFrom: parkDay('2026-01-31') })] });
    expect(compareBooks({ now, against: late }, january, NONE)).toMatchObject({ type: 'unpriced', which: 'against' });
    expect(withMode(flat('1'), 'capacity')).toBeNull();
  });
});

test('for any load the lines of a month sum to its total, and the months to the whole', () => {
  const wh = fc.array(fc.integer({ min: 0, max: 900_000 }), { minLength: 1, maxLength: 150 });
  const full = book({
    twoPart: twoPart(),
    powerFactor: { standard: 85, base: ['purchase', 'td', 'demand'], rewardAllowed: true },
    tiers: {
      window: 'month',
      households: 1,
      versions: [{ from: parkDay('2026-01-01'), limits: [quantity(1_000_000)], prices: [yuan('0.01'), yuan('0.1')] }],
    },
  });
  fc.assert(
    fc.property(wh, fc.integer({ min: 0, max: 2_000 }), (used, from) => {
      const start = Temporal.Instant.from('2026-01-01T00:00:00Z').add({ hours: from }).toString();
      const rated = rateMonths(full, loadFrom(start, 0.25, used, used), NONE);
      if (rated.type === 'unpriced') throw new Error('every day has a price');
      const add = (amounts: readonly Fen[]) => amounts.reduce((sum, amount) => sum + amount, 0n);
      for (const { lines, total, usedWh } of rated.months) {
        expect(add(lines.map(({ amount }) => amount))).toBe(total);
        const tiers = lines.filter(({ kind }) => kind === 'tier');
        expect(tiers.reduce((sum, line) => sum + (line.quantity ?? 0), 0)).toBe(usedWh);
      }
      expect(add(rated.months.map(({ total }) => total))).toBe(rated.total);
    }),
  );
});
