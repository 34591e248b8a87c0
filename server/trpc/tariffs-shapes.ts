import { z } from 'zod';
import { PERIODS } from '#domain/tariff/tariff.ts';

/** Prices of a park, as partners read them too: the OpenAPI document is made of these. */
const words = z.object({ zh: z.string(), en: z.string() });
const price = z.string().meta({ description: 'yuan per kWh (m³), at most eight decimals', example: '0.62310000' });
const day = z.string().meta({ description: 'a park-local day', example: '2026-12-01' });
const prices = z.object({ deepValley: price, valley: price, flat: price, peak: price, criticalPeak: price });
const state = z.enum(['past', 'inForce', 'scheduled']);
const dayKind = z.enum(['anyDay', 'workday', 'restDay', 'holiday']).optional();
const range = z.object({ from: z.string(), to: z.string() });

export const ruleOut = z.object({
  period: z.enum(PERIODS),
  ranges: z.array(range),
  months: z.array(z.number()).optional(),
  dates: range.optional(),
  dayKind,
  holidayNames: z.array(z.string()).optional(),
});

const head = z.object({ validFrom: day, validTo: day.nullable(), state, source: z.string() });

export const tariffOut = z.object({
  code: z.string(),
  medium: z.enum(['electricity', 'water']),
  name: words,
  accounts: z.number().int().meta({ description: 'charged by it now' }),
  points: z.number().int(),
  versions: z.array(head),
  steps: z.array(
    z.object({
      code: z.string(),
      name: words,
      window: z.enum(['month', 'year']),
      of: z.enum(['limits', 'quota']),
      versions: z.array(
        z.object({
          from: day,
          limits: z.array(z.string()),
          surcharges: z.array(price),
          seasons: z.array(z.object({ months: z.array(z.number()), limits: z.array(z.string()) })).optional(),
        }),
      ),
    }),
  ),
});

export const tariffsOut = z.object({
  today: day,
  base: z.number().int().meta({ description: 'rises with every change of the park' }),
  tariffs: z.array(tariffOut),
});

export const versionOut = head.extend({
  components: z.array(z.object({ code: z.string(), name: words, prices })),
  rules: z.array(ruleOut),
  vectors: z.array(
    z.object({
      code: z.string(),
      name: words,
      days: z.array(z.object({ from: day, to: day.optional(), dayKind, prices: z.array(price) })),
    }),
  ),
  demandPrice: z.string().nullable().meta({ description: 'yuan per kW and month' }),
  capacityPrice: z.string().nullable().meta({ description: 'yuan per kVA and month' }),
});

const piece = range.extend({
  slots: z.number().int().meta({ description: 'quarters of an hour' }),
  period: z.enum(PERIODS),
  price: price.meta({ description: 'delivered: the sum of all components' }),
});

export const dayOut = z.object({
  day,
  kind: z.enum(['workday', 'restDay', 'holiday']),
  holidays: z.array(z.string()),
  validFrom: day.nullable().meta({ description: 'the version that holds on it; null: none does' }),
  pieces: z.array(piece).nullable().meta({ description: 'null: no version, or its prices by the clock leave the day out' }),
});
