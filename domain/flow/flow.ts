import type { PointRole } from '../park/model.ts';
import { chargedBy, type FlowTree, flowTree, isSource, madeBy } from './flow-tree.ts';

/** A meter's place in the supply and what it counted over a stretch of time, Wh (litres). */
export interface FlowPoint {
  readonly code: string;
  readonly parent: string | null;
  readonly role: PointRole;
  /** Who is charged for it; tenants' meters are added up by it. */
  readonly account: string | null;
  /** Away from the grid; null: not metered, so it is what its children counted. */
  readonly quantity: number | null;
  /** Towards the grid. */
  readonly exported: number;
}

export type FlowKind =
  | 'grid'
  | 'pv'
  | 'storage'
  /** Comes in at a meter that hangs below nothing and is no grid meter. */
  | 'supply'
  /** A tenant that gives back. */
  | 'back'
  /** What meters below a point counted beyond what it did itself: no loss is below zero, so it is named. */
  | 'unexplained'
  | 'feeder'
  /** Feeders of one parent that do not fit, as one. */
  | 'feeders'
  | 'tenant'
  /** Tenants that do not fit, as one. */
  | 'tenants'
  | 'public'
  /** Beyond a meter below which nothing is measured. */
  | 'undivided'
  | 'loss'
  | 'exported'
  | 'charged';

export interface FlowNode {
  readonly id: string;
  readonly kind: FlowKind;
  /** Code of the point or account; null for what is added up. */
  readonly code: string | null;
  /** How many points or accounts it stands for. */
  readonly count: number;
  readonly quantity: number;
}

export interface FlowLink {
  readonly from: string;
  readonly to: string;
  readonly quantity: number;
}

export interface Flow {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
  /** Sums by kind of node; absent: none. */
  readonly totals: Readonly<Partial<Record<FlowKind, number>>>;
  /** Points below which more was counted than came in, and by how much. */
  readonly overrun: readonly { readonly code: string; readonly quantity: number }[];
}

export interface FlowLimits {
  /** Tenants drawn by themselves; the others are one. */
  readonly tenantsMax: number;
  /** Feeders drawn of each parent; the others are one. */
  readonly feedersMax: number;
}

/**
 * Where energy went: from its sources over feeders of any depth to tenants, public area and losses. At every point what comes in goes
 * out: the rest that no child measured is loss, and a rest below zero is named. A feeder that gives back flows towards its parent.
 */
export const flowOf = (points: readonly FlowPoint[], limits: FlowLimits): Flow => {
  const tree = flowTree(points);
  const drawing: Drawing = {
    tree,
    sums: new Map(),
    parts: new Map(),
    overrun: [],
    large: largestAccounts(points, tree, limits.tenantsMax),
    merged: mergedFeeders(tree, points, limits.feedersMax),
  };
  for (const root of tree.roots) drawRoot(drawing, root);
  return finished(drawing);
};

interface End {
  readonly kind: FlowKind;
  readonly code: string | null;
}

interface Drawing {
  readonly tree: FlowTree;
  /** Quantity by pair of ends. */
  readonly sums: Map<string, { readonly from: End; readonly to: End; quantity: number }>;
  /** Codes that each end stands for. */
  readonly parts: Map<string, Set<string>>;
  readonly overrun: { code: string; quantity: number }[];
  readonly large: ReadonlySet<string>;
  /** Parent's code by code of the feeders drawn as one. */
  readonly merged: ReadonlyMap<string, string>;
}

const end = (kind: FlowKind, code: string | null = null): End => ({ kind, code });
const idOf = ({ kind, code }: End): string => (code === null ? kind : `${kind} ${code}`);

const add = (drawing: Drawing, from: End, to: End, quantity: number): void => {
  if (quantity < 0) return add(drawing, to, from, -quantity);
  if (quantity === 0 || idOf(from) === idOf(to)) return;
  const key = `${idOf(from)} > ${idOf(to)}`;
  const sum = drawing.sums.get(key);
  if (sum) sum.quantity += quantity;
  else drawing.sums.set(key, { from, to, quantity });
};

/** The end a point is part of, with its code noted there. */
const endOf = ({ merged, parts }: Drawing, point: FlowPoint): End => {
  const parent = merged.get(point.code);
  const at = parent === undefined ? end('feeder', point.code) : end('feeders', parent);
  parts.set(idOf(at), (parts.get(idOf(at)) ?? new Set()).add(point.code));
  return at;
};

const isBranch = (tree: FlowTree, point: FlowPoint): boolean => point.role === 'grid' || tree.childrenOf(point.code).length > 0;

const drawRoot = (drawing: Drawing, root: FlowPoint): void => {
  const { tree } = drawing;
  if (isSource(root)) return;
  if (root.role === 'grid') {
    const at = endOf(drawing, root);
    const net = tree.netOf(root);
    const drawn = root.quantity ?? net;
    add(drawing, end('grid'), at, Math.max(0, drawn));
    add(drawing, at, end('exported'), Math.max(0, -drawn) + (root.quantity === null ? 0 : root.exported));
    return drawBelow(drawing, root);
  }
  drawInto(drawing, end('supply'), root);
};

/** What a point that is no source takes from `above`, and all below it. */
const drawInto = (drawing: Drawing, above: End, point: FlowPoint): void => {
  const { tree } = drawing;
  const net = tree.netOf(point);
  if (isBranch(tree, point)) {
    const at = endOf(drawing, point);
    if (net < 0 && above.kind === 'supply') add(drawing, at, end('exported'), -net);
    else add(drawing, above, at, net);
    drawBelow(drawing, point);
  } else if (net < 0) add(drawing, end('back', point.account ?? point.code), above.kind === 'supply' ? end('exported') : above, -net);
  else add(drawing, above, sinkOf(drawing, point), net);
};

const drawBelow = (drawing: Drawing, point: FlowPoint): void => {
  const { tree, overrun } = drawing;
  const at = endOf(drawing, point);
  let rest = tree.netOf(point);
  for (const child of tree.childrenOf(point.code)) {
    if (isSource(child)) {
      rest += madeBy(child) - chargedBy(child);
      add(drawing, end(child.role === 'pv' ? 'pv' : 'storage', child.code), at, madeBy(child));
      add(drawing, at, end('charged'), chargedBy(child));
    } else {
      rest -= tree.netOf(child);
      drawInto(drawing, at, child);
    }
  }
  if (rest < 0) {
    add(drawing, end('unexplained'), at, -rest);
    overrun.push({ code: point.code, quantity: -rest });
  } else add(drawing, at, point.role === 'grid' || point.role === 'feeder' ? end('loss') : sinkOf(drawing, point), rest);
};

/** Where a meter's energy is used: its tenant, the tenants that do not fit, the public area, or nobody knows by whom. */
const sinkOf = ({ large, parts }: Drawing, point: FlowPoint): End => {
  if (point.role === 'public') return end('public');
  if (point.role !== 'tenant') return end('undivided');
  const who = point.account ?? point.code;
  const at = large.has(who) ? end('tenant', who) : end('tenants');
  parts.set(idOf(at), (parts.get(idOf(at)) ?? new Set()).add(who));
  return at;
};

const largestAccounts = (points: readonly FlowPoint[], tree: FlowTree, max: number): ReadonlySet<string> => {
  const sums = new Map<string, number>();
  for (const point of points) {
    if (point.role !== 'tenant') continue;
    const below = tree.childrenOf(point.code).reduce((sum, child) => sum + tree.netOf(child), 0);
    const who = point.account ?? point.code;
    sums.set(who, (sums.get(who) ?? 0) + Math.max(0, tree.netOf(point) - below));
  }
  const sorted = [...sums].filter(([, quantity]) => quantity > 0).sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  // A single one left over is drawn: "others" that stands for one hides a name for nothing.
  return new Set(sorted.slice(0, sorted.length === max + 1 ? max + 1 : max).map(([who]) => who));
};

const mergedFeeders = (tree: FlowTree, points: readonly FlowPoint[], max: number): ReadonlyMap<string, string> => {
  const merged = new Map<string, string>();
  for (const { code } of points) {
    const branches = tree.childrenOf(code).filter((child) => !isSource(child) && isBranch(tree, child));
    if (branches.length <= max + 1) continue;
    const sorted = branches.toSorted((a, b) => Math.abs(tree.netOf(b)) - Math.abs(tree.netOf(a)) || a.code.localeCompare(b.code));
    for (const child of sorted.slice(max)) merged.set(child.code, code);
  }
  return merged;
};

const finished = (drawing: Drawing): Flow => {
  const { sums, parts, overrun } = drawing;
  const ends = new Map<string, End>();
  const links: FlowLink[] = [];
  for (const { from, to, quantity } of sums.values()) {
    // Feeders drawn as one may take and give: what is left of both is one flow, so that no flow runs in a circle.
    const against = sums.get(`${idOf(to)} > ${idOf(from)}`)?.quantity ?? 0;
    if (quantity <= against) continue;
    ends.set(idOf(from), from).set(idOf(to), to);
    links.push({ from: idOf(from), to: idOf(to), quantity: quantity - against });
  }
  const outOf = new Map<string, number>();
  const into = new Map<string, number>();
  for (const { from, to, quantity } of links) {
    outOf.set(from, (outOf.get(from) ?? 0) + quantity);
    into.set(to, (into.get(to) ?? 0) + quantity);
  }
  const nodes = [...ends].map(
    ([id, { kind, code }]): FlowNode => ({
      id,
      kind,
      code: kind === 'feeders' ? null : code,
      count: parts.get(id)?.size ?? 1,
      quantity: Math.max(outOf.get(id) ?? 0, into.get(id) ?? 0),
    }),
  );
  return { nodes, links, totals: totalsOf(nodes), overrun };
};

/** Sums by kind of node. */
export const totalsOf = (nodes: readonly FlowNode[]): Flow['totals'] => {
  const totals: Partial<Record<FlowKind, number>> = {};
  for (const { kind, quantity } of nodes) totals[kind] = (totals[kind] ?? 0) + quantity;
  return totals;
};
