import type { Paid } from '#db/bill/pay.ts';
import type { RunState } from '#db/bill/run.ts';
import type { BillHead, StateSum, StoredLine } from '#db/bill/select-bills.ts';
import type { WhyShare } from '#db/bill/select-why.ts';
import { type Fen, fen, yuanFromFen, yuanFromPrice } from '#domain/units/money.ts';

/** Bills as screens read them: money is text, quantities are text of whole thousandths. */
export const headOut = ({ total, excl, tax, toPost, paid, ...rest }: BillHead) => ({
  ...rest,
  month: rest.month.slice(0, 7),
  totalYuan: yuanFromFen(total),
  exclYuan: yuanFromFen(excl),
  taxYuan: yuanFromFen(tax),
  toPostYuan: yuanFromFen(toPost),
  paidYuan: yuanFromFen(paid),
});

export const rowOut = ({ before, ...head }: BillHead & { readonly before: Fen | null }) => ({
  ...headOut(head),
  beforeYuan: before === null ? null : yuanFromFen(before),
});

export const lineOut = ({ amount, excl, tax, price, quantity, factor, ...line }: StoredLine) => ({
  ...line,
  quantity: quantity === null ? null : quantity.toString(),
  priceYuan: price === null ? null : yuanFromPrice(price),
  amountYuan: yuanFromFen(amount),
  exclYuan: yuanFromFen(excl),
  taxYuan: yuanFromFen(tax),
  factor: factor && { ...factor, base: yuanFromFen(factor.base) },
});

export const sumOut = ({ total, ...sum }: StateSum) => ({ ...sum, totalYuan: yuanFromFen(total) });

/** A share's steps, and how the money that it is a part of was left over. */
export const whyShareOut = (share: WhyShare | null) =>
  share && {
    energySteps: share.energySteps,
    moneySteps: share.moneySteps,
    left: share.left && {
      energyYuan: yuanFromFen(share.left.energy),
      ownYuan: yuanFromFen(share.left.own),
      vacantYuan: yuanFromFen(share.left.vacant),
      leftYuan: yuanFromFen(fen(share.left.energy - share.left.own - share.left.vacant)),
    },
  };

/** Why a payment was not taken, and the amount it is about. */
export const payRefused = (answer: Extract<Paid, { type: 'refused' }>) => ({
  type: answer.type,
  because: answer.because,
  shortByYuan: 'shortBy' in answer ? yuanFromFen(answer.shortBy) : null,
  openYuan: 'open' in answer ? yuanFromFen(answer.open) : null,
});

export const runOut = (run: RunState | null) =>
  run && {
    accounts: run.accounts,
    done: run.done,
    changed: run.changed,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
  };
