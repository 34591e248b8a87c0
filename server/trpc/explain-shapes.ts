import { z } from 'zod';
import { QUALITIES } from '#domain/metering/quality.ts';
import { PERIODS } from '#domain/tariff/tariff.ts';
import { instantOut, yuan } from './shapes.ts';

/** Answers that open a charge down to the bytes; the OpenAPI document is made of them. */
const words = z.object({ zh: z.string(), en: z.string() });
const medium = z.enum(['electricity', 'water']);
const period = z.enum(PERIODS).nullable().meta({ description: 'null: measured and not priced' });
const exactYuan = z.string().meta({ description: 'exact yuan, 11 decimals', example: '0.68720250000' });
const price = z.string().meta({ description: 'yuan per kWh (m³), 8 decimals' });
const quantity = z.number().int().meta({ description: 'whole Wh (litres), primary side' });
const register = z.string().meta({ description: 'kWh (m³) as the meter shows it, before CT x PT, 6 decimals', example: '12345.670000' });

const versionOut = z.object({
  id: z.number().int(),
  tariff: z.string(),
  name: words,
  validFrom: z.string(),
  validTo: z.string().nullable(),
  source: z.string().meta({ description: 'the document the prices come from' }),
  components: z.array(z.object({ code: z.string(), name: words, prices: z.record(z.enum(PERIODS), price) })),
});

export const roundingOut = z.object({
  exactYuan,
  yuan: yuan.meta({ description: 'rounded once, half away from zero' }),
  lostYuan: exactYuan.meta({ description: 'yuan - exactYuan' }),
});

const sumsOut = z.object({ slots: z.number().int(), quantity, chargeYuan: exactYuan });

export const chargesOut = z.object({
  lines: z.array(
    z.object({
      day: z.string(),
      point: z.string(),
      name: words,
      medium,
      version: z.number().int().nullable(),
      period,
      quantity,
      slots: z.number().int(),
      price: price.nullable(),
      components: z.array(z.object({ code: z.string(), price: price.nullable(), chargeYuan: exactYuan })),
      chargeYuan: exactYuan,
      agrees: z.boolean().meta({ description: 'false while a changed price is being put in force' }),
    }),
  ),
  tiers: z.array(z.object({ day: z.string(), medium, component: z.string(), name: words, quantity, price, chargeYuan: exactYuan })).meta({
    description: 'what tiers added to all of the days, on the day it arose; none where one point, version, period or part is asked for',
  }),
  versions: z.array(versionOut),
  totals: z
    .array(z.object({ medium, lines: z.number().int(), ...sumsOut.shape }))
    .meta({ description: 'tiers are among the lines and the charge; their quantity is a part of the lines’' }),
  rounding: roundingOut.meta({ description: 'of the whole answer, not of a page' }),
  next: z.string().nullable().meta({ description: '`after` of the next page; null at the end' }),
});

export const slotsOut = z.object({
  medium,
  slots: z.array(
    z.object({
      start: instantOut,
      day: z.string(),
      serial: z.string(),
      installation: z.number().int(),
      quantity,
      quality: z.enum(QUALITIES),
      version: z.number().int().nullable(),
      period,
      price: price.nullable(),
      chargeYuan: exactYuan,
    }),
  ),
  sums: sumsOut.meta({ description: 'of all slots asked for, not of a page' }),
  accrual: sumsOut.meta({ description: 'the same by the accruals, which bills are made of' }),
  agrees: z.boolean(),
  rounding: roundingOut,
  next: z.string().nullable(),
});

const readingOut = z.object({
  at: instantOut.meta({ description: 'by the clock of the meter' }),
  register,
  primary: z.string().meta({ description: 'its primary side as a formula', example: 'round(1234567.890 * 30) = 37037037' }),
  receivedAt: instantOut.nullable().meta({ description: 'null: typed in at the start or end of an installation' }),
  raw: z.object({ id: z.number().int(), place: z.number().int() }).nullable(),
  verdict: z.string().nullable().meta({ description: 'conflict, outlier and suspect count nowhere; reset and break begin a segment' }),
  decided: z.boolean(),
});

const boundaryOut = z.object({
  at: instantOut,
  register: quantity.meta({ description: 'B(at), whole Wh (litres), primary side' }),
  formula: z.string().meta({ example: '37037 + round((37046 - 37037) * 432000 / 900000) = 37041' }),
  interpolated: z.boolean(),
  before: instantOut,
  after: instantOut.nullable(),
});

export const slotOut = z.object({
  medium,
  start: instantOut,
  end: instantOut,
  quantity,
  quality: z.enum(QUALITIES),
  period,
  price: price.nullable(),
  chargeYuan: exactYuan,
  formula: z.string().meta({ description: 'quantity x price', example: '12.345 * 0.57266875 = 7.06959571875' }),
  version: versionOut.nullable(),
  installation: z.object({
    id: z.number().int(),
    serial: z.string(),
    model: z.string(),
    codec: z.string(),
    from: instantOut,
    to: instantOut.nullable(),
    ratio: z.string().meta({ description: 'CT x PT' }),
    rollsOverAt: register,
    startRegister: register.nullable(),
    endRegister: register.nullable(),
  }),
  pieces: z.array(z.object({ from: boundaryOut, to: boundaryOut, rollovers: z.number().int(), quantity })),
  readings: z.array(readingOut).meta({ description: 'those that the pieces stand on' }),
  doubts: z.array(readingOut).meta({ description: 'what the checks, or a person, said of readings in it; at most 50' }),
  agrees: z.boolean().meta({ description: 'the pieces sum to the quantity' }),
  pending: z.boolean().meta({ description: 'readings or prices wait to be folded in' }),
});

export const messageOut = z.object({
  kept: z.literal(true),
  topic: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  receivedAt: instantOut,
  batch: z.object({ id: z.number().int(), committedAt: instantOut, messages: z.number().int() }),
  place: z.number().int().meta({ description: 'in the batch, from 0' }),
  payload: z
    .object({ encoding: z.enum(['text', 'hex']), text: z.string(), cut: z.boolean() })
    .nullable()
    .meta({ description: 'null where it also holds meters that are not yours to see' }),
  own: z.array(
    z.object({
      at: instantOut,
      import: register.nullable(),
      export: register.nullable(),
      reactive: register.nullable(),
      historical: z.boolean(),
    }),
  ),
  others: z.number().int().meta({ description: 'readings of other meters in it' }),
});
export const messageGone = z.object({ kept: z.literal(false), rawId: z.number().int(), receivedAt: instantOut });
