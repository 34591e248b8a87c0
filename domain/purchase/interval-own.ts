import type { BalancePoint } from '../allocation/balance.ts';
import { chargedBy, flowTree, isSource, madeBy } from '../flow/flow-tree.ts';

/** What one quarter of an hour counted at a point, Wh. */
export interface Counted {
  readonly quantity: number;
  readonly exported: number;
}

/** A quarter of an hour: each user's meter's own draw, and what of the roof's output stayed in the park. Never below zero. */
export interface IntervalOwn {
  readonly own: ReadonlyMap<string, bigint>;
  readonly pvSelfWh: bigint;
}

/**
 * For quarters of an hour of one supply: what tenants' and public meters drew beyond the meters below them. Made once a month, asked once a quarter, so that a
 * park of thousands of meters costs a pass over them and no more.
 */
export const intervalOwnOf = (points: readonly BalancePoint[]): ((counted: ReadonlyMap<string, Counted>) => IntervalOwn) => {
  const tree = flowTree(points);
  const users = points.filter(({ role }) => role === 'tenant' || role === 'public');
  const byCode = new Map(points.map((point) => [point.code, point]));
  const below = new Map(users.map(({ code }) => [code, tree.childrenOf(code).flatMap((child) => byCode.get(child.code) ?? [])]));
  const roofs = points.filter(({ role }) => role === 'pv');
  const grids = points.filter(({ role }) => role === 'grid');
  return (counted) => {
    const at = (point: BalancePoint): BalancePoint => ({ ...point, ...(counted.get(point.code) ?? { quantity: 0, exported: 0 }) });
    const took = (point: BalancePoint): number => {
      const now = at(point);
      return isSource(now) ? chargedBy(now) - madeBy(now) : (now.quantity ?? 0) - now.exported;
    };
    const own = new Map<string, bigint>();
    for (const user of users) {
      const wh = (below.get(user.code) ?? []).reduce((left, child) => left - took(child), took(user));
      if (wh > 0) own.set(user.code, BigInt(wh));
    }
    const made = roofs.reduce((sum, roof) => sum + madeBy(at(roof)), 0);
    const fedIn = grids.reduce((sum, grid) => sum + at(grid).exported, 0);
    return { own, pvSelfWh: BigInt(Math.max(0, made - fedIn)) };
  };
};
