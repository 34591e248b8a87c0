import { stepDays } from '#domain/tiers/step-days.ts';
import { stepParts } from '#domain/tiers/step-parts.ts';
import type { TariffStep } from '#domain/tiers/steps.ts';
import type { DayUse } from '#domain/tiers/tier-window.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { type Price, priceFromYuan } from '#domain/units/money.ts';
import { type Quantity, quantity } from '#domain/units/quantity.ts';
import { exactYuan } from '#server/trpc/exact-yuan.ts';
import { tierAnswer } from '#server/trpc/explain-answers.ts';

/** The account of the sample parks whose tariff has tiers. */
export const STEPPED = 'A-016';

const KWH = 1_000;
const priced = (yuan: string): Price => priceFromYuan(yuan) ?? (0n as Price);

/** Of a month: the first 1,000 kWh as priced, the next 2,000 at 0.05 yuan more, the rest at 0.30. */
export const SAMPLE_STEP: TariffStep = {
  code: 'tier',
  name: { zh: '阶梯加价', en: 'Tiers' },
  window: 'month',
  of: 'limits',
  versions: [
    {
      from: parkDay('2026-01-01'),
      limits: [quantity(1_000 * KWH), quantity(3_000 * KWH)],
      prices: [priced('0'), priced('0.05'), priced('0.3')],
    },
  ],
};
export const SAMPLE_STEP_TERMS = { households: 1, waterQuota: null, openedOn: parkDay('2026-01-01') };

/** What tiers added to days of an account, by the product's own reckoning; `days` are the whole of their months. */
export const sampleTiers = (account: string, days: ReadonlyMap<ParkDay, Quantity>) => {
  if (!account.endsWith(`:${STEPPED}`)) return [];
  const uses = Array.from(days, ([day, used]) => ({ day, used }));
  return stepDays({ medium: 'electricity', steps: [SAMPLE_STEP], terms: SAMPLE_STEP_TERMS, uses }, parkDay('2026-01-01')).map(tierAnswer);
};

/** Where a tier's line of a month stands: `days` are the whole of it. */
export const sampleWhyTier = (component: string, month: string, uses: readonly DayUse[]) => {
  const tier = Number(component.split('#')[1]) - 1;
  const limits = SAMPLE_STEP.versions[0]?.limits ?? [];
  const parts = stepParts([SAMPLE_STEP], SAMPLE_STEP_TERMS, uses).filter((part) => part.tier === tier);
  const before = (on: ParkDay): number => uses.reduce((sum, { day, used }) => (day < on ? sum + used : sum), 0);
  return {
    window: month,
    from: limits[tier - 1] ?? 0,
    to: limits[tier] ?? null,
    days: parts.map(({ day, used, charge }) => ({ day, before: before(day), used, chargeYuan: exactYuan(charge) })),
  };
};
