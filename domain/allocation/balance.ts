import type { FlowPoint } from '../flow/flow.ts';
import { chargedBy, flowTree, isSource, madeBy } from '../flow/flow-tree.ts';
import { byText, split } from './split.ts';

/** What a point was charged to whom, Wh; null: to nobody. */
export interface UseOf {
  readonly account: string | null;
  readonly wh: number;
}

/** A meter of the supply with what it counted in the month. `account` plays no part here. */
export interface BalancePoint extends FlowPoint {
  /** Read from one end of the stretch to the other, without a reset. */
  readonly complete: boolean;
  /** A person read it: no slots stand behind it. */
  readonly byHand?: boolean;
  /** Whose it was, by what was booked; nobody's where empty. */
  readonly use: readonly UseOf[];
}

/** What one tenant used at one meter, below what its children counted. */
export interface OwnUse {
  readonly point: string;
  readonly account: string | null;
  readonly wh: bigint;
}

/** What came into a branch of the supply and was measured nowhere below it; below zero: more was counted than came in. */
export interface NodeLoss {
  readonly node: string;
  readonly inWh: bigint;
  readonly lossWh: bigint;
}

/** Where a month's energy went. input = tenants + shared area + losses, to the Wh, whatever was measured. */
export interface Balance {
  /** Master + PV + out of storage − into storage − given back to the grid. */
  readonly inputWh: bigint;
  readonly gridWh: bigint;
  readonly pvWh: bigint;
  readonly storageWh: bigint;
  readonly tenants: readonly OwnUse[];
  readonly shared: readonly { readonly point: string; readonly wh: bigint }[];
  readonly losses: readonly NodeLoss[];
  readonly incomplete: readonly string[];
}

/** The month's balance of the supply's tree: every point's own is what came in less what its children took. */
export const balanceOf = (points: readonly BalancePoint[]): Balance => {
  const tree = flowTree(points);
  const byCode = new Map(points.map((point) => [point.code, point]));
  const roots = tree.roots.filter((root) => !isSource(root));
  const sources = points.filter(isSource);
  const tenants: OwnUse[] = [];
  const shared: { point: string; wh: bigint }[] = [];
  const losses: NodeLoss[] = [];

  for (const point of points.toSorted((a, b) => byText(a.code, b.code))) {
    if (isSource(point)) continue;
    const children = tree.childrenOf(point.code);
    const inWh = children.filter(isSource).reduce((sum, source) => sum + sourceWh(source), BigInt(tree.netOf(point)));
    const own = children.filter((child) => !isSource(child)).reduce((sum, child) => sum - BigInt(tree.netOf(child)), inWh);
    if (point.role === 'tenant') tenants.push(...dividedUse(point, own));
    else if (point.role === 'public') shared.push({ point: point.code, wh: own });
    else losses.push({ node: point.code, inWh, lossWh: own });
  }
  const sumOf = (role: 'pv' | 'storage') => sources.filter((one) => one.role === role).reduce((sum, one) => sum + sourceWh(one), 0n);
  const gridWh = roots.reduce((sum, root) => sum + BigInt(tree.netOf(root)), 0n);
  const pvWh = sumOf('pv');
  const storageWh = sumOf('storage');
  const incomplete = [...byCode.values()].filter(({ complete }) => !complete).map(({ code }) => code);
  return { inputWh: gridWh + pvWh + storageWh, gridWh, pvWh, storageWh, tenants, shared, losses, incomplete: incomplete.toSorted(byText) };
};

const sourceWh = (source: FlowPoint): bigint => BigInt(madeBy(source) - chargedBy(source));

/** A meter that changed hands within the month: by what was booked to each, which is exact where nothing hangs below and nothing was given back. */
const dividedUse = (point: BalancePoint, own: bigint): readonly OwnUse[] => {
  const weighted = point.use.filter(({ wh }) => wh > 0).map(({ account, wh }) => ({ key: account ?? '', weight: BigInt(wh) }));
  const divided = split(own, weighted);
  if (divided === null || weighted.length === 0) return [{ point: point.code, account: point.use[0]?.account ?? null, wh: own }];
  return divided.parts.map(({ key, amount }) => ({ point: point.code, account: key === '' ? null : key, wh: amount }));
};

/** Sums of a balance. */
export const sumWh = (parts: readonly { readonly wh: bigint }[]): bigint => parts.reduce((sum, { wh }) => sum + wh, 0n);
