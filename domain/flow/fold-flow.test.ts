import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FlowKind, type FlowNode, type FlowPoint, flowOf } from './flow.ts';
import { columnsOf } from './flow-columns.ts';
import { foldFlow } from './fold-flow.ts';

const ALL = { tenantsMax: 500, feedersMax: 500 };
const point = (code: string, parent: string | null, role: FlowPoint['role'], quantity: number): FlowPoint => ({
  ...{ code, parent, role, quantity, exported: 0 },
  account: role === 'tenant' ? code : null,
});
/** A grid meter, feeders of 10, 20, ... and of each two buildings with one tenant each. */
const park = (feeders: number): readonly FlowPoint[] => [
  point('G', null, 'grid', feeders * (feeders + 1) * 5),
  ...Array.from({ length: feeders }, (_, i) => i + 1).flatMap((i) => [
    point(`F${i}`, 'G', 'feeder', i * 10),
    ...['a', 'b'].flatMap((side) => [
      point(`B${i}${side}`, `F${i}`, 'feeder', i * 5),
      point(`T${i}${side}`, `B${i}${side}`, 'tenant', i * 5),
    ]),
  ]),
];
const shown = (nodes: readonly FlowNode[], kind: FlowKind) =>
  nodes.filter((node) => node.kind === kind).map(({ code, count, quantity }) => [code, count, quantity]);

describe('a flow that is folded', () => {
  test('keeps the largest of a column and joins the others, of each column by itself', () => {
    const { nodes, links } = foldFlow(flowOf(park(6), ALL), 4);
    expect(shown(nodes, 'feeders')).toEqual([
      [null, 3, 60],
      [null, 9, 125],
    ]);
    expect(shown(nodes, 'feeder')).toEqual([
      ['G', 1, 210],
      ['F4', 1, 40],
      ['F5', 1, 50],
      ['B5b', 1, 25],
      ['F6', 1, 60],
      ['B6a', 1, 30],
      ['B6b', 1, 30],
    ]);
    expect(shown(nodes, 'tenants')).toEqual([[null, 9, 125]]);
    expect(links.filter(({ to }) => to === 'feeders of column 3').map(({ from, quantity }) => [from, quantity])).toEqual([
      ['feeders of column 2', 60],
      ['feeder F4', 40],
      ['feeder F5', 25],
    ]);
  });

  test('stays as it is where it fits', () => {
    const flow = flowOf(park(3), ALL);
    expect(foldFlow(flow, 6)).toBe(flow);
  });

  test('takes what was one already before it takes another', () => {
    const flow = foldFlow(flowOf(park(6), { tenantsMax: 4, feedersMax: 500 }), 4);
    expect(shown(flow.nodes, 'tenants')).toEqual([[null, 9, 125]]);
  });

  test('joins roofs and tenants that give back by their own kind', () => {
    const roofs = Array.from({ length: 9 }, (_, i) => ({ ...point(`R${i}`, 'G', 'pv', -(i + 1)) }));
    const { nodes } = foldFlow(flowOf([point('G', null, 'grid', 50), ...roofs, point('T', 'G', 'tenant', 95)], ALL), 3);
    expect(shown(nodes, 'pv')).toEqual([
      [null, 8, 36],
      ['R8', 1, 9],
    ]);
  });
});

test('no flow is lost or turned round, columns stay, and none has more rows than asked but for one of each kind', () => {
  const roles = fc.constantFrom<FlowPoint['role']>('feeder', 'feeder', 'feeder', 'tenant', 'tenant', 'public', 'pv', 'storage');
  const rows = fc.array(fc.record({ role: roles, above: fc.integer({ min: 1, max: 9 }), quantity: fc.integer({ min: -9, max: 999 }) }), {
    maxLength: 80,
  });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 20 }), (made, rowsMax) => {
      const points = made.map(({ role, above, quantity }, i) => point(`P${i}`, i < above ? 'G' : `P${i - above}`, role, quantity));
      const flow = flowOf([point('G', null, 'grid', 5_000), ...points], ALL);
      const folded = foldFlow(flow, rowsMax);
      const [before, after] = [columnsOf(flow), columnsOf(folded)];
      const sumOf = ({ links }: typeof flow) => links.reduce((sum, { quantity }) => sum + quantity, 0);
      expect(sumOf(folded)).toBe(sumOf(flow));
      expect(after.size).toBe(folded.nodes.length);
      for (const { id, count, quantity } of folded.nodes) {
        const own = (side: 'from' | 'to') => folded.links.filter((link) => link[side] === id).reduce((sum, link) => sum + link.quantity, 0);
        expect(Math.max(own('from'), own('to'))).toBe(quantity);
        if (before.has(id)) expect(after.get(id)).toBe(before.get(id));
        expect(count).toBeGreaterThan(0);
      }
      const columns = Map.groupBy(folded.nodes, ({ id }) => after.get(id));
      for (const nodes of columns.values()) {
        const kinds = new Set(nodes.map(({ kind }) => kind.replace(/s$/, ''))).size;
        expect(nodes.length).toBeLessThanOrEqual(Math.max(rowsMax, kinds));
      }
    }),
  );
});
