import type { Flow } from './flow.ts';

/**
 * The column of each end in a picture of the flow, from 0: one more than the farthest of those that flow into it. What nothing flows out of
 * stands in the last. Follows links only: an end without any has no column.
 */
export const columnsOf = ({ links }: Pick<Flow, 'links'>): ReadonlyMap<string, number> => {
  const waitsFor = new Map<string, number>();
  const out = new Map<string, string[]>();
  for (const { from, to } of links) {
    waitsFor.set(from, waitsFor.get(from) ?? 0).set(to, (waitsFor.get(to) ?? 0) + 1);
    const ends = out.get(from);
    if (ends) ends.push(to);
    else out.set(from, [to]);
  }
  const columns = new Map<string, number>();
  let ready = [...waitsFor].filter(([, count]) => count === 0).map(([id]) => id);
  let last = 0;
  for (let column = 0; ready.length > 0; column++) {
    const next: string[] = [];
    for (const id of ready) {
      columns.set(id, column);
      last = column;
      for (const to of out.get(id) ?? []) {
        const left = (waitsFor.get(to) ?? 0) - 1;
        waitsFor.set(to, left);
        if (left === 0) next.push(to);
      }
    }
    ready = next;
  }
  for (const id of columns.keys()) if (!out.has(id)) columns.set(id, last);
  return columns;
};
