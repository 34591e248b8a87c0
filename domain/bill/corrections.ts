import type { Words } from '../park/model.ts';
import type { Period } from '../tariff/tariff.ts';
import type { ParkDay } from '../time/instant.ts';
import type { Price } from '../units/money.ts';
import { type Fen, fen } from '../units/money.ts';
import type { CorrectionReason, LineUnit, UntaxedLine } from './line.ts';
import type { TaxItem } from './tax.ts';

/** What issued bills, reversals among them, have billed of one month so far for one version, component and period, summed up. */
export interface BilledUse {
  /** Null where no tariff version stood behind it. */
  readonly versionId: number | null;
  readonly component: string;
  readonly name: Words | null;
  readonly period: Period | null;
  readonly item: TaxItem;
  readonly unit: LineUnit | null;
  readonly price: Price | null;
  /** Thousandths of the unit. */
  readonly quantity: bigint;
  readonly amount: Fen;
  readonly from: ParkDay;
  readonly to: ParkDay;
  /** Taken from the wallet by settlements. */
  readonly posted: boolean;
}

/**
 * What a month comes to now less what was billed of it: 退补, line by line. What was billed and is there no more is given back whole.
 * `again`: the month itself is billed anew, and these lines take back what later bills said of it.
 */
export const correctionLines = (
  now: readonly UntaxedLine[],
  billed: readonly BilledUse[],
  { again, month }: CorrectionOf,
): UntaxedLine[] => {
  const target = new Map(again ? [] : now.map((line) => [keyOf(line), line] as const));
  const before = new Map(billed.map((line) => [keyOf(line), line] as const));
  const changed = [...new Set([...target.keys(), ...before.keys()])].flatMap((key) => {
    const [to, from] = [target.get(key), before.get(key)];
    const like = to ?? from;
    const quantity = (to?.quantity ?? 0n) - (from?.quantity ?? 0n);
    const amount = fen((to?.amount ?? 0n) - (from?.amount ?? 0n));
    return like && (quantity !== 0n || amount !== 0n) ? [{ like, quantity, amount }] : [];
  });
  // Of one medium: what one component lost in one version another gained, to the Wh, where only prices changed.
  const moved = Map.groupBy(changed, ({ like }) => like.unit);
  return changed.map(({ like, quantity, amount }) => ({
    kind: 'correction',
    item: like.item,
    month,
    from: like.from,
    to: like.to,
    versionId: like.versionId,
    component: like.component,
    name: like.name,
    period: like.period,
    quantity: like.unit === null ? null : quantity,
    unit: like.unit,
    price: like.price,
    amount,
    posted: like.posted,
    reason: reasonOf(again, like.versionId === null ? [] : (moved.get(like.unit) ?? [])),
    share: null,
    factor: null,
  }));
};

export interface CorrectionOf {
  readonly again: boolean;
  readonly month: UntaxedLine['month'];
}

const reasonOf = (again: boolean, all: readonly { readonly quantity: bigint }[]): CorrectionReason => {
  if (again) return 'billedBefore';
  const shifted = all.length > 0 && all.reduce((sum, { quantity }) => sum + quantity, 0n) === 0n;
  return shifted ? 'newPrice' : 'newReadings';
};

const keyOf = ({ versionId, component, period }: Pick<BilledUse, 'component' | 'period'> & { readonly versionId: number | null }): string =>
  JSON.stringify([versionId, component, period]);
