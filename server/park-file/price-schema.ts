import * as z from 'zod';
import { TAX_ITEMS } from '#domain/bill/tax.ts';
import { parkMonthFromText } from '#domain/fees/day-span.ts';
import { parkDayFromText } from '#domain/time/park-day.ts';
import { fenFromYuan, priceFromYuan } from '#domain/units/money.ts';
import { registerFromKilo } from '#domain/units/quantity.ts';

/** How prices and contracts are written, in the park file and in the tariff file of `npm run rate`. */

/** Text that satisfies a parser which answers null for what it does not take. */
export const parsed = (parse: (text: string) => unknown, expected: string) =>
  z.string(`expected ${expected}`).refine((text) => parse(text) !== null, `expected ${expected}`);

export const day = parsed(parkDayFromText, 'a date as 2026-10-13');
export const month = parsed(parkMonthFromText, 'a month as 2026-10');
export const yuan = parsed(fenFromYuan, 'yuan as a decimal string with at most two places');
export const price = parsed(priceFromYuan, 'a price as a decimal string with at most eight places');
/** kWh, kW, kVA, m³, m². */
export const kiloText = parsed(registerFromKilo, 'a decimal string in thousands, as 2760 for kWh');
export const code = z
  .string('expected a code of letters, digits and . _ # -, at most 64')
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._#-]{0,63}$/u, 'expected a code of letters, digits and . _ # -, at most 64');
export const text = z.string().trim().min(1, 'must not be empty').max(200);
export const words = z.strictObject({ zh: text, en: text });
export const dayKind = z.enum(['anyDay', 'workday', 'restDay', 'holiday']);
const divisor = z.exactOptional(z.enum(['thirty', 'calendar']));

/** Eleven years of days, each with prices of its own. */
const VECTOR_DAYS_MAX = 4_000;
export const vectorSchema = z.strictObject({
  code,
  name: words,
  days: z
    .array(z.strictObject({ from: day, to: z.exactOptional(day), dayKind: z.exactOptional(dayKind), prices: z.array(price).max(96) }))
    .min(1)
    .max(VECTOR_DAYS_MAX),
});

const limits = z.array(kiloText).max(20);
export const stepSchema = z.strictObject({
  code,
  name: words,
  window: z.enum(['month', 'year']),
  of: z.enum(['limits', 'quota']),
  versions: z
    .array(
      z.strictObject({
        from: day,
        limits,
        surcharges: z.array(price).min(1).max(21),
        seasons: z.exactOptional(z.array(z.strictObject({ months: z.array(z.int().min(1).max(12)).min(1).max(12), limits })).max(12)),
      }),
    )
    .min(1)
    .max(600),
});

export const twoPartShape = {
  units: z
    .array(
      z.strictObject({
        code,
        capacityKVA: kiloText,
        sealed: z.exactOptional(z.array(z.strictObject({ from: day, to: z.exactOptional(day) })).max(100)),
      }),
    )
    .max(100),
  modes: z
    .array(
      z.strictObject({ from: month, mode: z.enum(['single', 'capacity', 'contract', 'actual']), contractKW: z.exactOptional(kiloText) }),
    )
    .min(1)
    .max(600),
  divisor,
};

export const powerFactorSchema = z.strictObject({
  standard: z.enum(['0.90', '0.85', '0.80']),
  base: z.array(code).min(1).max(50),
  rewardAllowed: z.exactOptional(z.boolean()),
});

const feeOf = { code, name: words, from: day, to: z.exactOptional(day) };
const fixedFee = { ...feeOf, type: z.literal('fixed'), yuanPerMonth: yuan, divisor };
const areaFee = { ...feeOf, type: z.literal('area'), yuanPerM2: price, areaM2: kiloText, divisor };
const termFee = { ...feeOf, type: z.literal('term'), to: day, yuan };
export const feeSchema = z.discriminatedUnion('type', [z.strictObject(fixedFee), z.strictObject(areaFee), z.strictObject(termFee)]);
const item = z.exactOptional(z.enum(TAX_ITEMS));
export const accountFeeSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...fixedFee, item }),
  z.strictObject({ ...areaFee, item }),
  z.strictObject({ ...termFee, item }),
]);
