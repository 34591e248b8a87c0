import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParkDay } from '../time/instant.ts';
import { addDays, parkDay } from '../time/park-day.ts';
import { type Exact, exact, type Price, priceFromYuan, roundToFen, yuanFromFen } from '../units/money.ts';
import { quantity } from '../units/quantity.ts';
import { type StepPart, stepParts } from './step-parts.ts';
import { type StepTerms, stepCutsOf, stretchOf, type TariffStep } from './steps.ts';

const yuan = (text: string): Price => priceFromYuan(text) ?? expect.fail(text);
const NAME = { zh: '', en: '' };
const kilo = (...n: readonly number[]) => n.map((one) => quantity(one * 1_000));
const OPENED: ParkDay = parkDay('2020-01-01');
const terms = (over: Partial<StepTerms> = {}): StepTerms => ({ households: 1, waterQuota: null, openedOn: OPENED, ...over });
const shown = (parts: readonly StepPart[], base: bigint): string =>
  yuanFromFen(roundToFen(exact(parts.reduce<bigint>((sum, { charge }) => sum + charge, base) as Exact)));
const on = (day: string, n: number) => ({ day: parkDay(day), used: quantity(n * 1_000) });

/** Zhejiang's published tiers as surcharges on 0.538. */
const residential: TariffStep = {
  code: 'tier',
  name: NAME,
  window: 'year',
  of: 'limits',
  versions: [{ from: parkDay('2020-01-01'), limits: kilo(2_760, 4_800), prices: [yuan('0'), yuan('0.05'), yuan('0.3')] }],
};
/** 发改价格〔2017〕1792号 on a base price of 4 yuan: +0.5, +1, +2 times it over 100, 120, 140 % of the quota. */
const overQuota: TariffStep = {
  code: 'overQuota',
  name: NAME,
  window: 'month',
  of: 'quota',
  versions: [{ from: parkDay('2020-01-01'), limits: kilo(100, 120, 140), prices: [yuan('0'), yuan('2'), yuan('4'), yuan('8')] }],
};
/** Shanghai's water: 3.45 with sewage, 4.83 from 220 m³, 5.83 from 300. */
const water: TariffStep = {
  ...residential,
  versions: [{ from: parkDay('2020-01-01'), limits: kilo(220, 300), prices: [yuan('0'), yuan('1.38'), yuan('2.38')] }],
};

describe('published examples', () => {
  test.each([
    ['3,000 kWh of a year', residential, terms(), [on('2026-02-03', 1_500), on('2026-11-05', 1_500)], '0.538', 3_000, '1626.00'],
    ['5,000 kWh of a year', residential, terms(), [on('2026-02-03', 5_000)], '0.538', 5_000, '2852.00'],
    ['250 m³ of a year', water, terms(), [on('2026-02-03', 250)], '3.45', 250, '903.90'],
    [
      '1,500 m³ over a quota of 1,000',
      overQuota,
      terms({ waterQuota: quantity(1_000_000) }),
      [on('2026-02-03', 1_500)],
      '4',
      1_500,
      '8000.00',
    ],
  ])('%s', (_what, step, of, uses, base, kWh, expected) => {
    expect(shown(stepParts([step], of, uses), BigInt(kWh) * 1_000n * yuan(base))).toBe(expected);
  });

  test('two households have twice the limits; who came in July half of them; without a quota nothing is over it', () => {
    const used = [on('2026-08-03', 2_800)];
    const surcharge = (step: TariffStep, of: StepTerms) => shown(stepParts([step], of, used), 0n);
    expect(surcharge(residential, terms())).toBe('2.00');
    expect(surcharge(residential, terms({ households: 2 }))).toBe('0.00');
    // Limits 1,380 and 2,400: 1,020 at 0.05 and 400 at 0.30.
    expect(surcharge(residential, terms({ openedOn: parkDay('2026-07-01') }))).toBe('171.00');
    expect(surcharge(overQuota, terms())).toBe('0.00');
  });
});

describe('for any use', () => {
  const dearer = { from: parkDay('2026-05-16'), limits: kilo(3, 7), prices: [yuan('0.01'), yuan('0.2'), yuan('0.4')] };
  const steps: readonly TariffStep[] = [
    { ...residential, versions: [{ ...residential.versions[0], limits: kilo(5, 9), from: OPENED } as never, dearer] },
    { ...overQuota, window: 'month' },
  ];
  const of = terms({ waterQuota: quantity(4_000), households: 2 });
  const cuts = stepCutsOf([{ steps, versions: [] }]);
  const uses = fc.array(
    fc.record({ day: fc.integer({ min: 0, max: 500 }).map((n) => addDays(parkDay('2025-11-20'), n)), used: fc.nat(2_000).map(quantity) }),
    { maxLength: 40 },
  );
  const total = (parts: readonly StepPart[]): bigint => parts.reduce((sum, { charge }) => sum + charge, 0n);

  test('order, splitting, and summing up the days of a stretch change nothing', () => {
    fc.assert(
      fc.property(uses, fc.infiniteStream(fc.nat()), (all, keys) => {
        const straight = total(stepParts(steps, of, all));
        const mixed = all.flatMap(({ day, used }) => {
          const part = used === 0 ? 0 : (keys.next().value ?? 0) % used;
          return [
            { day, used: quantity(part) },
            { day, used: quantity(used - part) },
          ];
        });
        expect(total(stepParts(steps, of, mixed.toReversed()))).toBe(straight);
        const stretches = all.map(({ day, used }) => ({ day: stretchOf(cuts, day), used }));
        expect(total(stepParts(steps, of, stretches))).toBe(straight);
      }),
    );
  });
});
