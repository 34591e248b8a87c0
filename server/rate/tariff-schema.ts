import * as z from 'zod';
import { parkMonthFromText } from '#domain/fees/day-span.ts';
import { CALENDAR_NAMES } from '#domain/park/park-file.ts';
import { parkDayFromText } from '#domain/time/park-day.ts';
import { fenFromYuan, priceFromYuan } from '#domain/units/money.ts';
import { registerFromKilo } from '#domain/units/quantity.ts';
import { calendarDaySchema, tariffSchema } from '../park-file/schema.ts';

export const TARIFF_FORMAT = 'parktwin-tariff/1';
/** A year of prices by the quarter of an hour, each day its own, is 400 kB. */
export const TARIFF_BYTES_MAX = 16 * 1024 * 1024;

const parsed = (parse: (text: string) => unknown, expected: string) =>
  z.string(`expected ${expected}`).refine((text) => parse(text) !== null, `expected ${expected}`);
const price = parsed(priceFromYuan, 'a price as a decimal string with at most eight places');
const yuan = parsed(fenFromYuan, 'yuan as a decimal string with at most two places');
const day = parsed(parkDayFromText, 'a date as 2026-10-13');
const month = parsed(parkMonthFromText, 'a month as 2026-10');
const kilo = parsed(registerFromKilo, 'a decimal string in thousands, as 2760 for kWh');
const code = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._#-]{0,63}$/u, 'expected a code of letters, digits and . _ # -, at most 64');
const words = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });
const divisor = z.exactOptional(z.enum(['thirty', 'calendar']));

/** Versions as the park file has them; a file that only prices by the clock has no components by period. */
const parkVersion = tariffSchema.shape.versions.element;
const vectorSchema = z.strictObject({
  from: day,
  to: z.exactOptional(day),
  dayKind: z.exactOptional(z.enum(['anyDay', 'workday', 'restDay', 'holiday'])),
  prices: z.array(price).max(96),
});
const versionSchema = parkVersion.omit({ demandPrice: true }).extend({
  components: z.array(parkVersion.shape.components.element).max(30),
  vectors: z.exactOptional(z.array(z.strictObject({ code, name: words, days: z.array(vectorSchema).min(1).max(4_000) })).max(10)),
});

const twoPartSchema = z.strictObject({
  units: z
    .array(
      z.strictObject({
        code,
        capacityKVA: kilo,
        sealed: z.exactOptional(z.array(z.strictObject({ from: day, to: z.exactOptional(day) })).max(100)),
      }),
    )
    .max(100),
  modes: z
    .array(z.strictObject({ from: month, mode: z.enum(['single', 'capacity', 'contract', 'actual']), contractKW: z.exactOptional(kilo) }))
    .min(1)
    .max(600),
  prices: z
    .array(z.strictObject({ from: day, perKW: price, perKVA: price }))
    .min(1)
    .max(600),
  divisor,
});

const powerFactorSchema = z.strictObject({
  standard: z.enum(['0.90', '0.85', '0.80']),
  base: z.array(code).min(1).max(50),
  rewardAllowed: z.exactOptional(z.boolean()),
});

const tiersSchema = z.strictObject({
  window: z.enum(['month', 'year']),
  households: z.exactOptional(z.int().min(1).max(100_000)),
  since: z.exactOptional(day),
  versions: z
    .array(
      z.strictObject({
        from: day,
        limitsKWh: z.array(kilo).max(20),
        surcharges: z.array(price).min(1).max(21),
        seasons: z.exactOptional(
          z.array(z.strictObject({ months: z.array(z.int().min(1).max(12)).min(1).max(12), limitsKWh: z.array(kilo).max(20) })).max(12),
        ),
      }),
    )
    .min(1)
    .max(600),
});

const feeOf = { code, name: words, from: day, to: z.exactOptional(day) };
const feeSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...feeOf, type: z.literal('fixed'), yuanPerMonth: yuan, divisor }),
  z.strictObject({ ...feeOf, type: z.literal('area'), yuanPerM2: price, areaM2: kilo, divisor }),
  z.strictObject({ ...feeOf, type: z.literal('term'), to: day, yuan }),
]);

export const rateTariffSchema = z.strictObject({
  format: z.literal(TARIFF_FORMAT, `expected "${TARIFF_FORMAT}"`),
  name: z.exactOptional(words),
  zone: z.string().max(64),
  calendar: z.exactOptional(z.union([z.enum(CALENDAR_NAMES), z.array(calendarDaySchema).max(10_000)])),
  versions: z.array(versionSchema).min(1).max(600),
  twoPart: z.exactOptional(twoPartSchema),
  powerFactor: z.exactOptional(powerFactorSchema),
  tiers: z.exactOptional(tiersSchema),
  fees: z.exactOptional(z.array(feeSchema).max(100)),
});
export type RateTariff = z.infer<typeof rateTariffSchema>;
