import type { FlowPoint } from './flow.ts';

/** The points as a forest. PV and storage that hang below nothing feed the first grid meter; whose parent is not there is a root. */
export interface FlowTree {
  readonly roots: readonly FlowPoint[];
  readonly childrenOf: (code: string) => readonly FlowPoint[];
  /** What a point took from its parent, less what it gave back; of an unmetered one what its children did. */
  readonly netOf: (point: FlowPoint) => number;
}

/** Meters hang in meters; deeper than this is a circle. */
const DEPTH_MAX = 32;

export const flowTree = (points: readonly FlowPoint[]): FlowTree => {
  const byCode = new Map(points.map((point) => [point.code, point]));
  const master = points.find((point) => point.role === 'grid' && !reachesItself(point, byCode));
  const parentOf = (point: FlowPoint): string | null => {
    const parent = point.parent === null ? undefined : byCode.get(point.parent);
    if (parent && !reachesItself(point, byCode)) return parent.code;
    return isSource(point) && master ? master.code : null;
  };
  const children = new Map<string, FlowPoint[]>();
  const roots: FlowPoint[] = [];
  for (const point of points) {
    const parent = parentOf(point);
    if (parent === null) roots.push(point);
    else children.set(parent, [...(children.get(parent) ?? []), point]);
  }
  const childrenOf = (code: string) => children.get(code) ?? [];
  const netOf = (point: FlowPoint): number =>
    point.quantity === null
      ? childrenOf(point.code).reduce((sum, child) => sum + (isSource(child) ? chargedBy(child) - madeBy(child) : netOf(child)), 0)
      : point.quantity - point.exported;
  return { roots, childrenOf, netOf };
};

const reachesItself = (point: FlowPoint, byCode: ReadonlyMap<string, FlowPoint>): boolean => {
  let at: FlowPoint | undefined = point;
  for (let depth = 0; depth < DEPTH_MAX; depth++) {
    at = at?.parent ? byCode.get(at.parent) : undefined;
    if (!at) return false;
    if (at === point) return true;
  }
  return true;
};

export const isSource = ({ role }: FlowPoint): boolean => role === 'pv' || role === 'storage';

/** Out of PV, whichever way round its meter counts; out of storage towards the grid. */
export const madeBy = ({ role, quantity, exported }: FlowPoint): number =>
  role === 'pv' ? Math.max(Math.abs(quantity ?? 0), exported) : exported;

export const chargedBy = ({ role, quantity }: FlowPoint): number => (role === 'storage' ? Math.max(0, quantity ?? 0) : 0);
