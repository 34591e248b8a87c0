import { z } from 'zod';
import { selectCalendarDay, selectGridSlots, selectVersionOn } from '#db/queries/curve.ts';
import { selectParkZone } from '#db/queries/parks.ts';
import { selectPoint, selectSlots } from '#db/queries/points.ts';
import { QUALITIES } from '#domain/metering/quality.ts';
import { priceOf } from '#domain/tariff/charge-lines.ts';
import { dayPlan } from '#domain/tariff/day-plan.ts';
import { createRatePlan } from '#domain/tariff/rate-plan.ts';
import { type Calendar, PERIODS, type Period, type TariffVersion } from '#domain/tariff/tariff.ts';
import { type InstantMs, instantMs, type ParkDay, SLOT_MS } from '#domain/time/instant.ts';
import { dayRange } from '#domain/time/park-day.ts';
import { yuanFromPrice } from '#domain/units/money.ts';
import { rowScopeOf } from '../access/may.ts';
import { code, day } from './input.ts';
import { type Context, notFound, procedure, requireRead } from './trpc.ts';

/** The quarters of a park-local day (92 to 100): what was used in each, and the tariff's period and price, also of hours to come. */
export const curve = procedure.input(z.object({ park: code, point: code.optional(), day })).query(async ({ ctx, input }) => {
  const { zone, used } = input.point === undefined ? await parkUse(ctx, input) : await pointUse(ctx, { ...input, point: input.point });
  const range = dayRange(input.day, zone);
  const [version, calendar] = await Promise.all([
    selectVersionOn(ctx.services.db, { park: input.park, point: input.point ?? null }, { day: input.day, to: range.to }),
    selectCalendarDay(ctx.services.db, input.day),
  ]);
  const periods = version && periodsOf({ version, day: input.day, zone, calendar });
  const usedAt = new Map(used.map((slot) => [slot.start, slot]));
  const slots = Array.from({ length: (range.to - range.from) / SLOT_MS }, (_, i) => {
    const start = instantMs(range.from + i * SLOT_MS);
    const slot = usedAt.get(start);
    const rate = periods?.[i] ?? null;
    return {
      start,
      quantity: slot?.quantity ?? null,
      quality: slot ? (QUALITIES[slot.quality] ?? null) : null,
      period: rate?.period ?? null,
      /** Yuan per kWh (m³), all components. */
      price: rate?.price ?? null,
    };
  });
  return { day: input.day, slots };
});

interface Used {
  readonly start: InstantMs;
  readonly quantity: number;
  readonly quality: number;
}

async function parkUse(
  ctx: Context,
  { park, day }: { readonly park: string; readonly day: ParkDay },
): Promise<{ zone: string; used: Used[] }> {
  requireRead(ctx, { type: 'park', park });
  const zone = await selectParkZone(ctx.services.db, park);
  if (zone === null) throw notFound('park');
  return { zone, used: await selectGridSlots(ctx.services.db, park, dayRange(day, zone)) };
}

/** More than the 100 quarters of the longest day. */
const SLOTS_MAX = 128;

async function pointUse(
  ctx: Context,
  { park, point, day }: { readonly park: string; readonly point: string; readonly day: ParkDay },
): Promise<{ zone: string; used: Used[] }> {
  const found = await selectPoint(ctx.services.db, park, point);
  requireRead(ctx, { type: 'point', park, accounts: found?.accounts ?? [] });
  if (!found) throw notFound('point');
  const scope = rowScopeOf(ctx.principal, park);
  const accounts = scope.type === 'all' ? null : scope.codes;
  const query = { pointId: found.id, register: 'import', ...dayRange(day, found.zone), accounts } as const;
  return { zone: found.zone, used: await selectSlots(ctx.services.db, query, SLOTS_MAX) };
}

interface DayOfTariff {
  readonly version: TariffVersion;
  readonly day: ParkDay;
  readonly zone: string;
  readonly calendar: Calendar;
}

const periodsOf = ({ version, day, zone, calendar }: DayOfTariff): { readonly period: Period; readonly price: string }[] => {
  const { rateAt } = createRatePlan({ versions: [version] }, zone, calendar);
  const { from, periods } = dayPlan(version, day, zone, calendar);
  return Array.from(periods, (index, slot) => {
    const period = PERIODS[index] ?? 'flat';
    return { period, price: yuanFromPrice(rateAt(instantMs(from + slot * SLOT_MS))?.price ?? priceOf(version, period)) };
  });
};
