import { z } from 'zod';
import { PERIODS } from '#domain/tariff/tariff.ts';

/** Answers that partners rely on, as schemas: the OpenAPI document is made of them. Instants are milliseconds since 1970, money is text. */
export const instantOut = z.number().int().meta({ description: 'milliseconds since 1970-01-01T00:00Z' });
export const yuan = z.string().meta({ description: 'yuan with two decimals, exact', example: '-0.05' });
const words = z.object({ zh: z.string(), en: z.string() });
const watts = z.number().meta({ description: 'W' });
const wattHours = z.number().meta({ description: 'Wh' });

const level = z.enum(['ok', 'alarm1', 'alarm2', 'exhausted']);
const period = z.enum(PERIODS);
const severity = z.enum(['info', 'warning', 'critical']);

const cut = z.discriminatedUnion('type', [
  z.object({ type: z.literal('on') }),
  z.object({ type: z.literal('cut') }),
  z.object({ type: z.literal('pending'), because: z.enum(['protected', 'noCutWindow', 'offline']) }),
  z.object({ type: z.literal('off') }),
]);

const demand = z.object({
  point: z.string(),
  windowStart: instantOut,
  soFarWh: wattHours,
  forecastW: watts,
  slidingW: watts.nullable(),
  contractW: watts.nullable(),
  monthMaxW: watts,
  monthMaxAt: instantOut.nullable(),
  newPeakYuan: yuan.nullable(),
});

const low = z.object({ code: z.string(), name: words, available: yuan, daysLeft: z.number().nullable(), level, cut });

const alarm = z.object({
  id: z.string(),
  kind: z.string(),
  severity,
  subject: z.string(),
  openedAt: instantOut,
  escalatedAt: instantOut.nullable().meta({ description: 'since when it is with those above the park; null: it is not' }),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const parkBoard = z.object({
  code: z.string(),
  name: words,
  zone: z.string(),
  day: z.string(),
  at: instantOut,
  dataAt: instantOut.nullable(),
  powerW: watts,
  pvW: watts,
  waterLh: z.number().meta({ description: 'litres per hour' }),
  todayWh: wattHours,
  monthWh: wattHours,
  todayL: z.number(),
  yesterdayToNowWh: wattHours,
  todayYuan: yuan,
  monthYuan: yuan,
  todayKgCo2: z.number(),
  price: z.object({ period, yuan: z.string(), nextPeriod: period, nextAt: instantOut }).nullable(),
  demand: z.array(demand).readonly().meta({ description: 'of each grid point' }),
  tenantDemand: z.array(demand).readonly().meta({ description: "of the tenants' points with the largest contracted power" }),
  online: z.number(),
  meters: z.number(),
  counts: z.object({ received: z.number(), stored: z.number(), duplicate: z.number(), quarantined: z.number() }),

  refolding: z.number(),
  low: z.array(low).readonly(),
  alarms: z.array(alarm).readonly(),
});

export const parkBoardAnswer = z.object({
  version: z.string().meta({ description: 'rises with each change; equal for equal data' }),
  board: parkBoard,
});

/** What partners are told of an account; DESIGN 7. */
export const accountAnswer = z.object({
  account: z.string(),
  park: z.string(),
  code: z.string(),
  name: words,
  kind: z.enum(['prepaid', 'postpaid', 'supply']),
  balance: yuan.meta({ description: 'the ledger balance, yuan' }),
  unposted: yuan.meta({ description: 'used and not yet posted, open quarter of an hour included; yuan' }),
  available: yuan.meta({ description: 'balance - unposted, rounded down to the fen; yuan' }),
  asOf: instantOut.nullable().meta({ description: 'time of the newest reading in the figures; null before the first' }),
  level,
  cut,
  daysLeft: z.number().nullable(),
  todayYuan: yuan,
  monthYuan: yuan,
});
