import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { yuan } from '../tariff/testing/tariffs.ts';
import { addDays, parkDay } from '../time/park-day.ts';
import { type Exact, exact, price, roundToFen, yuanFromFen } from '../units/money.ts';
import { quantity } from '../units/quantity.ts';
import { type TierTerms, tierLines, tiersOn } from './tier-window.ts';
import { splitByTier, type Tiers, tierCharge, tiersFaults } from './tiers.ts';

const kWh = (n: number) => quantity(Math.round(n * 1_000));
const shown = (charge: Exact): string => yuanFromFen(roundToFen(charge));
/** 浙江, a year. */
const ZHEJIANG: Tiers = { limits: [kWh(2_760), kWh(4_800)], prices: [yuan('0.538'), yuan('0.588'), yuan('0.838')] };

describe('residents of Zhejiang', () => {
  test.each([
    [3_000, '1626.00'],
    [5_000, '2852.00'],
    [2_760, '1484.88'],
    [0, '0.00'],
  ])('%d kWh in a year cost %s', (used, expected) => {
    expect(shown(tierCharge(ZHEJIANG, kWh(0), kWh(used)))).toBe(expected);
  });

  test('a reading that crosses a boundary is priced in two parts, not at the tier of its end', () => {
    expect(splitByTier(ZHEJIANG, kWh(2_750), kWh(30))).toMatchObject([
      { tier: 0, used: kWh(10), price: yuan('0.538') },
      { tier: 1, used: kWh(20), price: yuan('0.588') },
    ]);
    expect(splitByTier(ZHEJIANG, kWh(2_000), kWh(3_000)).map(({ used }) => used)).toEqual([kWh(760), kWh(2_040), kWh(200)]);
  });

  test('as a surcharge on top of period prices: nothing, 0.05, 0.30', () => {
    const surcharge = { ...ZHEJIANG, prices: [yuan('0'), yuan('0.05'), yuan('0.30')] };
    expect(shown(tierCharge(surcharge, kWh(2_700), kWh(2_200)))).toBe('132.00');
  });
});

test('steps without order, without a price for each, or that get cheaper are faults', () => {
  const found = (limits: readonly number[], prices: readonly string[]) =>
    tiersFaults({ limits: limits.map(kWh), prices: prices.map(yuan) });
  expect(found([2_760, 4_800], ['0.538', '0.588', '0.838'])).toEqual([]);
  expect(found([], ['0.558'])).toEqual([]);
  expect(found([10], ['1'])).toEqual(['LIMITS_AND_PRICES']);
  expect(found([10, 10], ['1', '2', '3'])).toEqual(['LIMITS_UNORDERED']);
  expect(found([0], ['1', '2'])).toEqual(['LIMITS_UNORDERED']);
  expect(found([10], ['2', '1'])).toEqual(['PRICES_FALL']);
  expect(() => splitByTier(ZHEJIANG, kWh(1), kWh(-1))).toThrow('nothing that tiers price');
});

const terms = (change: Partial<TierTerms> = {}): TierTerms => ({
  window: 'year',
  versions: [{ from: parkDay('2020-01-01'), ...ZHEJIANG }],
  households: 1,
  ...change,
});
const use = (day: string, n: number) => ({ day: parkDay(day), used: kWh(n) });
const sum = (lines: readonly { readonly charge: Exact }[]): Exact => exact(lines.reduce((total, { charge }) => total + charge, 0n));

describe('windows', () => {
  test('a year starts anew on 1 January', () => {
    const lines = tierLines(terms(), [use('2026-12-31', 3_000), use('2027-01-01', 3_000)]);
    expect(lines.map(({ group, tier, used }) => [group, tier, used])).toEqual([
      ['2026', 0, kWh(2_760)],
      ['2026', 1, kWh(240)],
      ['2027', 0, kWh(2_760)],
      ['2027', 1, kWh(240)],
    ]);
    expect(shown(sum(lines))).toBe('3252.00');
  });

  test('a yearly window billed by month goes on from bill to bill', () => {
    const uses = [use('2026-03-31', 2_700), use('2026-04-10', 60), use('2026-04-20', 100)];
    const lines = tierLines(terms(), uses, (day) => day.slice(0, 7));
    expect(lines.map(({ group, tier, used }) => [group, tier, used])).toEqual([
      ['2026-03', 0, kWh(2_700)],
      ['2026-04', 0, kWh(60)],
      ['2026-04', 1, kWh(100)],
    ]);
    expect(sum(lines)).toBe(sum(tierLines(terms(), uses)));
  });

  test('a month has its own limits, and more of them in summer (Sichuan)', () => {
    const monthly = terms({
      window: 'month',
      versions: [
        {
          from: parkDay('2020-01-01'),
          limits: [kWh(180)],
          prices: [yuan('0.5'), yuan('0.6')],
          seasons: [{ months: [7, 8, 9], limits: [kWh(260)] }],
        },
      ],
    });
    const lines = tierLines(monthly, [use('2026-06-30', 200), use('2026-07-01', 200), use('2026-07-31', 100), use('2026-10-01', 180)]);
    expect(lines.map(({ group, tier, used }) => [group, tier, used])).toEqual([
      ['2026-06', 0, kWh(180)],
      ['2026-06', 1, kWh(20)],
      ['2026-07', 0, kWh(260)],
      ['2026-07', 1, kWh(40)],
      ['2026-10', 0, kWh(180)],
    ]);
  });

  test('limits grow with the households, and shrink with a year that began late', () => {
    const limits = (change: Partial<TierTerms>, day: string) => {
      const made = terms(change);
      const [version] = made.versions;
      return version && tiersOn(made, version, parkDay(day)).limits;
    };
    expect(limits({ households: 3 }, '2026-05-01')).toEqual([kWh(8_280), kWh(14_400)]);
    expect(limits({ since: parkDay('2026-06-15') }, '2026-07-01')).toEqual([kWh(1_610), kWh(2_800)]);
    expect(limits({ since: parkDay('2026-06-15') }, '2027-01-01')).toEqual([kWh(2_760), kWh(4_800)]);
    expect(limits({ since: parkDay('2026-01-15') }, '2026-12-31')).toEqual([kWh(2_760), kWh(4_800)]);
  });

  test('a new price within a window goes on with what the window has seen; before the first there are no tiers', () => {
    const dearer = { from: parkDay('2026-07-01'), limits: ZHEJIANG.limits, prices: [yuan('0.6'), yuan('0.7'), yuan('0.8')] };
    const changed = terms({ versions: [...terms().versions, dearer] });
    const lines = tierLines(changed, [use('2026-06-30', 2_700), use('2026-07-01', 100)]);
    expect(lines.map(({ tier, used, version }) => [tier, used, version.prices[tier]])).toEqual([
      [0, kWh(2_700), yuan('0.538')],
      [0, kWh(60), yuan('0.6')],
      [1, kWh(40), yuan('0.7')],
    ]);
    expect(tierLines(terms({ versions: [dearer] }), [use('2026-06-30', 5_000)])).toEqual([]);
  });
});

describe('for any steps', () => {
  const watts = fc.integer({ min: 0, max: 20_000_000 }).map(quantity);
  const steps = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 0, max: 100_000_000 })), { maxLength: 4 })
    .map((grown): Tiers => {
      let limit = 0;
      let at = 0n;
      const limits = grown.map(([more]) => {
        limit += more;
        return quantity(limit);
      });
      const prices = [
        price(0n),
        ...grown.map(([, dearer]) => {
          at += BigInt(dearer);
          return price(at);
        }),
      ];
      return { limits, prices };
    });

  test('the parts of a use add up to it, and cutting it anywhere changes nothing', () => {
    fc.assert(
      fc.property(steps, watts, watts, watts, (tiers, before, first, second) => {
        const whole = quantity(first + second);
        const parts = splitByTier(tiers, before, whole);
        expect(parts.reduce((total, { used }) => total + used, 0)).toBe(whole);
        const apart = tierCharge(tiers, before, first) + tierCharge(tiers, quantity(before + first), second);
        expect(apart).toBe(tierCharge(tiers, before, whole));
      }),
    );
  });

  test('using more never costs less, and a later kWh is never cheaper than an earlier one', () => {
    fc.assert(
      fc.property(steps, watts, watts, watts, (tiers, before, later, used) => {
        expect(tierCharge(tiers, before, quantity(used + later)) >= tierCharge(tiers, before, used)).toBe(true);
        expect(tierCharge(tiers, quantity(before + later), used) >= tierCharge(tiers, before, used)).toBe(true);
      }),
    );
  });

  test('readings of a window may come in any order and any pieces', () => {
    const uses = fc.array(fc.tuple(fc.integer({ min: 0, max: 800 }), watts), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(steps, uses, fc.constantFrom('month' as const, 'year' as const), (tiers, drawn, window) => {
        const made = terms({ window, versions: [{ from: parkDay('2020-01-01'), ...tiers }] });
        const list = drawn.map(([days, used]) => ({ day: addDays(parkDay('2026-01-01'), days), used }));
        const halves = list.flatMap(({ day, used }) => {
          const half = quantity(Math.floor(used / 2));
          return [
            { day, used: half },
            { day, used: quantity(used - half) },
          ];
        });
        expect(tierLines(made, halves.toReversed())).toEqual(tierLines(made, list));
      }),
    );
  });
});
