import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { selectStepDaysOf } from '#db/bill/load-step-days.ts';
import {
  type ChargeCursor,
  type ChargeFilter,
  type ChargeRow,
  type ChargeSum,
  type NamedVersion,
  selectChargeSums,
  selectCharges,
  selectNamedVersions,
} from '#db/explain/charge.ts';
import { type SlotCursor, selectSlotLines, selectSlotSums } from '#db/explain/slots.ts';
import { selectParkZone } from '#db/queries/parks.ts';
import { partsOfCharge } from '#domain/tariff/charge-lines.ts';
import { PERIODS } from '#domain/tariff/tariff.ts';
import { instantMs } from '#domain/time/instant.ts';
import { addDays, parkDay } from '#domain/time/park-day.ts';
import { exact, yuanFromPrice } from '#domain/units/money.ts';
import { quantity } from '#domain/units/quantity.ts';
import { mayRead } from '../access/may.ts';
import { explainSlot } from '../explain/explain-slot.ts';
import { openMessage } from '../explain/open-message.ts';
import { exactYuan } from './exact-yuan.ts';
import {
  messageAnswer,
  periodOf,
  priceIn,
  priceText,
  qualityOf,
  roundingOf,
  slotAnswer,
  slotPriceIn,
  tierAnswer,
  versionAnswer,
} from './explain-answers.ts';
import { chargesOut, messageGone, messageOut, slotOut, slotsOut } from './explain-shapes.ts';
import { code, day, instant, qualifiedKey } from './input.ts';
import { type Context, notFound, procedure, requireRead, router } from './trpc.ts';

const DAYS_MAX = 400;
/** Slots are opened a month at a time. */
const SLOT_DAYS_MAX = 31;
const ROWS_MAX = 500;

const limit = z.coerce.number().int().min(1).max(ROWS_MAX).default(100);
const filter = {
  account: qualifiedKey,
  from: day,
  to: day,
  version: z.coerce.number().int().positive().optional(),
  period: z.enum(PERIODS).optional(),
  component: code.optional().meta({ description: 'one part of the price; absent: all of it' }),
};
const slotKey = {
  account: qualifiedKey,
  point: code,
  start: instant,
  installation: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .meta({ description: 'where a meter or CT was changed within the slot; absent: the first' }),
};

const CHARGE_CURSOR = /^(\d{4}-\d\d-\d\d)\.(\d{1,9})\.(\d{1,9})\.(\d)$/;
const chargeCursor = z
  .string()
  .regex(CHARGE_CURSOR)
  .transform((text): ChargeCursor => {
    const [, on = '', pointId, versionId, period] = CHARGE_CURSOR.exec(text) ?? [];
    return { day: parkDay(on), pointId: Number(pointId), versionId: Number(versionId), period: Number(period) };
  })
  .optional();

const SLOT_CURSOR = /^(\d{1,15})\.(\d{1,9})$/;
const slotCursor = z
  .string()
  .regex(SLOT_CURSOR)
  .transform((text): SlotCursor => {
    const [, start, installationId] = SLOT_CURSOR.exec(text) ?? [];
    return { start: instantMs(Number(start)), installationId: Number(installationId) };
  })
  .optional();

const meta = (path: `/${string}`, summary: string) => ({ openapi: { method: 'GET' as const, path, tags: ['explain'], summary } });

interface Asked extends Pick<ChargeFilter, 'from' | 'to'> {
  readonly account: { readonly park: string; readonly code: string };
  readonly point?: string | undefined;
  readonly version?: number | undefined;
  readonly period?: (typeof PERIODS)[number] | undefined;
}

/** Judged and bounded. */
const filterOf = (ctx: Context, asked: Asked, daysMax: number): ChargeFilter => {
  const { park, code: account } = asked.account;
  requireRead(ctx, { type: 'account', park, account });
  const { from, to } = asked;
  if (to >= addDays(from, daysMax)) throw new TRPCError({ code: 'BAD_REQUEST', message: `at most ${daysMax} days` });
  const period = asked.period === undefined ? null : PERIODS.indexOf(asked.period);
  return { park, account, from, to, point: asked.point ?? null, versionId: asked.version ?? null, period };
};

/** What an account was charged, by day, point, tariff version and period, and what tiers added by day: the lines that bills are made of. */
const charges = procedure
  .meta(meta('/accounts/{account}/charges', 'What was charged, by day, point, tariff version, period and part of the price'))
  .input(z.object({ ...filter, point: code.optional(), after: chargeCursor, limit }))
  .output(chargesOut)
  .query(async ({ ctx, input }) => {
    const { db } = ctx.services;
    const asked = filterOf(ctx, input, DAYS_MAX);
    const rows = await selectCharges(db, asked, { after: input.after ?? null, limit: input.limit + 1 });
    const more = rows.length > input.limit;
    const shown = rows.slice(0, input.limit);
    const sums = await selectChargeSums(db, asked);
    const versions = await selectNamedVersions(
      db,
      sums.flatMap(({ versionId }) => versionId ?? []),
    );
    const component = input.component ?? null;
    const parts = sums.map((sum) => ({ ...sum, charge: chargeIn(sum, versions, component) }));
    const last = shown.at(-1);
    // A tier is of all points and periods together.
    const whole = asked.point === null && asked.versionId === null && asked.period === null && component === null;
    const tiers = whole ? await selectStepDaysOf(db, asked) : [];
    return {
      lines: shown.map((row) => lineAnswer(row, versions, component)),
      tiers: tiers.map(tierAnswer),
      versions: [...versions.values()].map(versionAnswer),
      totals: (['electricity', 'water'] as const).flatMap((medium) => {
        const of = parts.filter((part) => part.medium === medium);
        const sum = (read: (part: ChargeSum) => number): number => of.reduce((total, part) => total + read(part), 0);
        if (of.length === 0) return [];
        const own = tiers.filter((tier) => tier.medium === medium);
        const charge = [...of, ...own].reduce((total, part) => total + part.charge, 0n);
        return [
          {
            medium,
            lines: sum((p) => p.lines) + own.length,
            slots: sum((p) => p.slots),
            quantity: sum((p) => p.quantity),
            chargeYuan: exactYuan(charge),
          },
        ];
      }),
      rounding: roundingOf([...parts, ...tiers].reduce((total, { charge }) => total + charge, 0n)),
      next: more && last ? `${last.day}.${last.pointId}.${last.versionId ?? 0}.${last.period}` : null,
    };
  });

type Versions = ReadonlyMap<number, NamedVersion>;

/** All of a charge, or what one part of the price makes of its quantity. */
const chargeIn = (
  row: Pick<ChargeRow, 'versionId' | 'period' | 'quantity' | 'charge'>,
  versions: Versions,
  component: string | null,
): bigint => {
  if (component === null) return row.charge;
  return partsIn(row, versions).find((part) => part.component === component)?.charge ?? 0n;
};

const partsIn = (row: Pick<ChargeRow, 'versionId' | 'period' | 'quantity' | 'charge'>, versions: Versions) => {
  const named = versions.get(row.versionId ?? 0);
  const period = periodOf(row.period, row.versionId);
  return named && period ? partsOfCharge(named.version, period, { quantity: quantity(row.quantity), charge: exact(row.charge) }) : [];
};

const lineAnswer = (row: ChargeRow, versions: Versions, component: string | null) => {
  const named = versions.get(row.versionId ?? 0);
  const period = periodOf(row.period, row.versionId);
  const parts = partsIn(row, versions);
  return {
    day: String(row.day),
    point: row.point,
    name: row.name,
    medium: row.medium,
    version: row.versionId,
    period,
    quantity: row.quantity,
    slots: row.slots,
    price: named && period ? priceText(priceIn(named.version, period, component)) : null,
    components: parts
      .filter((part) => component === null || part.component === component)
      .map((part) => ({
        code: part.component,
        price: part.price === null ? null : yuanFromPrice(part.price),
        chargeYuan: exactYuan(part.charge),
      })),
    chargeYuan: exactYuan(chargeIn(row, versions, component)),
    agrees: parts.reduce((sum, { charge }) => sum + charge, 0n) === row.charge,
  };
};

/** The quarters of an hour of a point that such lines are the sums of. */
const slots = procedure
  .meta(meta('/accounts/{account}/charges/slots', 'The quarters of an hour that charges are the sums of'))
  .input(z.object({ ...filter, point: code, after: slotCursor, limit }))
  .output(slotsOut)
  .query(async ({ ctx, input }) => {
    const { db } = ctx.services;
    const asked = { ...filterOf(ctx, input, SLOT_DAYS_MAX), point: input.point };
    const rows = await selectSlotLines(db, asked, { after: input.after ?? null, limit: input.limit + 1 });
    const shown = rows.slice(0, input.limit);
    const sums = await selectSlotSums(db, asked);
    const accruals = await selectChargeSums(db, asked);
    const versions = await selectNamedVersions(
      db,
      accruals.flatMap(({ versionId }) => versionId ?? []),
    );
    const component = input.component ?? null;
    const booked = accruals.reduce((sum, { charge }) => sum + charge, 0n);
    const ofPart = accruals.reduce((sum, row) => sum + chargeIn(row, versions, component), 0n);
    const accrual = {
      slots: accruals.reduce((sum, row) => sum + row.slots, 0),
      quantity: accruals.reduce((sum, row) => sum + row.quantity, 0),
    };
    const last = shown.at(-1);
    return {
      medium: accruals[0]?.medium ?? 'electricity',
      slots: shown.map((row) => {
        const period = periodOf(row.period, row.versionId);
        const named = versions.get(row.versionId ?? 0);
        return {
          start: row.start,
          day: String(row.day),
          serial: row.serial,
          installation: row.installationId,
          quantity: row.quantity,
          quality: qualityOf(row.quality),
          version: row.versionId,
          period,
          price: named && period ? priceText(slotPriceIn(named.version, period, { ...row, component })) : null,
          chargeYuan: exactYuan(chargeIn(row, versions, component)),
        };
      }),
      sums: { ...sums, chargeYuan: exactYuan(component === null ? sums.charge : ofPart) },
      accrual: { ...accrual, chargeYuan: exactYuan(ofPart) },
      agrees: sums.slots === accrual.slots && sums.quantity === accrual.quantity && sums.charge === booked,
      rounding: roundingOf(ofPart),
      next: rows.length > input.limit && last ? `${last.start}.${last.installationId}` : null,
    };
  });

/** A slot down to the registers at its edges and the readings around them. */
const slot = procedure
  .meta(meta('/accounts/{account}/charges/slot', 'A quarter of an hour: the registers at its edges, the readings around them, its price'))
  .input(z.object(slotKey))
  .output(slotOut)
  .query(async ({ ctx, input }) => slotAnswer(await slotOf(ctx, input)));

/** The raw message of a reading that a slot stands on. */
const message = procedure
  .meta(meta('/accounts/{account}/charges/message', 'The raw message that brought a reading of a slot'))
  .input(z.object({ ...slotKey, at: instant.meta({ description: 'of the reading' }), rawId: z.coerce.number().int().optional() }))
  .output(z.discriminatedUnion('kept', [messageOut, messageGone]))
  .query(async ({ ctx, input }) => {
    const { park } = input.account;
    const explained = await slotOf(ctx, input);
    const reading = explained.readings.find(
      ({ at, sent }) => at === input.at && sent !== null && (input.rawId === undefined || sent.rawId === input.rawId),
    );
    if (!reading?.sent) throw notFound('message');
    const { serial } = explained.source.installation;
    const zone = (await selectParkZone(ctx.services.db, park)) ?? 'UTC';
    const seesAll = mayRead(ctx.principal, { type: 'quarantine', park });
    const opened = await openMessage(ctx.services.db, { sent: reading.sent, serial, zone, seesAll });
    if (opened === null) return { kept: false as const, rawId: reading.sent.rawId, receivedAt: reading.sent.receivedAt };
    return messageAnswer(opened);
  });

const slotOf = async (
  ctx: Context,
  {
    account,
    point,
    start,
    installation,
  }: { account: { park: string; code: string }; point: string; start: number; installation?: number | undefined },
) => {
  requireRead(ctx, { type: 'account', park: account.park, account: account.code });
  const key = { park: account.park, account: account.code, point, start: instantMs(start), installation: installation ?? null };
  const explained = await explainSlot(ctx.services.db, key);
  if (explained === null) throw notFound('slot');
  return explained;
};

export const explainRouter = router({ charges, slots, slot, message });
