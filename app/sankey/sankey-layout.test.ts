import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Flow, type FlowPoint, flowOf } from '#domain/flow/flow.ts';
import { columnsOf } from '#domain/flow/flow-columns.ts';
import { foldFlow } from '#domain/flow/fold-flow.ts';
import { roomyHeight, roomyWidth } from './roomy-size.ts';
import type { SankeySize } from './sankey-data.ts';
import { rowsThatFit, type SankeyPicture, sankeyLayout } from './sankey-layout.ts';
import { sankeyOf } from './sankey-of.ts';

const NAMES = ['电网', '10 kV 总表', '11号动力站进线', 'Warehouse 5 incomer', 'F', '苏州工业园区恒拓电子科技有限公司'];

const dataOf = (flow: Flow) =>
  sankeyOf(flow, {
    nameOf: ({ id }) => NAMES[id.length % NAMES.length] ?? id,
    figureOf: (quantity) => `${quantity} MWh`,
  });

/** Parks of any shape: below any meter hangs any other, thick beside thin, up to thirty meters deep where each hangs in the one before. */
const anyPoints = fc
  .array(
    fc.record({
      role: fc.constantFrom<FlowPoint['role']>('feeder', 'feeder', 'tenant', 'tenant', 'public', 'pv', 'storage'),
      above: fc.integer({ min: 1, max: 12 }),
      quantity: fc.option(fc.oneof(fc.integer({ min: -20, max: 60 }), fc.integer({ min: 0, max: 1_000_000 })), { freq: 6 }),
      account: fc.integer({ min: 0, max: 40 }),
    }),
    { maxLength: 120 },
  )
  .map((rows): readonly FlowPoint[] => [
    { code: 'G', parent: null, role: 'grid', account: null, quantity: 900_000, exported: 0 },
    ...rows.map(
      ({ role, above, quantity, account }, i): FlowPoint => ({
        code: `P${i}`,
        parent: i - above < 0 ? 'G' : `P${i - above}`,
        role,
        account: role === 'tenant' ? `A${account}` : null,
        quantity,
        exported: 0,
      }),
    ),
  ]);
const ALL = { tenantsMax: 200, feedersMax: 200 };
const anyFlow = anyPoints.map((points) => flowOf(points, ALL));
const anySize = fc.record({
  width: fc.integer({ min: 60, max: 3_000 }),
  height: fc.integer({ min: 60, max: 2_000 }),
  text: fc.integer({ min: 9, max: 36 }),
});

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Less than any screen shows. */
const TINY = 1e-6;
const meet = (a: Area, b: Area): boolean =>
  a.x + a.width > b.x + TINY && b.x + b.width > a.x + TINY && a.y + a.height > b.y + TINY && b.y + b.height > a.y + TINY;
const isInside = ({ x, y, width, height }: Area, size: SankeySize): boolean =>
  x >= -TINY && y >= -TINY && width > 0 && x + width <= size.width + TINY && y + height <= size.height + TINY;

const meetings = (areas: readonly Area[], others: readonly Area[] = areas): readonly (readonly [Area, Area])[] =>
  areas.flatMap((a, i) => others.slice(others === areas ? i + 1 : 0).flatMap((b) => (meet(a, b) ? [[a, b] as const] : [])));

const expectApart = ({ labels, bars }: SankeyPicture, size: SankeySize): void => {
  expect(meetings(labels)).toEqual([]);
  expect(meetings(labels, bars)).toEqual([]);
  expect(meetings(bars)).toEqual([]);
  expect([...labels, ...bars.map((bar) => ({ ...bar, width: bar.width }))].filter((area) => !isInside(area, size))).toEqual([]);
};

describe('labels of the flow', () => {
  test('touch neither each other, nor a bar, nor the edge, in any park and any picture', () => {
    fc.assert(fc.property(anyFlow, anySize, (flow, size) => expectApart(sankeyLayout(dataOf(flow), size), size)));
  });

  test('stand beside each end of a park that is folded into a wall, as deep as walls have columns', () => {
    fc.assert(
      fc.property(anyFlow, fc.constantFrom(1, 2), (flow, times) => {
        const size = { width: 1_490 * times, height: 920 * times, text: 18 * times };
        const folded = foldFlow(flow, rowsThatFit(size));
        const picture = sankeyLayout(dataOf(folded), size);
        expectApart(picture, size);
        if (Math.max(0, ...columnsOf(folded).values()) > 12) return;
        expect(picture.labels.map(({ node }) => node.id).sort()).toEqual(folded.nodes.map(({ id }) => id).sort());
      }),
    );
  });

  test('stand beside each end of a picture that is as large as its park needs, however deep', () => {
    fc.assert(
      fc.property(anyFlow, fc.constantFrom(12, 13), (flow, text) => {
        const size = { width: Math.max(358, roomyWidth(flow, text)), height: roomyHeight(flow, text), text };
        const picture = sankeyLayout(dataOf(flow), size);
        expectApart(picture, size);
        expect(picture.labels).toHaveLength(flow.nodes.length);
      }),
    );
  });
});

test('flows are as thick as their bars, and all bars of one scale', () => {
  fc.assert(
    fc.property(anyFlow, (flow) => {
      const { bars, ribbons } = sankeyLayout(dataOf(flow), { width: 1_400, height: 900, text: 16 });
      const [first] = flow.nodes;
      const scale = first ? (bars.find(({ node }) => node.id === first.id)?.height ?? 0) / first.quantity : 0;
      for (const { id, quantity } of flow.nodes) {
        const bar = bars.find(({ node }) => node.id === id);
        expect(bar?.height).toBeCloseTo(quantity * scale, 4);
        for (const side of ['from', 'to'] as const) {
          const own = ribbons.filter((ribbon) => ribbon.key.split(' > ')[side === 'from' ? 0 : 1] === id);
          if (own.length > 0) expect(own.reduce((sum, { thickness }) => sum + thickness, 0)).toBeCloseTo(bar?.height ?? 0, 4);
        }
      }
    }),
  );
});

describe('a small flow', () => {
  const point = (code: string, parent: string | null, role: FlowPoint['role'], quantity: number): FlowPoint => ({
    ...{ code, parent, role, quantity, exported: 0 },
    account: role === 'tenant' ? code : null,
  });
  const flow = flowOf([point('G', null, 'grid', 100), point('T', 'G', 'tenant', 90), point('U', 'G', 'tenant', 5)], ALL);
  const drawn = (size: SankeySize) =>
    sankeyLayout(
      sankeyOf(flow, {
        nameOf: ({ code, kind }) => (code === 'T' ? 'Tenant of the hall' : (code ?? kind)),
        figureOf: (quantity) => `${quantity} kWh`,
      }),
      size,
    );

  test('says name and figure in a line, else below each other where the bar is high enough, else the name alone, and nothing where a name says nothing', () => {
    const said = (width: number) =>
      drawn({ width, height: 300, text: 10 }).labels.map(({ node, figure, nameLines }) => [node.name, figure, nameLines]);
    expect(said(900)).toEqual([
      ['grid', 'beside', 1],
      ['G', 'beside', 1],
      ['Tenant of the hall', 'beside', 1],
      ['U', 'beside', 1],
      ['loss', 'beside', 1],
    ]);
    expect(said(250)).toEqual([
      ['grid', 'below', 1],
      ['G', 'beside', 1],
      ['Tenant of the hall', 'none', 2],
      ['U', 'none', 1],
      ['loss', 'none', 1],
    ]);
    expect(said(60)).toEqual([]);
  });

  test('runs from its source on the left to its ends on the right', () => {
    const { bars, ribbons } = drawn({ width: 600, height: 300, text: 10 });
    expect(bars.map(({ node, column }) => [node.id, column])).toEqual([
      ['grid', 0],
      ['feeder G', 1],
      ['tenant T', 2],
      ['tenant U', 2],
      ['loss', 2],
    ]);
    for (const { from, to } of ribbons) expect(from.x).toBeLessThan(to.x);
  });
});

test('a park without flows is an empty picture', () => {
  const flow = flowOf([], ALL);
  expect(sankeyLayout(dataOf(flow), { width: 400, height: 300, text: 12 })).toEqual({ bars: [], ribbons: [], labels: [] });
});
