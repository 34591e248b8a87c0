import type { Entry, FaultList } from './faults.ts';

export interface TreeNode {
  readonly code: string;
  readonly parent?: string;
}

/** Every parent is known, and nobody stands above himself. A ring is told once, at its first member in the file. */
export const checkTree = (faults: FaultList, entries: readonly Entry<TreeNode>[], codes: ReadonlySet<string>): void => {
  const parents = new Map<string, string>();
  for (const { path, value } of entries) {
    if (value.parent === undefined) continue;
    if (codes.has(value.parent)) parents.set(value.code, value.parent);
    else faults.add(`${path}.parent`, 'UNKNOWN_REFERENCE', `${value.parent} is not in the file`);
  }
  const told = new Set<string>();
  const safe = new Set<string>();
  for (const { path, value } of entries) {
    const ring = ringFrom(value.code, parents, safe);
    if (ring === null || ring.some((code) => told.has(code))) continue;
    for (const code of ring) told.add(code);
    faults.add(`${path}.parent`, 'CYCLE', `stands above itself: ${[...ring, ring[0]].join(' > ')}`);
  }
};

/** Follows parents upwards; the ring it runs into, or null. Codes on a way that ends are `safe` and not walked again. */
const ringFrom = (start: string, parents: ReadonlyMap<string, string>, safe: Set<string>): string[] | null => {
  const way: string[] = [];
  const onWay = new Set<string>();
  let at: string | undefined = start;
  while (at !== undefined && !safe.has(at)) {
    if (onWay.has(at)) return way.slice(way.indexOf(at));
    way.push(at);
    onWay.add(at);
    at = parents.get(at);
  }
  for (const code of way) safe.add(code);
  return null;
};
