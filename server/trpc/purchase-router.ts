import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { selectRuleWorld } from '#db/allocation/rule-world.ts';
import { insertRules, selectRules } from '#db/allocation/rules-store.ts';
import { selectRunHead } from '#db/allocation/select-run.ts';
import { withTransaction } from '#db/pool.ts';
import { insertPurchase, PURCHASE_KINDS, selectPurchases, selectRevisions } from '#db/purchase/bills-store.ts';
import { compareMethods } from '#db/purchase/compare-methods.ts';
import { insertReading, selectReadings, selectUnreadMeters } from '#db/purchase/readings-store.ts';
import { insertAudit } from '#db/queries/audit.ts';
import { selectParkKey } from '#db/queries/parks.ts';
import { checkRules } from '#domain/allocation/check-rules.ts';
import { RESALE_DEFAULT } from '#domain/allocation/rules.ts';
import { suggestRules } from '#domain/allocation/suggest-rules.ts';
import { readingFromCells } from '#domain/purchase/master-reading.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { monthRange } from '#domain/time/park-day.ts';
import { mayBring } from '../access/may.ts';
import { resaleRule } from './allocation-input.ts';
import { code, month } from './input.ts';
import { billOut, enteredShape, judge, latestOut, methodsOut, readingOut } from './purchase-answers.ts';
import { billInput, readingCells } from './purchase-input.ts';
import { actorOf, type Context, notFound, procedure, requireManage, router } from './trpc.ts';

const ofMonth = z.object({ park: code, month });
const ofBill = ofMonth.extend({ kind: z.enum(PURCHASE_KINDS), ...billInput });
/** Of a list: three years. */
const MONTHS_MAX = 36;

/** What a park buys: bills of the grid and the roof, and meters that a person reads. */
export const purchaseRouter = router({
  /** The last revision of each month's bills, newest first. */
  list: procedure.input(z.object({ park: code, from: month, to: month })).query(async ({ ctx, input }) => {
    const { parkId } = await managed(ctx, { ...input, month: input.from });
    const bills = await selectPurchases(ctx.services.db, parkId, input);
    const months = [...Map.groupBy(bills, (bill) => bill.month)].slice(0, MONTHS_MAX);
    return months.map(([first, own]) => ({ month: first.slice(0, 7), bills: own.map(latestOut) }));
  }),

  /** A month: each kind's last revision with its cells and doubts, what was read by hand and what can be. */
  month: procedure.input(ofMonth).query(async ({ ctx, input }) => {
    const of = await managed(ctx, input);
    const { db } = ctx.services;
    const revisions = await selectRevisions(db, of.parkId, of.month);
    const rules = await selectRules(db, of.parkId, of.month);
    const readings = await selectReadings(db, of.parkId, of.month);
    const meters = await selectUnreadMeters(db, of.parkId, monthRange(of.month, of.zone));
    return {
      frozen: await isFrozen(ctx, of),
      resale: rules?.rules.resale ?? RESALE_DEFAULT,
      bills: PURCHASE_KINDS.flatMap((kind) => {
        const own = revisions.filter((one) => one.kind === kind);
        const last = own[0];
        return last ? [billOut(last, own)] : [];
      }),
      meters: meters.map(({ code: point, name, role }) => ({
        point,
        name,
        role,
        reading: readingOut(readings.find((one) => one.point === point)),
      })),
    };
  }),

  /** Reads a bill and says what does not add up; writes nothing. */
  check: procedure.input(ofBill).mutation(async ({ ctx, input }) => {
    await managed(ctx, input);
    const { bill: _, ...told } = judge(input);
    return told;
  }),

  /** Stores a bill as a new revision. One that does not add up needs a reason to stand, and is refused without one. */
  enter: procedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/parks/{park}/purchase/{month}/{kind}',
        tags: ['purchase'],
        summary: 'Enters a bill of the grid or the roof; refused with every doubt where it does not add up and no reason is given',
      },
    })
    .input(ofBill.extend({ reason: z.string().trim().min(3).max(500).nullable().default(null) }))
    .output(enteredShape)
    .mutation(async ({ ctx, input }) => {
      if (!mayBring(ctx.principal, input.park) || (input.reason !== null && ctx.principal.type !== 'user'))
        throw new TRPCError({ code: 'FORBIDDEN', message: 'not yours to enter, or to let stand: a key brings bills that add up' });
      const of = await keyOf(ctx, input);
      await refuseFrozen(ctx, of);
      const { bill, ...judged } = judge(input);
      if (bill === null || judged.sheet === null) return { ...judged, type: 'faults' as const };
      if (judged.doubts.length > 0 && input.reason === null) return { ...judged, type: 'doubts' as const };
      const { sheet, total } = bill;
      const saved = await withTransaction(ctx.services.db, async (client) => {
        const entered = { sheet, total, sums: bill.sums, doubts: judged.doubts.length, reason: input.reason };
        const at = ctx.services.clock.now();
        const actor = actorOf(ctx.principal);
        const one = await insertPurchase(client, { ...of, kind: input.kind, number: bill.number, entered, at, actor });
        const data = { kind: input.kind, number: bill.number, revision: one.revision, doubts: judged.doubts.length, reason: input.reason };
        await insertAudit(client, auditOf(of, { action: 'purchase.bill', data, at, actor }));
        return one;
      });
      return { ...judged, type: 'entered' as const, revision: saved.revision };
    }),

  /** What each would owe of the bills by methods A, B and C, side by side; writes nothing. */
  methods: procedure.input(ofMonth).query(async ({ ctx, input }) => {
    const of = await managed(ctx, input);
    const found = await compareMethods(ctx.services.db, of, ctx.services.clock.now());
    return found.type === 'not' ? found : { type: found.type, ...methodsOut(found.methods) };
  }),

  /** How the park charges from this month on: which lawful way, by tariff or by shares. A new revision of its sharing rules. */
  saveResale: procedure.input(ofMonth.extend({ resale: resaleRule })).mutation(async ({ ctx, input }) => {
    const of = await managed(ctx, input);
    await refuseFrozen(ctx, of);
    const { db, clock } = ctx.services;
    const stored = await selectRules(db, of.parkId, of.month);
    const world = await selectRuleWorld(db, of.parkId);
    const rules = { ...(stored?.rules ?? suggestRules(world.points)), resale: input.resale };
    const faults = checkRules(rules, { points: world.points, accounts: world.accounts.map((account) => account.code) });
    if (faults.length > 0) return { type: 'faults' as const, faults };
    const at = clock.now();
    const actor = actorOf(ctx.principal);
    const saved = await insertRules(db, { parkId: of.parkId, validFrom: of.month, rules, at, actor });
    await insertAudit(db, auditOf(of, { action: 'purchase.resale', data: { revision: saved.revision, ...input.resale }, at, actor }));
    return { type: 'saved' as const, revision: saved.revision };
  }),

  /** Takes a month's bill back; what it said stays among its revisions. */
  takeBack: procedure.input(ofMonth.extend({ kind: z.enum(PURCHASE_KINDS) })).mutation(async ({ ctx, input }) => {
    const of = await managed(ctx, input);
    await refuseFrozen(ctx, of);
    const { db, clock } = ctx.services;
    const last = (await selectRevisions(db, of.parkId, of.month)).find(({ kind }) => kind === input.kind);
    if (!last?.sheet) return { taken: false };
    const at = clock.now();
    const actor = actorOf(ctx.principal);
    await withTransaction(db, async (client) => {
      await insertPurchase(client, { ...of, kind: input.kind, number: last.number, entered: null, at, actor });
      await insertAudit(client, auditOf(of, { action: 'purchase.takenBack', data: { kind: input.kind, number: last.number }, at, actor }));
    });
    return { taken: true };
  }),

  /** What a person read of a grid, PV or storage meter that no gateway reads; null takes it back. */
  enterReading: procedure.input(ofMonth.extend({ point: code, cells: readingCells.nullable() })).mutation(async ({ ctx, input }) => {
    const of = await managed(ctx, input);
    await refuseFrozen(ctx, of);
    const { db, clock } = ctx.services;
    const meters = await selectUnreadMeters(db, of.parkId, monthRange(of.month, of.zone));
    const meter = meters.find((one) => one.code === input.point);
    // No such meter, or a gateway reads it: its slots say what it counted.
    if (!meter) return { type: 'connected' as const };
    const read = input.cells === null ? null : readingFromCells(input.cells);
    if (read?.type === 'faults') return { type: 'faults' as const, faults: read.faults };
    const entered = read === null || input.cells === null ? null : { cells: input.cells, reading: read.reading };
    const at = clock.now();
    const actor = actorOf(ctx.principal);
    await withTransaction(db, async (client) => {
      const revision = await insertReading(client, { parkId: of.parkId, month: of.month, pointId: meter.id, entered, at, actor });
      const data = { point: input.point, revision, wh: entered?.reading.wh.toString() ?? null };
      await insertAudit(client, auditOf(of, { action: 'purchase.reading', data, at, actor }));
    });
    return { type: 'entered' as const };
  }),
});

type Managed = Awaited<ReturnType<typeof keyOf>>;

async function managed(ctx: Context, { park, month: first }: { readonly park: string; readonly month: ParkDay }) {
  requireManage(ctx, park);
  return keyOf(ctx, { park, month: first });
}

async function keyOf(ctx: Context, { park, month: first }: { readonly park: string; readonly month: ParkDay }) {
  const key = await selectParkKey(ctx.services.db, park);
  if (key === null) throw notFound('park');
  return { park, parkId: key.id, zone: key.zone, month: first };
}

const isFrozen = async (ctx: Context, of: Managed): Promise<boolean> =>
  (await selectRunHead(ctx.services.db, of.parkId, of.month))?.state === 'frozen';

async function refuseFrozen(ctx: Context, of: Managed): Promise<void> {
  if (await isFrozen(ctx, of)) throw new TRPCError({ code: 'CONFLICT', message: 'bills stand on this month: what it was shared by stays' });
}

type Noted = Pick<Parameters<typeof insertAudit>[1], 'action' | 'at' | 'actor' | 'data'>;
const auditOf = ({ park, month: first }: Managed, { data, ...noted }: Noted) => ({
  ...noted,
  subject: `park:${park}`,
  data: { month: first.slice(0, 7), ...data },
});
