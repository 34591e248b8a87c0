import type { ParkMonth } from '../time/park-day.ts';
import { type Fen, fen } from '../units/money.ts';
import type { BilledShare } from './compose-bill.ts';
import { PLAIN, type ShareOf, type UntaxedLine } from './line.ts';
import { daysOfMonth } from './month-days.ts';

/** An earlier month that was shared anew, or the bill's own where later bills spoke of it before. */
export interface SharedAnew {
  readonly month: ParkMonth;
  /** Of the month's sharing; names what the lines stand on. */
  readonly revision: number;
  /** What the account bears by it; none where the month itself is billed again, whose shares are lines of their own. */
  readonly shares: readonly BilledShare[];
  /** What issued bills, reversals among them, have said of it so far. */
  readonly billed: readonly BilledShare[];
  readonly again: boolean;
}

/** What the account bears of a month less what was billed of it, pool by pool: late readings move what is lost and what is used between everybody. */
export const shareCorrections = ({ month, revision, shares, billed, again }: SharedAnew): readonly UntaxedLine[] => {
  const [target, before] = [byPool(shares), byPool(billed)];
  return [...new Set([...target.keys(), ...before.keys()])].toSorted().flatMap((key): UntaxedLine[] => {
    const [to, from] = [target.get(key), before.get(key)];
    const of = to ?? from;
    const amount = fen((to?.amount ?? 0n) - (from?.amount ?? 0n));
    const wh = of === undefined || of.wh === null ? null : (to?.wh ?? 0n) - (from?.wh ?? 0n);
    if (of === undefined || (amount === 0n && (wh ?? 0n) === 0n)) return [];
    return [
      {
        ...PLAIN,
        kind: 'correction',
        item: 'electricity',
        month,
        ...daysOfMonth(month),
        component: of.kind,
        quantity: wh,
        unit: wh === null ? null : 'kWh',
        price: null,
        amount,
        posted: false,
        reason: again ? 'billedBefore' : 'sharedAnew',
        share: { group: of.group, kind: of.kind, via: of.via, revision },
      },
    ];
  });
};

interface PoolShare extends Omit<ShareOf, 'revision'> {
  readonly wh: bigint | null;
  readonly amount: Fen;
}

const byPool = (shares: readonly BilledShare[]): ReadonlyMap<string, PoolShare> =>
  new Map(
    shares.flatMap(({ group, kind, via, wh, amount }) =>
      amount === null ? [] : [[JSON.stringify([group, kind, via]), { group, kind, via, wh, amount }] as const],
    ),
  );
