import { z } from 'zod';
import { PERIODS } from '#domain/tariff/tariff.ts';
import { yuan } from './shapes.ts';

/** Answers of what-if and forecast; the OpenAPI document is made of them. */
const words = z.object({ zh: z.string(), en: z.string() });
const wh = z.number().int().meta({ description: 'Wh' });
const saving = yuan.meta({ description: 'yuan; > 0: the other costs less' });

export const choicesOut = z.object({
  tariffs: z.array(z.object({ code: z.string(), name: words, from: z.string(), versions: z.number().int(), source: z.string() })),
  areas: z.array(
    z.object({
      code: z.string(),
      name: words,
      documents: z.array(z.string()),
      customers: z.array(words).meta({ description: 'classes the notice tells apart' }),
      known: z.boolean().meta({ description: 'its floats are collected: it can be compared with' }),
      gaps: z.array(words),
    }),
  ),
});

export const comparisonOut = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('compared'),
    months: z.array(
      z.object({
        month: z.string(),
        wh,
        whCharged: wh,
        nowYuan: yuan.meta({ description: 'what was charged for electricity, yuan' }),
        againstYuan: yuan,
        savingYuan: saving,
        complete: z.boolean().meta({ description: 'every hour of the month was measured' }),
        periods: z.array(z.object({ period: z.enum(PERIODS), wh, yuan })),
      }),
    ),
    nowYuan: yuan,
    againstYuan: yuan,
    savingYuan: saving,
    sources: z.array(z.string()),
    takenBackFrom: z.string().nullable().meta({ description: 'the other tariff is younger than these months: since when it is in force' }),
    tiers: z
      .object({ nowYuan: yuan, againstYuan: yuan })
      .meta({ description: 'what tiers add, each account in the windows of its own; in the sums' }),
    by: z.enum(['hour', 'slot']),
  }),
  z.object({
    type: z.literal('refused'),
    why: z.enum(['noLoad', 'noTariff', 'noArea', 'floatsUnknown', 'nothingFloats', 'unpriced']),
  }),
]);

const byMode = z.object({ capacity: yuan, contract: yuan, actual: yuan });

export const demandOut = z
  .object({
    months: z.array(z.object({ month: z.string(), maxDemandW: z.number().int(), wh, discounted: z.boolean(), yuan: byMode })),
    totals: byMode,
    best: z.enum(['capacity', 'contract', 'actual']),
    savingYuan: yuan.meta({ description: 'what the dearest costs more than the best, yuan' }),
    contractW: z.number().int().meta({ description: 'what was reckoned with, W' }),
    bestContractW: z.number().int().meta({ description: 'the contract demand that would have cost least, W' }),
  })
  .nullable()
  .meta({ description: 'null where no window of 15 minutes was measured' });

export const forecastOut = z.object({
  method: z.enum(['dayKinds', 'allDays', 'none']).meta({
    description: 'dayKinds: the mean of workdays, and of rest days, over 28 days; allDays: one mean; none: nothing to go by',
  }),
  overDays: z.number().int().meta({ description: 'days the means were taken over' }),
  monthSoFarYuan: yuan.meta({ description: 'of use, tiers among it, yuan' }),
  monthEndYuan: yuan.nullable().meta({ description: 'the sum of the parts; without shares and fees' }),
  parts: z
    .object({
      energyYuan: yuan,
      tiersYuan: yuan.meta({ description: 'what tiers add, the expected days at their place in them' }),
      demand: z
        .object({
          mode: z.enum(['capacity', 'contract', 'actual']),
          yuan,
          quantity: z.number().int().meta({ description: 'VA by capacity, else W of the contract or of the demand so far' }),
          maxDemandW: z.number().int().meta({ description: 'so far: a later peak makes more of it' }),
          discounted: z.boolean().meta({ description: 'the month is expected to reach 260 kWh per kVA' }),
        })
        .nullable()
        .meta({ description: 'of an account with a two-part contract of its own; taken with its bill, and not counted in daysLeft' }),
    })
    .nullable(),
  daysLeft: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'whole days; null where it lasts over a year, is not prepaid, or is not known' }),
  emptyOn: z.string().nullable(),
});
