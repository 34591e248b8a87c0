import * as z from 'zod';
import { CALENDAR_NAMES } from '#domain/park/park-file.ts';
import { day, feeSchema, kiloText, powerFactorSchema, price, twoPartShape, vectorSchema, words } from '../park-file/price-schema.ts';
import { calendarDaySchema, tariffSchema } from '../park-file/schema.ts';

export const TARIFF_FORMAT = 'parktwin-tariff/1';
/** A year of prices by the quarter of an hour, each day its own, is 400 kB. */
export const TARIFF_BYTES_MAX = 16 * 1024 * 1024;

/** Versions as the park file has them; a file that only prices by the clock has no components by period. */
const parkVersion = tariffSchema.shape.versions.element;
const versionSchema = parkVersion.omit({ demandPrice: true, capacityPrice: true }).extend({
  vectors: z.exactOptional(z.array(vectorSchema).max(10)),
});

const twoPartSchema = z.strictObject({
  ...twoPartShape,
  prices: z
    .array(z.strictObject({ from: day, perKW: price, perKVA: price }))
    .min(1)
    .max(600),
});

const tiersSchema = z.strictObject({
  window: z.enum(['month', 'year']),
  households: z.exactOptional(z.int().min(1).max(100_000)),
  since: z.exactOptional(day),
  versions: z
    .array(
      z.strictObject({
        from: day,
        limitsKWh: z.array(kiloText).max(20),
        surcharges: z.array(price).min(1).max(21),
        seasons: z.exactOptional(
          z.array(z.strictObject({ months: z.array(z.int().min(1).max(12)).min(1).max(12), limitsKWh: z.array(kiloText).max(20) })).max(12),
        ),
      }),
    )
    .min(1)
    .max(600),
});

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
