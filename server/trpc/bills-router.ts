import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { selectRunHead } from '#db/allocation/select-run.ts';
import { type BillMonth, isOver } from '#db/bill/bill-month.ts';
import { selectBillingTerms } from '#db/bill/billing-terms.ts';
import { checkBills } from '#db/bill/check.ts';
import { issueBills } from '#db/bill/issue.ts';
import { selectLateFees } from '#db/bill/late-fees.ts';
import { beginBilling, selectOpenMonths } from '#db/bill/not-billed.ts';
import { payBill } from '#db/bill/pay.ts';
import { reverseBill } from '#db/bill/reverse.ts';
import { advanceFor, selectRun, startRun } from '#db/bill/run.ts';
import {
  type BillHead,
  selectBill,
  selectBills,
  selectChecked,
  selectIssued,
  selectLines,
  selectStateSums,
} from '#db/bill/select-bills.ts';
import { selectWhyDays, selectWhyShare } from '#db/bill/select-why.ts';
import { selectWhyTier } from '#db/bill/select-why-tier.ts';
import { waiveLateFee } from '#db/bill/waive.ts';
import { insertAudit } from '#db/queries/audit.ts';
import { selectParkKey } from '#db/queries/parks.ts';
import { daysToPayOn } from '#domain/bill/terms.ts';
import { mayIssue } from '#domain/lawful-price/finding.ts';
import { SECOND_MS } from '#domain/time/instant.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { chargeOf, fenFromYuan, yuanFromFen } from '#domain/units/money.ts';
import { quantity } from '#domain/units/quantity.ts';
import { lawfulFindings } from '../bill/lawful-findings.ts';
import { readableBill } from '../bill/readable-bill.ts';
import { headOut, lineOut, payRefused, rowOut, runOut, sumOut, whyShareOut } from './bills-answers.ts';
import { issuedBill, issuedBills } from './bills-partners.ts';
import { exactYuan } from './exact-yuan.ts';
import { actKey, code, month, qualifiedKey, yuan } from './input.ts';
import { actorOf, type Context, notFound, procedure, requireCollect, requireManage, requireRead, router } from './trpc.ts';

const id = z.string().regex(/^\d{1,18}$/, 'expected the id of a bill');
/** What one act may name; all of a month are named by null. */
const IDS_MAX = 1_000;
const ids = z.array(id).min(1).max(IDS_MAX).nullable();
const ofMonth = z.object({ park: code, month });
const ofBill = z.object({ park: code, id });
const LIST_MAX = 1_000;
const ISSUED_MAX = 60;
/** A screen asks again and again while a run is under way; the job takes up what nobody asks for. */
const ADVANCE_MS = 3 * SECOND_MS;

/** Bills of a park's month for who manages it (a clerk reads them and takes the money), and issued ones for who holds the account. */
export const billsRouter = router({
  /** How a month stands: its run, how many bills in which state, and whether they may go out. */
  month: procedure.input(ofMonth).query(async ({ ctx, input }) => {
    const of = await collected(ctx, input);
    const { db, clock } = ctx.services;
    const findings = await lawfulFindings(db, of);
    const head = await selectRunHead(db, of.parkId, of.month);
    return {
      over: isOver(of, clock.now()),
      run: runOut(await selectRun(db, of)),
      states: (await selectStateSums(db, of)).map(sumOut),
      allocation: head?.state ?? null,
      findings,
      mayIssue: mayIssue(findings),
      open: (await selectOpenMonths(db, of)).map(({ month: first, ran }) => ({ month: first.slice(0, 7), ran })),
      dueDays: daysToPayOn(await selectBillingTerms(db, of.parkId), parkDayOf(clock.now(), of.zone)),
    };
  }),

  list: procedure
    .input(
      ofMonth.extend({
        after: z.object({ account: code, id }).nullable().default(null),
        limit: z.number().int().min(1).max(LIST_MAX).default(LIST_MAX),
      }),
    )
    .query(async ({ ctx, input }) => {
      const of = await collected(ctx, input);
      return (await selectBills(ctx.services.db, of, input)).map(rowOut);
    }),

  /** Begins a month's run, or goes on with the one that is under way. */
  start: procedure.input(ofMonth).mutation(async ({ ctx, input }) => {
    const of = await managed(ctx, input);
    const { db, clock } = ctx.services;
    const by = { at: clock.now(), actor: actorOf(ctx.principal) };
    await startRun(db, of, by);
    await noted(ctx, of, 'bills.run', {});
    return runOut(await advanceFor(db, of, { clock, budgetMs: 0 }));
  }),

  /** The next seconds of a run; null: none is under way. */
  advance: procedure.input(ofMonth).mutation(async ({ ctx, input }) => {
    const of = await managed(ctx, input);
    return runOut(await advanceFor(ctx.services.db, of, { clock: ctx.services.clock, budgetMs: ADVANCE_MS }));
  }),

  /** Billing begins with this month: earlier ones of which no bill is out are stated as not billed, and computed as that. */
  begin: procedure.input(ofMonth.extend({ reason: z.string().trim().min(2).max(200) })).mutation(async ({ ctx, input }) => {
    const of = await managed(ctx, input);
    const { db, clock } = ctx.services;
    const answer = await beginBilling(db, of, { park: input.park, reason: input.reason, at: clock.now(), actor: actorOf(ctx.principal) });
    return answer.type === 'begun' ? { ...answer, months: answer.months.map((first) => first.slice(0, 7)) } : answer;
  }),

  /** A person has looked at them; those with a fault that blocks stay drafts. */
  check: procedure.input(ofMonth.extend({ ids })).mutation(async ({ ctx, input }) => {
    const of = await managed(ctx, input);
    const checked = await checkBills(ctx.services.db, of, { ids: input.ids, at: ctx.services.clock.now(), actor: actorOf(ctx.principal) });
    await noted(ctx, of, 'bills.check', { bills: checked.length });
    return { checked: checked.length };
  }),

  /** Issues checked bills; with a lawful-price rule broken that blocks, none. */
  issue: procedure.input(ofMonth.extend({ ids })).mutation(async ({ ctx, input }) => {
    const of = await managed(ctx, input);
    const { db, clock } = ctx.services;
    const findings = await lawfulFindings(db, of);
    if (!mayIssue(findings)) return { type: 'unlawful' as const, findings };
    const checked = await selectChecked(db, of, input.ids);
    const answers = await issueBills(db, of, { ids: input.ids ?? checked, at: clock.now(), actor: actorOf(ctx.principal) });
    const issued = answers.flatMap((answer) => (answer.type === 'issued' && !answer.again ? [answer.number] : []));
    if (issued.length > 0) {
      await noted(ctx, of, 'bills.issue', { bills: issued.length, first: Math.min(...issued), last: Math.max(...issued) });
      ctx.services.moneyMoved(input.park);
    }
    const refused = answers.flatMap((answer) => (answer.type === 'refused' ? [{ id: answer.id, because: answer.because }] : []));
    return { type: 'issued' as const, issued: issued.length, refused };
  }),

  /** 红冲: a full negative bill; the month may then be billed anew. */
  reverse: procedure.input(ofBill.extend({ reason: z.string().trim().min(2).max(200) })).mutation(async ({ ctx, input }) => {
    const { of } = await managedBill(ctx, input);
    const answer = await reverseBill(ctx.services.db, of, {
      id: input.id,
      reason: input.reason,
      at: ctx.services.clock.now(),
      actor: actorOf(ctx.principal),
    });
    if (answer.type === 'reversed') {
      await noted(ctx, of, 'bills.reverse', { bill: input.id, by: `${answer.year}-${answer.number}`, reason: input.reason });
      ctx.services.moneyMoved(input.park);
    }
    return answer;
  }),

  /** All of it or a part, from the account's wallet: what is handed over at the counter goes there first. */
  pay: procedure.input(ofBill.extend({ key: actKey, amountYuan: yuan.nullable().default(null) })).mutation(async ({ ctx, input }) => {
    requireCollect(ctx, input.park);
    const bill = await selectBill(ctx.services.db, input.park, input.id);
    if (bill === null) throw notFound('bill');
    const of = await collected(ctx, { park: input.park, month: bill.month });
    const { id: billId, key, amountYuan: amount } = input;
    const answer = await payBill(ctx.services.db, of, {
      id: billId,
      key,
      amount,
      at: ctx.services.clock.now(),
      actor: actorOf(ctx.principal),
    });
    if (answer.type === 'refused') return payRefused(answer);
    if (!answer.again) {
      await noted(ctx, of, 'bills.pay', { bill: billId, yuan: yuanFromFen(answer.amount), openYuan: yuanFromFen(answer.open) });
      ctx.services.moneyMoved(input.park);
    }
    return { type: answer.type, amountYuan: yuanFromFen(answer.amount), openYuan: yuanFromFen(answer.open) };
  }),

  /** 违约金 of one bill up to today: all of it, what bills have charged, and what was given up; null: none. */
  lateFee: procedure.input(ofBill).query(async ({ ctx, input }) => {
    requireCollect(ctx, input.park);
    const { db, clock } = ctx.services;
    const bill = await selectBill(db, input.park, input.id);
    if (bill === null) throw notFound('bill');
    const of = await collected(ctx, { park: input.park, month: bill.month });
    const found = await selectLateFees(db, { ...of, until: parkDayOf(clock.now(), of.zone), accountIds: null });
    const late = found.find(({ billId }) => billId === input.id);
    if (!late) return null;
    const { days, daysOfLaterYears, fee, charged, waived } = late;
    return { days: days + daysOfLaterYears, feeYuan: yuanFromFen(fee), chargedYuan: yuanFromFen(charged), waivedYuan: yuanFromFen(waived) };
  }),

  /** Gives up a late fee that was charged, with a reason: into the account's wallet. */
  waiveLateFee: procedure
    .input(ofBill.extend({ amountYuan: z.string().max(20), reason: z.string().trim().min(2).max(200) }))
    .mutation(async ({ ctx, input }) => {
      const { of } = await managedBill(ctx, input);
      const amount = fenFromYuan(input.amountYuan);
      if (amount === null) throw new TRPCError({ code: 'BAD_REQUEST', message: 'expected yuan with at most two decimals, "100.00"' });
      const act = { id: input.id, amount, reason: input.reason, at: ctx.services.clock.now(), actor: actorOf(ctx.principal) };
      const answer = await waiveLateFee(ctx.services.db, of, act);
      if (answer.type === 'waived') {
        await noted(ctx, of, 'bills.waiveLateFee', { bill: input.id, yuan: input.amountYuan, reason: input.reason });
        ctx.services.moneyMoved(input.park);
      }
      return { type: answer.type, leftYuan: yuanFromFen(answer.left) };
    }),

  /** A bill with its lines. Drafts are the park's own. */
  one: procedure.input(ofBill).query(async ({ ctx, input }) => {
    const bill = await readableBill(ctx, input);
    return { ...headOut(bill), lines: (await selectLines(ctx.services.db, bill.id)).map(lineOut) };
  }),

  /** What a line stands on: the sums of its slots by meter and day, or the steps of its share. */
  why: procedure.input(ofBill.extend({ line: z.number().int().min(1).max(100_000) })).query(async ({ ctx, input }) => {
    const bill = await readableBill(ctx, input);
    const { db } = ctx.services;
    const line = (await selectLines(db, bill.id)).find((one) => one.line === input.line);
    if (!line) throw notFound('line');
    const { price } = line;
    const tier = await selectWhyTier(db, bill.id, line);
    const days = tier === null ? await selectWhyDays(db, bill.id, line) : [];
    const chargeIn = (used: number): bigint | null => (price === null ? null : chargeOf(quantity(used), price));
    return {
      days: days.map(({ clock, ...day }) => {
        const charge = clock ?? chargeIn(day.quantity);
        return { ...day, chargeYuan: charge === null ? null : exactYuan(charge) };
      }),
      tier: tier && { ...tier, days: tier.days.map(({ charge, ...day }) => ({ ...day, chargeYuan: exactYuan(charge) })) },
      share: whyShareOut(await selectWhyShare(db, bill.id, line)),
    };
  }),

  /** What has been issued to an account, newest first. */
  ofAccount: procedure.input(z.object({ account: qualifiedKey })).query(async ({ ctx, input }) => {
    const { park, code: account } = input.account;
    requireRead(ctx, { type: 'account', park, account });
    return (await selectIssued(ctx.services.db, { park, account }, ISSUED_MAX)).map(headOut);
  }),

  /** The same two for partners, by REST. */
  issued: issuedBills,
  issuedOne: issuedBill,
});

interface Managed extends BillMonth {
  readonly park: string;
}

interface ParkMonth {
  readonly park: string;
  readonly month: BillMonth['month'];
}

function managed(ctx: Context, of: ParkMonth): Promise<Managed> {
  requireManage(ctx, of.park);
  return collected(ctx, of);
}

/** For who reads a park's bills and takes the money for them. */
async function collected(ctx: Context, { park, month: first }: ParkMonth): Promise<Managed> {
  requireCollect(ctx, park);
  const key = await selectParkKey(ctx.services.db, park);
  if (key === null) throw notFound('park');
  return { park, parkId: key.id, zone: key.zone, month: first };
}

async function managedBill(
  ctx: Context,
  input: { readonly park: string; readonly id: string },
): Promise<{ readonly of: Managed; readonly bill: BillHead }> {
  requireManage(ctx, input.park);
  const bill = await selectBill(ctx.services.db, input.park, input.id);
  if (bill === null) throw notFound('bill');
  return { of: await managed(ctx, { park: input.park, month: bill.month }), bill };
}

const noted = (ctx: Context, of: Managed, action: string, data: Readonly<Record<string, unknown>>): Promise<void> =>
  insertAudit(ctx.services.db, {
    at: ctx.services.clock.now(),
    actor: actorOf(ctx.principal),
    action,
    subject: `park:${of.park}`,
    data: { month: of.month.slice(0, 7), ...data },
  });
