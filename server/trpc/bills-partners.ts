import { z } from 'zod';
import { type BillHead, selectBill, selectIssued, selectLines } from '#db/bill/select-bills.ts';
import { CORRECTION_REASONS, LINE_KINDS, LINE_UNITS } from '#domain/bill/line.ts';
import { BILL_KINDS, BILL_STATES } from '#domain/bill/states.ts';
import { PERIODS } from '#domain/tariff/tariff.ts';
import { fen, yuanFromFen } from '#domain/units/money.ts';
import { headOut, lineOut } from './bills-answers.ts';
import { code, qualifiedKey } from './input.ts';
import { instantOut, yuan } from './shapes.ts';
import { notFound, procedure, requireRead } from './trpc.ts';

const words = z.object({ zh: z.string(), en: z.string() });
const day = z.string().meta({ description: 'a park-local day, "2026-11-22"' });
const number = z.object({ year: z.number().int(), number: z.number().int() });

/** A bill as partners read it: what has a number and stands. */
const issuedOut = z.object({
  id: z.string(),
  account: z.string(),
  kind: z.enum(BILL_KINDS),
  state: z.enum(BILL_STATES),
  month: z.string().meta({ description: 'a park-local month, "2026-10"' }),
  number,
  issuedAt: instantOut.nullable(),
  dueOn: day.nullable(),
  totalYuan: yuan,
  exclYuan: yuan,
  taxYuan: yuan,
  paidYuan: yuan.meta({ description: 'put on a bill so far, yuan; of a statement nothing is paid, what it says was taken already' }),
  openYuan: yuan.meta({ description: 'still to be paid, yuan' }),
  usedWh: z.number().int(),
  usedL: z.number().int(),
  reverses: number.nullable().meta({ description: 'of a reversal: the bill it takes back' }),
  reason: z.string(),
});

const lineShape = z.object({
  line: z.number().int(),
  kind: z.enum(LINE_KINDS),
  month: z.string(),
  from: day,
  to: day,
  component: z.string(),
  name: words.nullable(),
  period: z.enum(PERIODS).nullable().meta({ description: 'null: all periods, or none' }),
  quantity: z.string().nullable().meta({ description: 'whole thousandths of the unit' }),
  unit: z.enum(LINE_UNITS).nullable(),
  priceYuan: z.string().nullable().meta({ description: 'yuan per unit, 8 decimals; null: the amount is no quantity times a price' }),
  amountYuan: yuan,
  exclYuan: yuan,
  taxYuan: yuan,
  taxRate: z.number().int().meta({ description: 'hundredths of a percent' }),
  posted: z.boolean().meta({ description: 'taken from the wallet by settlements already' }),
  reason: z.enum(CORRECTION_REASONS).nullable(),
});

const issuedToWire = (bill: BillHead, issued: NonNullable<BillHead['number']>): z.input<typeof issuedOut> => {
  const open = bill.kind === 'bill' && bill.state !== 'reversed' ? bill.total - bill.paid : 0n;
  return { ...headOut(bill), number: issued, openYuan: yuanFromFen(fen(open)) };
};

/** What was issued to an account, newest first. */
export const issuedBills = procedure
  .meta({
    openapi: {
      method: 'GET',
      path: '/accounts/{account}/bills',
      tags: ['bills'],
      summary: 'Bills issued to an account, newest first, and what is paid of them',
    },
  })
  .input(z.object({ account: qualifiedKey }))
  .output(z.array(issuedOut))
  .query(async ({ ctx, input }) => {
    const { park, code: account } = input.account;
    requireRead(ctx, { type: 'account', park, account });
    const bills = await selectIssued(ctx.services.db, { park, account }, ISSUED_MAX);
    return bills.flatMap((bill) => (bill.number === null ? [] : [issuedToWire(bill, bill.number)]));
  });

const ISSUED_MAX = 60;

export const issuedBill = procedure
  .meta({ openapi: { method: 'GET', path: '/bills/{park}/{id}', tags: ['bills'], summary: 'An issued bill with its lines' } })
  .input(z.object({ park: code, id: z.string().regex(/^\d{1,18}$/, 'expected the id of a bill') }))
  .output(issuedOut.extend({ lines: z.array(lineShape) }))
  .query(async ({ ctx, input }) => {
    const bill = await selectBill(ctx.services.db, input.park, input.id);
    // Who may not read the park is not told which ids there are.
    if (bill === null) requireRead(ctx, { type: 'park', park: input.park });
    if (bill?.number == null) throw notFound('bill');
    requireRead(ctx, { type: 'account', park: input.park, account: bill.account });
    const lines = await selectLines(ctx.services.db, bill.id);
    return { ...issuedToWire(bill, bill.number), lines: lines.map(lineOut) };
  });
