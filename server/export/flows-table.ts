import { type Flow, type FlowNode, type FlowPoint, flowOf } from '#domain/flow/flow.ts';
import { readFlows } from '../trpc/flows.ts';
import { liveDocument } from '../trpc/trpc.ts';
import { type Asked, columnsOf } from './asked.ts';
import { kiloText } from './local-text.ts';
import { ROWS_A_BATCH, type Row, type Table } from './table.ts';
import { headOf, wordOf } from './words.ts';

const HEADS = ['from', 'fromCode', 'fromKind', 'to', 'toCode', 'toKind', 'quantity'] as const;
/** A file has room for every tenant and feeder; the picture draws the largest. */
const ALL = { tenantsMax: Number.POSITIVE_INFINITY, feedersMax: Number.POSITIVE_INFINITY } as const;

/** Where a park's electricity (water) went, a line a stretch between two ends, as the flow's picture has them: closed quarters of an hour only. */
export async function flowsTable({ ctx, query, range }: Asked): Promise<Table> {
  const { park, medium, lang } = query;
  const counted = new Map((await readFlows(ctx, { park, medium, from: range.from, to: range.to })).map((point) => [point.code, point]));
  const { points, accounts } = liveDocument(ctx, park).document;
  const flow = flowOf(
    Object.values(points)
      .filter((point) => point.medium === medium)
      .map(({ code, parent, role, account, serial }): FlowPoint => {
        const own = counted.get(code);
        // A point without a meter is what its children counted.
        return { code, parent, role, account, quantity: serial === null ? null : (own?.quantity ?? 0), exported: own?.exported ?? 0 };
      }),
    ALL,
  );
  const rows = rowsOf(flow, (node) => {
    const { code, kind } = node;
    const name = code === null ? null : kind === 'tenant' || kind === 'back' ? (accounts[code] ?? points[code])?.name : points[code]?.name;
    return [name?.[lang] ?? wordOf(kind, lang), code, wordOf(kind, lang)];
  });
  async function* batches() {
    for (let i = 0; i < rows.length; i += ROWS_A_BATCH) yield rows.slice(i, i + ROWS_A_BATCH);
  }
  return {
    title: headOf('flows', lang),
    fileName: [park, 'flows', medium, range.first, range.last].join('-'),
    columns: columnsOf(HEADS, ['quantity'], { query }),
    batches: batches(),
  };
}

const rowsOf = ({ nodes, links }: Flow, cellsOf: (node: FlowNode) => Row): Row[] => {
  const byId = new Map(nodes.map((node) => [node.id, cellsOf(node)]));
  return links.map(({ from, to, quantity }) => [...(byId.get(from) ?? []), ...(byId.get(to) ?? []), kiloText(quantity)]);
};
