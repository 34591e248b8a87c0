import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepCharges } from '../bill/step-charges.ts';
import type { BilledVersion } from '../bill/use-lines.ts';
import type { ParkDay } from '../time/instant.ts';
import { addDays, monthOf, parkDay } from '../time/park-day.ts';
import { bookStep, type SteppedUse, stepSums } from '../twin/stepped.ts';
import { type Price, priceFromYuan } from '../units/money.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import { stepDays } from './step-days.ts';
import { type StepTerms, stepCutsOf, stretchOf, type TariffStep } from './steps.ts';

const yuan = (text: string): Price => priceFromYuan(text) ?? expect.fail(text);
const NAME = { zh: '阶梯', en: 'Tiers' };
const FIRST = parkDay('2026-01-01');
const limits = (...kWh: readonly number[]) => kWh.map((one) => quantity(one * 1_000));

/** A year's tiers that change amid a month, and a month's over a quota. */
const STEPS: readonly TariffStep[] = [
  {
    code: 'tier',
    name: NAME,
    window: 'year',
    of: 'limits',
    versions: [
      { from: FIRST, limits: limits(5, 9), prices: [yuan('0'), yuan('0.05'), yuan('0.3')] },
      { from: parkDay('2026-05-16'), limits: limits(3, 20), prices: [yuan('0.01'), yuan('0.20000001'), yuan('0.4')] },
    ],
  },
  {
    code: 'overQuota',
    name: NAME,
    window: 'month',
    of: 'quota',
    versions: [{ from: FIRST, limits: limits(100, 120), prices: [yuan('0'), yuan('2'), yuan('4')] }],
  },
];
const TERMS: StepTerms = { households: 1, waterQuota: quantity(2_500), openedOn: parkDay('2020-01-01') };
const CUTS = stepCutsOf([{ steps: STEPS, versions: [{ validFrom: FIRST }] }]);
const VERSION: BilledVersion = {
  id: 1,
  validFrom: FIRST,
  source: '',
  rules: [],
  components: [],
  tariff: { code: 't', name: NAME, medium: 'electricity' },
};

interface Use {
  readonly day: ParkDay;
  readonly used: Quantity;
}
const uses = fc.array(
  fc.record({ day: fc.integer({ min: 0, max: 364 }).map((n) => addDays(FIRST, n)), used: fc.nat(1_999).map(quantity) }),
  { maxLength: 60 },
);
const daysOf = (all: readonly Use[], from: ParkDay = FIRST) =>
  stepDays({ medium: 'electricity', steps: STEPS, terms: TERMS, uses: all }, from);
const sum = (list: readonly { readonly charge: bigint }[]): bigint => list.reduce((total, { charge }) => total + charge, 0n);

/** A month as bills know it: use by stretch. */
const billed = (all: readonly Use[], month: string) => {
  const before = all.filter(({ day }) => monthOf(day) <= month);
  const stretches = [...Map.groupBy(before, ({ day }) => stretchOf(CUTS, day))].map(([day, own]) => ({
    versionId: 1,
    day,
    from: day,
    to: day,
    used: quantity(own.reduce((total, { used }) => total + used, 0)),
  }));
  const steps = [{ medium: 'electricity' as const, steps: STEPS, terms: TERMS, uses: stretches }];
  return stepCharges({ month: monthOf(parkDay(`${month}-01`)), steps }, new Map([[1, VERSION]]));
};

/** An account as a balance knows it, the last eight days of `today` by day. */
const balanceOf = (all: readonly Use[], today: ParkDay) => {
  const use: SteppedUse = {
    steps: STEPS,
    terms: TERMS,
    cuts: CUTS,
    uses: new Map(),
    days: new Map(),
    deferred: new Map(),
    sums: null,
  };
  for (const { day, used } of all) bookStep(use, day, used, day >= addDays(today, -7) && day <= today);
  return stepSums(use, today);
};

test('for any use, the surcharges of a month’s days are its bill’s lines, one by one and to the last digit', () => {
  fc.assert(
    fc.property(uses, (all) => {
      const days = daysOf(all);
      for (const month of new Set(all.map(({ day }) => String(monthOf(day))))) {
        const own = days.filter(({ day }) => monthOf(day) === month);
        const byLine = [...Map.groupBy(own, ({ component }) => component)].map(([component, of]) => [component, sum(of)]).sort();
        expect(byLine).toEqual(
          billed(all, month)
            .map(({ component, exact }) => [component, exact])
            .sort(),
        );
        const used = (component: string) => own.reduce((total, day) => total + (day.component === component ? day.used : 0), 0);
        for (const { component, quantity: of } of billed(all, month)) expect(used(component)).toBe(of);
      }
    }),
  );
});

test('for any use, they are what the balance moves by, day by day', () => {
  fc.assert(
    fc.property(uses, fc.integer({ min: 8, max: 364 }), (all, n) => {
      const today = addDays(FIRST, n);
      const until = all.filter(({ day }) => day <= today);
      const days = daysOf(until);
      const balance = balanceOf(until, today);
      expect(balance.total).toBe(sum(days));
      expect(balance.month).toBe(sum(days.filter(({ day }) => monthOf(day) === monthOf(today))));
      for (const [day, charge] of balance.byDay) expect(charge).toBe(sum(days.filter((one) => one.day === day)));
      const before = balanceOf(
        until.filter(({ day }) => day < today),
        today,
      );
      expect(balance.total - before.total).toBe(sum(days.filter(({ day }) => day === today)));
    }),
  );
});

test('days before the first that is asked for count in the window, and are not told', () => {
  const all = [
    { day: parkDay('2026-02-01'), used: quantity(4_000) },
    { day: parkDay('2026-02-02'), used: quantity(2_000) },
  ];
  const [year, month] = daysOf(all, parkDay('2026-02-02'));
  expect(year).toMatchObject({ day: '2026-02-02', component: 'tier#2', name: { zh: '阶梯 第2档', en: 'Tiers, tier 2' }, used: 1_000 });
  expect(month).toMatchObject({ component: 'overQuota#3', used: 2_000 });
});
