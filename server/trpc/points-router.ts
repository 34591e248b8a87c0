import { z } from 'zod';
import { type DayPeak, selectDayPeaks, selectSlots } from '#db/queries/points.ts';
import { QUALITIES } from '#domain/metering/quality.ts';
import { REGISTERS } from '#domain/park/model.ts';
import { PERIODS } from '#domain/tariff/tariff.ts';
import { HOUR_MS, type InstantMs, SLOT_MS } from '#domain/time/instant.ts';
import { monthRange } from '#domain/time/park-day.ts';
import { rowScopeOf } from '../access/may.ts';
import { exactYuan } from './exact-yuan.ts';
import { code, instant, month, qualifiedKey } from './input.ts';
import { pointMonth, pointWindows } from './points-month.ts';
import { pointsQuality } from './points-quality.ts';
import { readablePoint } from './readable-point.ts';
import { instantOut } from './shapes.ts';
import { liveDocument, procedure, requireRead, router } from './trpc.ts';

/** Three years of a point are 105,000 slots. */
const SLOTS_MAX = 100_000;
/** W of a quantity of 15 minutes. */
const PER_HOUR = HOUR_MS / SLOT_MS;

const pointInput = z.object({ point: qualifiedKey, register: z.enum(REGISTERS).default('import') });

const slotOut = z.object({
  start: instantOut,
  quantity: z.number().int().meta({ description: 'whole Wh (litres) in the 15 minutes from start' }),
  quality: z.enum(QUALITIES),
  period: z.enum(PERIODS).nullable(),
  chargeYuan: z
    .string()
    .meta({ description: 'exact charge in yuan with 11 decimals; rounded to the fen once a bill line', example: '0.68720250000' }),
  maxW: z
    .number()
    .nullable()
    .meta({ description: 'largest mean power of 15 minutes ending in the slot, W; null where readings cover none' }),
  maxAt: instantOut.nullable(),
});

const peakOut = z.object({ watts: z.number(), at: instantOut }).nullable();

export const pointsRouter = router({
  /** The park's metering points; those of a tenant's accounts, with what they counted as far as known now. Live figures of all are on the `meters` board. */
  list: procedure.input(z.object({ park: code })).query(({ ctx, input }) => {
    const scope = rowScopeOf(ctx.principal, input.park);
    if (scope.type === 'accounts' && scope.codes.length === 0) requireRead(ctx, { type: 'park', park: input.park });
    return Object.values(liveDocument(ctx, input.park).document.points)
      .filter(({ account }) => scope.type === 'all' || (account !== null && scope.codes.includes(account)))
      .map(({ code, name, medium, role, parent, space, account, serial, at, intervalS, today, month }) => ({
        code,
        name,
        medium,
        role,
        parent,
        space,
        account,
        serial,
        at,
        intervalS,
        today,
        month,
      }));
  }),

  slots: procedure
    .meta({ openapi: { method: 'GET', path: '/points/{point}/slots', tags: ['points'], summary: 'Energy (water) by quarter of an hour' } })
    .input(pointInput.extend({ from: instant, to: instant, limit: z.coerce.number().int().min(1).max(SLOTS_MAX).default(SLOTS_MAX) }))
    .output(
      z.object({
        point: z.string(),
        medium: z.enum(['electricity', 'water']),
        slots: z.array(slotOut),
        next: instantOut.nullable().meta({ description: '`from` of the next page; null at the end' }),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { point, accounts } = await readablePoint(ctx, input.point);
      const query = { pointId: point.id, register: input.register, from: input.from, to: input.to, accounts };
      const slots = await selectSlots(ctx.services.db, query, input.limit + 1);
      const beyond = slots.length > input.limit ? slots.pop() : undefined;
      return {
        point: `${point.park}:${point.code}`,
        medium: point.medium,
        slots: slots.map((slot) => ({
          start: slot.start,
          quantity: slot.quantity,
          quality: QUALITIES[slot.quality] ?? 'estimated',
          period: slot.period === null ? null : (PERIODS[slot.period] ?? null),
          chargeYuan: exactYuan(slot.charge),
          maxW: slot.windowMax === null ? null : slot.windowMax * PER_HOUR,
          maxAt: slot.windowAt,
        })),
        next: beyond?.start ?? null,
      };
    }),

  demand: procedure
    .meta({
      openapi: { method: 'GET', path: '/points/{point}/demand', tags: ['points'], summary: 'Largest mean power of 15 minutes in a month' },
    })
    .input(pointInput.extend({ month }))
    .output(
      z.object({
        point: z.string(),
        month: z.string(),
        contractW: z.number().nullable(),
        sliding: peakOut,
        block: peakOut,
        days: z.array(z.object({ day: z.string(), sliding: peakOut, block: peakOut })),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { point, accounts } = await readablePoint(ctx, input.point);
      const range = monthRange(input.month, point.zone);
      const peaks = await selectDayPeaks(ctx.services.db, { pointId: point.id, register: input.register, ...range, accounts });
      const days = peaks.map((peak) => ({ day: peak.day, ...wattsOf(peak) }));
      return {
        point: `${point.park}:${point.code}`,
        month: input.month.slice(0, 7),
        contractW: point.contractW,
        sliding: largest(days.map(({ sliding }) => sliding)),
        block: largest(days.map(({ block }) => block)),
        days,
      };
    }),

  month: pointMonth,
  windows: pointWindows,
  quality: pointsQuality,
});

interface Peak {
  readonly watts: number;
  readonly at: InstantMs;
}

const wattsOf = ({ slidingMax, slidingAt, blockMax, blockAt }: DayPeak) => ({
  sliding: peakOf(slidingMax, slidingAt),
  block: peakOf(blockMax, blockAt),
});

const peakOf = (quantity: number | null, at: InstantMs | null): Peak | null =>
  quantity === null || at === null ? null : { watts: quantity * PER_HOUR, at };

/** The first of the largest. */
const largest = (peaks: readonly (Peak | null)[]): Peak | null =>
  peaks.reduce((best, peak) => (peak !== null && (best === null || peak.watts > best.watts) ? peak : best), null);
