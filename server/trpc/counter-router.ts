import { z } from 'zod';
import { type AccountStanding, selectStanding } from '#db/ledger/counter-account.ts';
import { type Receipt, selectReceipt, selectReceiptPage } from '#db/ledger/receipts.ts';
import { type Shift, selectOpenShift, selectPlace, selectShifts } from '#db/ledger/shifts.ts';
import { selectOpeningPoints, selectOpeningTariffs } from '#db/park/opening-ground.ts';
import { CHANNELS } from '#domain/ledger/chart.ts';
import type { Refusal } from '#domain/ledger/counter.ts';
import { READING_PHOTOS_MAX } from '#domain/photo/photo.ts';
import { dayRange } from '#domain/time/park-day.ts';
import { type Fen, fen, fenFromYuan, yuanFromFen } from '#domain/units/money.ts';
import type { Answer, Counter } from '../counter/act.ts';
import { refund, returnDeposit, takeDeposit, topUp, undo } from '../counter/acts.ts';
import { closeAccount } from '../counter/close-account.ts';
import { openAccount } from '../counter/open-account.ts';
import { releaseAccount } from '../counter/release-account.ts';
import { endShift, openShift, type ShiftAnswer } from '../counter/shift.ts';
import { actKey, code, day, yuan } from './input.ts';
import { actorOf, type Context, notFound, procedure, requireCollect, router } from './trpc.ts';

const account = { park: code, account: code } as const;
const TEXT_MAX = 80;
const text = z.string().trim().max(TEXT_MAX);
const given = { ...account, channel: z.enum(CHANNELS), amountYuan: yuan, reference: text.default(''), key: actKey } as const;
/** Money by slip may have come on an earlier day; what is handed over comes today. */
const handed = z
  .object({ ...given, bookedOn: day.nullable().default(null) })
  .refine(({ channel, bookedOn }) => bookedOn === null || channel === 'slip', 'only a slip has a day of its own');
const POINTS_MAX = 100;
/** Sent before, by the one who asks (`server/photo`). */
const photos = z
  .array(z.number().int().positive())
  .max(READING_PHOTOS_MAX)
  .refine((ids) => new Set(ids).size === ids.length, 'each photo once')
  .default([]);
const opening = z.object({
  park: code,
  code: text,
  name: text,
  kind: z.enum(['prepaid', 'postpaid']),
  space: code.nullable(),
  day,
  alarm1: text,
  alarm2: text,
  overdraft: text,
  points: z
    .array(z.object({ point: code, tariff: code, register: text, photos }))
    .min(1)
    .max(POINTS_MAX),
  takeOver: z.boolean(),
  deposit: z.object({ channel: z.enum(CHANNELS), amountYuan: yuan, reference: text.default(''), key: actKey }).nullable(),
});
const receiptRef = { year: z.number().int().min(2000).max(9999), number: z.number().int().min(1).max(999_999_999) } as const;
const RECEIPTS_MAX = 100;

export interface ReceiptAnswer extends Omit<Receipt, 'amount' | 'balance' | 'refunded' | 'transferId' | 'accountId'> {
  readonly amountYuan: string;
  readonly balanceYuan: string;
  readonly refundedYuan: string;
}

const receiptToWire = ({ amount, balance, refunded, transferId: _, accountId: __, ...rest }: Receipt): ReceiptAnswer => ({
  ...rest,
  amountYuan: yuanFromFen(amount),
  balanceYuan: yuanFromFen(balance),
  refundedYuan: yuanFromFen(refunded),
});

const refusalToWire = ({ code: why, left }: Refusal) => ({
  type: 'refused' as const,
  code: why,
  leftYuan: left === null ? null : yuanFromFen(left),
});

const answerToWire = (answer: Answer) => {
  if (answer.type === 'noAccount') throw notFound('account or receipt');
  if (answer.type === 'refused') return refusalToWire(answer.refusal);
  return { type: 'done' as const, receipt: receiptToWire(answer.receipt), again: answer.again };
};

const shiftToWire = ({ float, sums, closed, ...rest }: Shift) => ({
  ...rest,
  floatYuan: yuanFromFen(float),
  tillYuan: yuanFromFen(fen(float + sums.cash)),
  sums: { cash: yuanFromFen(sums.cash), pos: yuanFromFen(sums.pos), slip: yuanFromFen(sums.slip) },
  closed: closed && {
    at: closed.at,
    countedYuan: yuanFromFen(closed.counted),
    bookedYuan: yuanFromFen(closed.booked),
    differenceYuan: yuanFromFen(fen(closed.counted - closed.booked)),
  },
});

const shiftAnswerToWire = (answer: ShiftAnswer) => {
  if (answer.type === 'noPark') throw notFound('park');
  return answer.type === 'refused' ? refusalToWire(answer.refusal) : { type: 'done' as const, shift: shiftToWire(answer.shift) };
};

const standingToWire = (standing: AccountStanding) => ({
  kind: standing.kind,
  closedOn: standing.closedOn,
  charged: standing.charged,
  walletYuan: yuanFromFen(standing.wallet),
  depositYuan: yuanFromFen(standing.deposit),
  availableYuan: yuanFromFen(standing.available),
  /** The most a top-up may be; null: no limit. */
  roomYuan: standing.kind === 'prepaid' ? yuanFromFen(roomOf(standing)) : null,
});

const roomOf = ({ available, hoardMax }: AccountStanding): Fen => fen(available < hoardMax ? hoardMax - available : 0n);

/** A clerk of the park, or who manages it, stands at its counter. */
const counterOf = (ctx: Context, park: string): Counter => {
  requireCollect(ctx, park);
  const { db, clock, moneyMoved } = ctx.services;
  const name = ctx.principal.type === 'user' ? ctx.principal.name : '';
  return { pool: db, clock, park, actor: actorOf(ctx.principal), name, moved: () => moneyMoved(park) };
};

/** What the live board says is available; null before there is one. */
const liveOf = ({ services }: Context, park: string, of: string): Fen | null => {
  const accounts = services.mirror.get(park, services.clock.now())?.document?.accounts;
  const board = accounts && Object.hasOwn(accounts, of) ? accounts[of] : undefined;
  return board ? fenFromYuan(board.available) : null;
};

/** Recharging at the counter. What is refused by its rules is an answer, not an error: `code` names the rule, `leftYuan` the most that could be done. */
export const counterRouter = router({
  account: procedure.input(z.object(account)).query(async ({ ctx, input }) => {
    requireCollect(ctx, input.park);
    const standing = await selectStanding(ctx.services.db, input.park, input.account, ctx.services.clock.now());
    if (!standing) throw notFound('account');
    return standingToWire(standing);
  }),

  topUp: procedure
    .input(handed)
    .mutation(async ({ ctx, input: { park, amountYuan: amount, ...rest } }) =>
      answerToWire(await topUp(counterOf(ctx, park), { ...rest, amount })),
    ),

  takeDeposit: procedure
    .input(handed)
    .mutation(async ({ ctx, input: { park, amountYuan: amount, ...rest } }) =>
      answerToWire(await takeDeposit(counterOf(ctx, park), { ...rest, amount })),
    ),

  returnDeposit: procedure
    .input(z.object({ ...given, reason: text }))
    .mutation(async ({ ctx, input: { park, amountYuan: amount, ...rest } }) =>
      answerToWire(await returnDeposit(counterOf(ctx, park), { ...rest, bookedOn: null, amount })),
    ),

  /** Part or all of a top-up, by the way it came. */
  refund: procedure
    .input(z.object({ park: code, ...receiptRef, amountYuan: yuan, reason: text, key: actKey }))
    .mutation(async ({ ctx, input: { park, year, number, amountYuan: amount, ...rest } }) => {
      const counter = counterOf(ctx, park);
      const earlier = await selectReceipt(ctx.services.db, park, { year, number });
      const live = earlier && liveOf(ctx, park, earlier.account);
      return answerToWire(await refund(counter, { ...rest, of: { year, number }, amount, live }));
    }),

  /** The opposite posting of a mistake, with a receipt of its own. */
  undo: procedure
    .input(z.object({ park: code, ...receiptRef, reason: text, key: actKey }))
    .mutation(async ({ ctx, input: { park, year, number, ...rest } }) =>
      answerToWire(await undo(counterOf(ctx, park), { ...rest, of: { year, number } })),
    ),

  /** What an account can be opened with from a day on: points and who pays for them, and prices. */
  opening: procedure.input(z.object({ park: code, day })).query(async ({ ctx, input }) => {
    requireCollect(ctx, input.park);
    const { db } = ctx.services;
    const place = await selectPlace(db, input.park);
    if (!place) throw notFound('park');
    return {
      points: await selectOpeningPoints(db, input.park, dayRange(input.day, place.zone).from),
      tariffs: await selectOpeningTariffs(db, input.park),
    };
  }),

  /** 开户. Faults name the field of the form. */
  openAccount: procedure.input(opening).mutation(async ({ ctx, input: { deposit, ...form } }) => {
    const counter = counterOf(ctx, form.park);
    const handed = deposit && {
      key: deposit.key,
      channel: deposit.channel,
      amount: deposit.amountYuan,
      reference: deposit.reference,
      bookedOn: null,
    };
    const answer = await openAccount(counter, { form, deposit: handed });
    if (answer.type === 'noPark') throw notFound('park');
    if (answer.type === 'refused') return refusalToWire(answer.refusal);
    if (answer.type === 'faults') return answer;
    return { ...answer, receipt: answer.receipt && receiptToWire(answer.receipt) };
  }),

  /** The account's points are free from the beginning of a day (today), before it is closed. Faults name the reading. */
  release: procedure
    .input(
      z.object({
        ...account,
        day: day.nullable().default(null),
        readings: z
          .array(z.object({ point: code, register: text, photos }))
          .max(POINTS_MAX)
          .refine((readings) => new Set(readings.map(({ point }) => point)).size === readings.length, 'each point once')
          .default([]),
      }),
    )
    .mutation(async ({ ctx, input: { park, ...rest } }) => {
      const answer = await releaseAccount(counterOf(ctx, park), rest);
      if (answer.type === 'noPark') throw notFound('park');
      return answer.type === 'refused' ? refusalToWire(answer.refusal) : answer;
    }),

  closeAccount: procedure.input(z.object({ ...account, channel: z.enum(CHANNELS) })).mutation(async ({ ctx, input: { park, ...rest } }) => {
    const answer = await closeAccount(counterOf(ctx, park), rest);
    if (answer.type === 'noAccount') throw notFound('account');
    if (answer.type === 'refused') return refusalToWire(answer.refusal);
    return { type: 'closed' as const, receipt: answer.receipt && receiptToWire(answer.receipt) };
  }),

  receipt: procedure.input(z.object({ park: code, ...receiptRef })).query(async ({ ctx, input: { park, ...ref } }) => {
    requireCollect(ctx, park);
    const receipt = await selectReceipt(ctx.services.db, park, ref);
    if (!receipt) throw notFound('receipt');
    return receiptToWire(receipt);
  }),

  /** Newest first; of all accounts, or of one. */
  receipts: procedure
    .input(
      z.object({
        park: code,
        account: code.optional(),
        before: z.object(receiptRef).optional(),
        limit: z.number().int().min(1).max(RECEIPTS_MAX).default(20),
      }),
    )
    .query(async ({ ctx, input }) => {
      requireCollect(ctx, input.park);
      const page = { account: input.account ?? null, shiftId: null, before: input.before ?? null, limit: input.limit };
      return (await selectReceiptPage(ctx.services.db, input.park, page)).map(receiptToWire);
    }),

  /** The asker's own open shift; null: none. */
  shift: procedure.input(z.object({ park: code })).query(async ({ ctx, input: { park } }) => {
    requireCollect(ctx, park);
    const shift = await selectOpenShift(ctx.services.db, park, actorOf(ctx.principal));
    return shift && shiftToWire(shift);
  }),

  /** Of all clerks, newest first. */
  shifts: procedure
    .input(z.object({ park: code, limit: z.number().int().min(1).max(RECEIPTS_MAX).default(20) }))
    .query(async ({ ctx, input }) => {
      requireCollect(ctx, input.park);
      return (await selectShifts(ctx.services.db, input.park, input.limit)).map(shiftToWire);
    }),

  openShift: procedure
    .input(z.object({ park: code, floatYuan: yuan.refine((amount) => amount >= 0n, 'not below zero') }))
    .mutation(async ({ ctx, input: { park, floatYuan } }) => shiftAnswerToWire(await openShift(counterOf(ctx, park), floatYuan))),

  closeShift: procedure
    .input(z.object({ park: code, countedYuan: yuan.refine((amount) => amount >= 0n, 'not below zero') }))
    .mutation(async ({ ctx, input: { park, countedYuan } }) => shiftAnswerToWire(await endShift(counterOf(ctx, park), countedYuan))),
});
