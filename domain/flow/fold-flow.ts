import { type Flow, type FlowKind, type FlowLink, type FlowNode, totalsOf } from './flow.ts';
import { columnsOf } from './flow-columns.ts';

/** What ends that do not fit become as one; ends of other kinds are one of their kind already. */
const JOINED: Readonly<Partial<Record<FlowKind, FlowKind>>> = {
  feeder: 'feeders',
  feeders: 'feeders',
  tenant: 'tenants',
  tenants: 'tenants',
  pv: 'pv',
  storage: 'storage',
  back: 'back',
};

/**
 * The flow with at most `rowsMax` ends in a column of its picture: the smallest of a column that do not fit stand there as one, with the sum of
 * what flows through them. Ends of one column never feed each other, so no flow is lost and none runs in a circle. At least one end of each
 * kind stays, also where that is more than `rowsMax`.
 */
export const foldFlow = (flow: Flow, rowsMax: number): Flow => {
  const columns = columnsOf(flow);
  const rows = new Map<number, FlowNode[]>();
  for (const node of flow.nodes) {
    const column = columns.get(node.id) ?? 0;
    rows.set(column, [...(rows.get(column) ?? []), node]);
  }
  const idOf = new Map<string, string>();
  const sums = new Map<string, FlowNode>();
  for (const [column, nodes] of rows) {
    for (const node of smallest(nodes, rowsMax)) {
      const kind = JOINED[node.kind] ?? node.kind;
      const id = `${kind} of column ${column}`;
      const sum = sums.get(id);
      idOf.set(node.id, id);
      sums.set(id, { id, kind, code: null, count: (sum?.count ?? 0) + node.count, quantity: (sum?.quantity ?? 0) + node.quantity });
    }
  }
  if (idOf.size === 0) return flow;
  const nodes = new Map(flow.nodes.map((node) => [idOf.get(node.id) ?? node.id, sums.get(idOf.get(node.id) ?? '') ?? node]));
  return { ...flow, nodes: [...nodes.values()], links: linksBetween(flow.links, idOf), totals: totalsOf([...nodes.values()]) };
};

/** Those of a column that are drawn as one of their kind: what is one already first, then by quantity, until the others fit. */
const smallest = (nodes: readonly FlowNode[], rowsMax: number): readonly FlowNode[] => {
  const chosen = new Map<FlowKind, FlowNode[]>();
  let over = nodes.length - rowsMax;
  const candidates = nodes
    .filter(({ kind }) => JOINED[kind] !== undefined)
    .sort((a, b) => rank(a) - rank(b) || a.quantity - b.quantity || (a.id < b.id ? -1 : 1));
  for (const node of candidates) {
    if (over <= 0) break;
    const kind = JOINED[node.kind] ?? node.kind;
    const others = chosen.get(kind) ?? [];
    // The first of a kind takes the row that it leaves.
    if (others.length > 0) over -= 1;
    chosen.set(kind, [...others, node]);
  }
  return [...chosen.values()].filter((same) => same.length > 1).flat();
};

const rank = ({ code, count }: FlowNode): number => (code === null && count > 1 ? 0 : 1);

const linksBetween = (links: readonly FlowLink[], idOf: ReadonlyMap<string, string>): readonly FlowLink[] => {
  const sums = new Map<string, FlowLink>();
  for (const link of links) {
    const [from, to] = [idOf.get(link.from) ?? link.from, idOf.get(link.to) ?? link.to];
    const key = `${from} > ${to}`;
    sums.set(key, { from, to, quantity: (sums.get(key)?.quantity ?? 0) + link.quantity });
  }
  return [...sums.values()];
};
