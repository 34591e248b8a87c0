import { TRPCError } from '@trpc/server';
import type { Pool } from 'pg';
import { z } from 'zod';
import { loadLawful } from '#db/allocation/load-lawful.ts';
import { enterMasterMoney, MASTER_MONEY_KINDS, selectMasterMoney } from '#db/allocation/money-store.ts';
import type { MonthOfPark } from '#db/allocation/month-stretch.ts';
import { selectRuleWorld } from '#db/allocation/rule-world.ts';
import { insertRules, selectRules, selectRuleVersions } from '#db/allocation/rules-store.ts';
import { computeMonth, rulesOrSuggestion, runMonth } from '#db/allocation/run-month.ts';
import { selectParts, selectPools, selectRunHead, selectShares, storedStops } from '#db/allocation/select-run.ts';
import { withTransaction } from '#db/pool.ts';
import { selectStanding } from '#db/purchase/bills-store.ts';
import { insertAudit } from '#db/queries/audit.ts';
import { selectParkKey } from '#db/queries/parks.ts';
import type { Allocation } from '#domain/allocation/allocate-month.ts';
import { checkRules } from '#domain/allocation/check-rules.ts';
import { checkMonth } from '#domain/lawful-price/check-month.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { fen, fenFromYuan, yuanFromFen } from '#domain/units/money.ts';
import { branchOut, headOut, moneyOut, poolOut, rulesOut, shareOut, whole } from './allocation-answers.ts';
import { allocationRules } from './allocation-input.ts';
import { code, month } from './input.ts';
import { actorOf, type Context, notFound, procedure, requireManage, router } from './trpc.ts';

const ofMonth = z.object({ park: code, month });
const withRules = ofMonth.extend({ rules: allocationRules });

/** How a park shares what nobody's meter counted: for who manages it. */
export const allocationRouter = router({
  /** A month as it is stored, with every share and how it came about. */
  month: procedure.input(ofMonth).query(async ({ ctx, input }) => {
    const of = await managed(ctx, input);
    const { db } = ctx.services;
    const head = await selectRunHead(db, of.parkId, of.month);
    const rules = await selectRules(db, of.parkId, of.month);
    const money = await selectMasterMoney(db, of.parkId, of.month);
    const grid = (await selectStanding(db, of.parkId, of.month)).find(({ kind }) => kind === 'grid');
    const told = { rules: rules && rulesOut(rules), money: money.map(moneyOut), gridBill: grid?.number ?? null };
    if (head === null) return { ...told, run: null, branches: [], pools: [], shares: [] };
    const parts = await selectParts(db, head.id);
    return {
      ...told,
      run: headOut(head),
      branches: parts.filter(({ kind }) => kind !== 'tenant').map(branchOut),
      pools: (await selectPools(db, head.id)).map(poolOut),
      shares: (await selectShares(db, head.id)).map(shareOut),
    };
  }),

  /** Computes a month and stores it; the same again until what it stands on changes, and never once bills stand on it. */
  run: procedure.input(ofMonth).mutation(async ({ ctx, input }) => {
    const of = await managed(ctx, input);
    const found = await runMonth(ctx.services.db, of, ctx.services.clock.now());
    if (found.type === 'stored' && found.changed)
      await noted(ctx, of, 'allocation.computed', { hash: found.head.inputHash, state: found.head.state });
    switch (found.type) {
      case 'stored':
        return { type: found.type, changed: found.changed };
      case 'frozen':
        return { type: found.type, drifted: found.drifted };
      default:
        return { type: found.type };
    }
  }),

  /** What of PC-01 to PC-09 the month's figures can answer; empty while it has not been computed. */
  lawful: procedure.input(ofMonth).query(async ({ ctx, input }) => {
    const of = await managed(ctx, input);
    const { db } = ctx.services;
    const head = await selectRunHead(db, of.parkId, of.month);
    return head === null ? [] : checkMonth(await loadLawful(db, of, head));
  }),

  /** The rules in force in a month, or those to begin with; what they may name; their revisions. */
  rules: procedure.input(ofMonth).query(async ({ ctx, input }) => {
    const of = await managed(ctx, input);
    const { db } = ctx.services;
    const stored = await selectRules(db, of.parkId, of.month);
    const world = await selectRuleWorld(db, of.parkId);
    return {
      ...rulesOrSuggestion(stored?.rules ?? null, world.points),
      saved: stored && rulesOut(stored),
      versions: (await selectRuleVersions(db, of.parkId)).map(rulesOut),
      branches: world.branches,
      accounts: world.accounts,
    };
  }),

  /** What a month would be under other rules; writes nothing. */
  preview: procedure.input(withRules).mutation(async ({ ctx, input }) => {
    const of = await managed(ctx, input);
    const faults = await faultsOf(ctx.services.db, of, input.rules);
    if (faults.length > 0) return { type: 'faults' as const, faults };
    const computed = await computeMonth(ctx.services.db, of, { rules: input.rules, now: ctx.services.clock.now() });
    if (computed === null) return { type: 'empty' as const };
    return { type: 'computed' as const, ...previewOut(computed.allocation) };
  }),

  /** A new revision of the rules, from a month on. A month that carries bills keeps those it had. */
  saveRules: procedure.input(withRules).mutation(async ({ ctx, input }) => {
    const of = await managed(ctx, input);
    const { db, clock } = ctx.services;
    const faults = await faultsOf(db, of, input.rules);
    if (faults.length > 0) return { type: 'faults' as const, faults };
    await refuseFrozen(ctx, of);
    const saved = await insertRules(db, {
      parkId: of.parkId,
      validFrom: of.month,
      rules: input.rules,
      at: clock.now(),
      actor: actorOf(ctx.principal),
    });
    await noted(ctx, of, 'allocation.rules', { revision: saved.revision });
    return { type: 'saved' as const, ...rulesOut(saved) };
  }),

  /** What the master cost, from its bill; null takes it back. */
  enterMoney: procedure
    .input(ofMonth.extend({ kind: z.enum(MASTER_MONEY_KINDS), yuan: z.string().max(20).nullable(), source: z.string().trim().max(200) }))
    .mutation(async ({ ctx, input }) => {
      const of = await managed(ctx, input);
      const amount = input.yuan === null ? null : fenFromYuan(input.yuan);
      if (input.yuan !== null && amount === null)
        throw new TRPCError({ code: 'BAD_REQUEST', message: 'yuan: a decimal with at most two places' });
      await refuseFrozen(ctx, of);
      const { kind, source } = input;
      const entry = {
        parkId: of.parkId,
        month: of.month,
        kind,
        amount,
        source,
        at: ctx.services.clock.now(),
        actor: actorOf(ctx.principal),
      };
      await withTransaction(ctx.services.db, (client) => enterMasterMoney(client, entry));
      await noted(ctx, of, 'allocation.money', { kind, yuan: input.yuan, source });
      return { entered: amount !== null };
    }),
});

async function managed(ctx: Context, { park, month: first }: { readonly park: string; readonly month: ParkDay }): Promise<Managed> {
  requireManage(ctx, park);
  const key = await selectParkKey(ctx.services.db, park);
  if (key === null) throw notFound('park');
  return { park, parkId: key.id, zone: key.zone, month: first };
}

interface Managed extends MonthOfPark {
  readonly park: string;
}

async function refuseFrozen(ctx: Context, of: Managed): Promise<void> {
  const head = await selectRunHead(ctx.services.db, of.parkId, of.month);
  if (head?.state === 'frozen') throw new TRPCError({ code: 'CONFLICT', message: 'bills stand on this month: begin with a later one' });
}

const faultsOf = async (db: Pool, of: Managed, rules: Parameters<typeof checkRules>[0]) => {
  const { points, accounts } = await selectRuleWorld(db, of.parkId);
  return checkRules(rules, { points, accounts: accounts.map((account) => account.code) });
};

const noted = (ctx: Context, of: Managed, action: string, data: Readonly<Record<string, unknown>>): Promise<void> =>
  insertAudit(ctx.services.db, {
    at: ctx.services.clock.now(),
    actor: actorOf(ctx.principal),
    action,
    subject: `park:${of.park}`,
    data: { month: of.month.slice(0, 7), ...data },
  });

/** Sums by account: what somebody compares before he saves. */
const previewOut = ({ balance, shares, stops, pools }: Allocation) => {
  const sums = new Map<string | null, { wh: bigint; fen: bigint }>();
  for (const { account, energy, money } of shares) {
    const before = sums.get(account) ?? { wh: 0n, fen: 0n };
    sums.set(account, { wh: before.wh + (energy?.amount ?? 0n), fen: before.fen + (money?.amount ?? 0n) });
  }
  return {
    stops: storedStops(stops),
    inputWh: whole(balance.inputWh),
    incomplete: balance.incomplete,
    priced: pools.every(({ fen: amount }) => amount !== null),
    accounts: [...sums].map(([account, sum]) => ({ account, wh: whole(sum.wh), yuan: yuanFromFen(fen(sum.fen)) })),
  };
};
