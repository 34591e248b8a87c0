import { z } from 'zod';
import { monthsBefore } from '#db/bill/bill-month.ts';
import { selectBillingTerms, setBillingTerms } from '#db/bill/billing-terms.ts';
import { selectLateFeeTerms, setLateFeeTerms } from '#db/bill/late-fee-terms.ts';
import { closeBooks } from '#db/books/close.ts';
import { type BooksMonth, selectBooksMonths } from '#db/books/months.ts';
import { insertAudit } from '#db/queries/audit.ts';
import { selectParkKey } from '#db/queries/parks.ts';
import { mayClose } from '#domain/ledger/close-month.ts';
import { parkDay, parkDayOf } from '#domain/time/park-day.ts';
import { yuanFromFen } from '#domain/units/money.ts';
import { mayManage } from '../access/may.ts';
import { code, day, month, yuan } from './input.ts';
import { actorOf, notFound, procedure, requireCollect, requireManage, router } from './trpc.ts';

const MONTHS_MAX = 36;
/** Ten per cent a day, and ten times the principal: beyond that a digit too many was typed. */
const PPM_MAX = 100_000;
const CAP_PPM_MAX = 10_000_000;
const lateFeeInput = z.object({
  park: code,
  validFrom: day,
  dailyPpm: z.number().int().min(0).max(PPM_MAX),
  carriedOverPpm: z.number().int().min(0).max(PPM_MAX),
  graceDays: z.number().int().min(0).max(366),
  capPpm: z.number().int().min(0).max(CAP_PPM_MAX).nullable(),
  minimumYuan: yuan.refine((amount) => amount >= 0n, 'not below zero'),
  source: z.string().trim().min(2).max(200),
});

/** Half of the price: no rate of tax is higher. */
const RATE_MAX = 5_000;
const rate = z.number().int().min(0).max(RATE_MAX).optional();
const billingInput = z.object({
  park: code,
  validFrom: day,
  daysToPay: z.number().int().min(0).max(365),
  taxRates: z.object({ electricity: rate, water: rate, sewage: rate, waterResource: rate, service: rate, lease: rate }).strict(),
  source: z.string().trim().min(2).max(200),
});

/** A park's months: how each stands, and the closing of its books. */
export const booksRouter = router({
  /** The last months, the running one first. `mayClose`: nothing of its checklist is missing, and the asker may. */
  months: procedure
    .input(z.object({ park: code, months: z.number().int().min(1).max(MONTHS_MAX).default(12) }))
    .query(async ({ ctx, input: { park, months } }) => {
      requireCollect(ctx, park);
      const { db, clock } = ctx.services;
      const key = await selectParkKey(db, park);
      if (key === null) throw notFound('park');
      const now = clock.now();
      const to = parkDay(`${parkDayOf(now, key.zone).slice(0, 7)}-01`);
      const found = await selectBooksMonths(db, { parkId: key.id, zone: key.zone }, { from: monthsBefore(to, months - 1), to, now });
      const may = mayManage(ctx.principal, park);
      return found.map((one) => monthOut(one, may));
    }),

  /** What the park charges for paying late, by the day from which bills fall due under it; oldest first. */
  lateFees: procedure.input(z.object({ park: code })).query(async ({ ctx, input: { park } }) => {
    requireCollect(ctx, park);
    const key = await selectParkKey(ctx.services.db, park);
    if (key === null) throw notFound('park');
    return (await selectLateFeeTerms(ctx.services.db, key.id)).map(({ minimum, ...terms }) => ({
      ...terms,
      minimumYuan: yuanFromFen(minimum),
    }));
  }),

  /** Days to pay and tax rates, by the day from which they hold; oldest first. A park that has said nothing has the general ones. */
  billingTerms: procedure.input(z.object({ park: code })).query(async ({ ctx, input: { park } }) => {
    requireCollect(ctx, park);
    const key = await selectParkKey(ctx.services.db, park);
    if (key === null) throw notFound('park');
    return selectBillingTerms(ctx.services.db, key.id);
  }),

  /** Sets what holds for bills that go out from a day on; rates are those of the days that lines speak of. */
  setBillingTerms: procedure.input(billingInput).mutation(async ({ ctx, input: { park, ...terms } }) => {
    requireManage(ctx, park);
    const { db, clock } = ctx.services;
    const key = await selectParkKey(db, park);
    if (key === null) throw notFound('park');
    const by = { at: clock.now(), actor: actorOf(ctx.principal) };
    await setBillingTerms(db, key.id, { ...terms, ...by });
    await insertAudit(db, { ...by, action: 'books.billingTerms', subject: `park:${park}`, data: terms });
    return { set: true };
  }),

  /** Sets what holds for bills that fall due from a day on. */
  setLateFee: procedure.input(lateFeeInput).mutation(async ({ ctx, input: { park, minimumYuan, ...terms } }) => {
    requireManage(ctx, park);
    const { db, clock } = ctx.services;
    const key = await selectParkKey(db, park);
    if (key === null) throw notFound('park');
    const by = { at: clock.now(), actor: actorOf(ctx.principal) };
    await setLateFeeTerms(db, key.id, { ...terms, minimum: minimumYuan, ...by });
    await insertAudit(db, {
      ...by,
      action: 'books.lateFee',
      subject: `park:${park}`,
      data: { ...terms, minimumYuan: yuanFromFen(minimumYuan) },
    });
    return { set: true };
  }),

  /** Closes a month for ever. What is missing is an answer, not an error. */
  close: procedure.input(z.object({ park: code, month })).mutation(async ({ ctx, input: { park, month: first } }) => {
    requireManage(ctx, park);
    const { db, clock } = ctx.services;
    const key = await selectParkKey(db, park);
    if (key === null) throw notFound('park');
    return closeBooks(db, { park, parkId: key.id, zone: key.zone, month: first, at: clock.now(), actor: actorOf(ctx.principal) });
  }),
});

const monthOut = ({ month: first, billed, paid, closed, steps, notBilled, ...rest }: BooksMonth, may: boolean) => ({
  ...rest,
  month: first.slice(0, 7),
  billedYuan: yuanFromFen(billed),
  paidYuan: yuanFromFen(paid),
  notBilled: notBilled && { bills: notBilled.bills, yuan: yuanFromFen(notBilled.total), reason: notBilled.reason },
  closed: closed && { at: closed.at, name: closed.name },
  steps: closed?.steps ?? steps,
  mayClose: may && closed === null && mayClose(steps),
});
