import { z } from 'zod';
import { PERIODS } from '#domain/tariff/tariff.ts';

/** Bounds of what a form may send: the park file's, and some room, so that the check tells what is too much and where. */
const code = z.string().max(100);
const price = z.string().max(40);
const words = z.object({ zh: z.string().max(500), en: z.string().max(500) });
const time = z.string().max(10);
const dayKind = z.enum(['anyDay', 'workday', 'restDay', 'holiday']).optional();
const day = z.string().max(20);

const component = z.object({
  code,
  name: words,
  prices: z.object({
    flat: price,
    deepValley: price.optional(),
    valley: price.optional(),
    peak: price.optional(),
    criticalPeak: price.optional(),
  }),
});
const rule = z.object({
  period: z.enum(PERIODS),
  ranges: z.array(z.object({ from: time, to: time })).max(200),
  months: z.array(z.number()).max(20).optional(),
  dates: z.object({ from: time, to: time }).optional(),
  dayKind,
  holidayNames: z.array(z.string().max(100)).max(50).optional(),
});
const vector = z.object({
  code,
  name: words,
  days: z.array(z.object({ from: day, to: day.optional(), dayKind, prices: z.array(price).max(100) })).max(5_000),
});

export const versionIn = z.object({
  validFrom: day,
  source: z.string().max(2_000),
  components: z.array(component).max(50),
  rules: z.array(rule).max(400),
  vectors: z.array(vector).max(20).optional(),
  demandPrice: price.optional(),
  capacityPrice: price.optional(),
});
