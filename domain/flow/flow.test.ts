import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Flow, type FlowKind, type FlowPoint, flowOf } from './flow.ts';

const point = (
  code: string,
  role: FlowPoint['role'],
  parent: string | null,
  quantity: number | null,
  more: Partial<FlowPoint> = {},
): FlowPoint => ({
  code,
  role,
  parent,
  quantity,
  account: null,
  exported: 0,
  ...more,
});
const LIMITS = { tenantsMax: 10, feedersMax: 10 };
const linksOf = (points: readonly FlowPoint[], limits = LIMITS) =>
  flowOf(points, limits)
    .links.map(({ from, to, quantity }) => `${from} -> ${to} ${quantity}`)
    .sort();

describe('the flow of energy', () => {
  test.each<[string, FlowPoint[], string[]]>([
    [
      'what no child measured is loss',
      [point('G', 'grid', null, 100), point('T', 'tenant', 'G', 70, { account: 'A' }), point('P', 'public', 'G', 20)],
      ['feeder G -> loss 10', 'feeder G -> public 20', 'feeder G -> tenant A 70', 'grid -> feeder G 100'],
    ],
    [
      'children that counted more than their parent are not hidden',
      [point('G', 'grid', null, 100), point('T', 'tenant', 'G', 108, { account: 'A' })],
      ['feeder G -> tenant A 108', 'grid -> feeder G 100', 'unexplained -> feeder G 8'],
    ],
    [
      'depth is free, and each level has its own loss',
      [
        point('G', 'grid', null, 100),
        point('F', 'feeder', 'G', 98),
        point('B', 'feeder', 'F', 97),
        point('T', 'tenant', 'B', 90, { account: 'A' }),
      ],
      [
        'feeder B -> loss 7',
        'feeder B -> tenant A 90',
        'feeder F -> feeder B 97',
        'feeder F -> loss 1',
        'feeder G -> feeder F 98',
        'feeder G -> loss 2',
        'grid -> feeder G 100',
      ],
    ],
    [
      'PV feeds the point it hangs at, whichever way its meter counts',
      [
        point('G', 'grid', null, 60),
        point('F', 'feeder', 'G', 60),
        point('PV', 'pv', 'F', -40),
        point('T', 'tenant', 'F', 100, { account: 'A' }),
      ],
      ['feeder F -> tenant A 100', 'feeder G -> feeder F 60', 'grid -> feeder G 60', 'pv PV -> feeder F 40'],
    ],
    [
      'a feeder that gives back flows towards its parent',
      [
        point('G', 'grid', null, 10),
        point('F1', 'feeder', 'G', 0, { exported: 30 }),
        point('PV', 'pv', 'F1', 30),
        point('F2', 'feeder', 'G', 40),
        point('T', 'tenant', 'F2', 40, { account: 'A' }),
      ],
      ['feeder F1 -> feeder G 30', 'feeder F2 -> tenant A 40', 'feeder G -> feeder F2 40', 'grid -> feeder G 10', 'pv PV -> feeder F1 30'],
    ],
    [
      'what is sold to the grid leaves',
      [point('G', 'grid', null, 20, { exported: 50 }), point('PV', 'pv', null, 90), point('T', 'tenant', 'G', 60, { account: 'A' })],
      ['feeder G -> exported 50', 'feeder G -> tenant A 60', 'grid -> feeder G 20', 'pv PV -> feeder G 90'],
    ],
    [
      'storage takes and gives',
      [point('G', 'grid', null, 100), point('S', 'storage', 'G', 30, { exported: 25 }), point('T', 'tenant', 'G', 95, { account: 'A' })],
      ['feeder G -> charged 30', 'feeder G -> tenant A 95', 'grid -> feeder G 100', 'storage S -> feeder G 25'],
    ],
    [
      'a feeder without a meter is what its children counted',
      [point('G', 'grid', null, 50), point('F', 'feeder', 'G', null), point('T', 'tenant', 'F', 50, { account: 'A' })],
      ['feeder F -> tenant A 50', 'feeder G -> feeder F 50', 'grid -> feeder G 50'],
    ],
    [
      "the meters of one tenant are one, and a tenant's own rest is the tenant's",
      [
        point('G', 'grid', null, 50),
        point('T1', 'tenant', 'G', 30, { account: 'A' }),
        point('T2', 'tenant', 'T1', 10, { account: 'B' }),
        point('T3', 'tenant', 'G', 20, { account: 'A' }),
      ],
      [
        'feeder G -> feeder T1 30',
        'feeder G -> tenant A 20',
        'feeder T1 -> tenant A 20',
        'feeder T1 -> tenant B 10',
        'grid -> feeder G 50',
      ],
    ],
    [
      'a meter below which nothing is measured is use that is not divided',
      [point('G', 'grid', null, 50), point('F', 'feeder', 'G', 50)],
      ['feeder G -> undivided 50', 'grid -> feeder G 50'],
    ],
    ['a park without a grid meter is supplied all the same', [point('T', 'tenant', null, 5, { account: 'A' })], ['supply -> tenant A 5']],
    ['nothing flows where nothing counted', [point('G', 'grid', null, 0), point('T', 'tenant', 'G', 0)], []],
  ])('%s', (_, points, links) => expect(linksOf(points)).toEqual(links));

  test('folds tenants and feeders beyond what fits', () => {
    const points = [
      point('G', 'grid', null, 100),
      ...[40, 30, 15, 10, 5].flatMap((wh, i) => [
        point(`F${i}`, 'feeder', 'G', wh),
        point(`T${i}`, 'tenant', `F${i}`, wh, { account: `A${i}` }),
      ]),
    ];
    const flow = flowOf(points, { tenantsMax: 2, feedersMax: 3 });
    expect(flow.nodes.find(({ kind }) => kind === 'tenants')).toMatchObject({ quantity: 30, count: 3 });
    expect(flow.nodes.find(({ kind }) => kind === 'feeders')).toMatchObject({ quantity: 15, count: 2, code: null });
  });

  test('says where more was counted than came in', () => {
    const flow = flowOf([point('G', 'grid', null, 100), point('T', 'tenant', 'G', 108)], LIMITS);
    expect(flow.overrun).toEqual([{ code: 'G', quantity: 8 }]);
    expect(flow.totals).toMatchObject({ grid: 100, unexplained: 8, tenant: 108 });
  });

  test('meters that hang in a circle end', () => {
    const circle = [point('A', 'feeder', 'B', 5), point('B', 'feeder', 'A', 5)];
    expect(linksOf(circle)).toEqual(['supply -> undivided 10']);
  });
});

const SOURCES: readonly FlowKind[] = ['grid', 'pv', 'storage', 'supply', 'back', 'unexplained'];
const SINKS: readonly FlowKind[] = ['tenant', 'tenants', 'public', 'undivided', 'loss', 'exported', 'charged'];

const sideSums = (flow: Flow, id: string) => {
  const sum = (side: 'from' | 'to') => flow.links.filter((link) => link[side] === id).reduce((total, { quantity }) => total + quantity, 0);
  return { out: sum('from'), in: sum('to') };
};

test('what comes in goes out, at every point and of the whole, and nothing flows in a circle', () => {
  const roles = fc.constantFrom<FlowPoint['role']>('grid', 'feeder', 'feeder', 'tenant', 'tenant', 'public', 'pv', 'storage');
  const made = fc.array(
    fc.record({
      role: roles,
      parent: fc.integer({ min: -1, max: 30 }),
      quantity: fc.option(fc.integer({ min: -50, max: 1_000 }), { freq: 8 }),
      exported: fc.integer({ min: 0, max: 60 }),
      account: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(made, fc.integer({ min: 0, max: 6 }), (rows, max) => {
      const points = rows.map(({ role, parent, quantity, exported, account }, i) =>
        point(`P${i}`, role, parent < 0 ? null : `P${parent}`, quantity, { exported, account: role === 'tenant' ? `A${account}` : null }),
      );
      const flow = flowOf(points, { tenantsMax: max, feedersMax: max });
      for (const { id, kind } of flow.nodes) {
        const sides = sideSums(flow, id);
        if (SOURCES.includes(kind)) expect(sides.in).toBe(0);
        else if (SINKS.includes(kind)) expect(sides.out).toBe(0);
        else expect(sides.in).toBe(sides.out);
      }
      const total = (kinds: readonly FlowKind[]) => kinds.reduce((sum, kind) => sum + (flow.totals[kind] ?? 0), 0);
      expect(total(SOURCES)).toBe(total(SINKS));
      expect(isAcyclic(flow)).toBe(true);
    }),
  );
});

const isAcyclic = ({ nodes, links }: Flow): boolean => {
  let left = nodes.map(({ id }) => id);
  for (;;) {
    const free = left.filter((id) => !links.some(({ from, to }) => to === id && left.includes(from)));
    if (free.length === 0) return left.length === 0;
    left = left.filter((id) => !free.includes(id));
  }
};
