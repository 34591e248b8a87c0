import { expect, test } from 'vitest';
import { flowOf } from '#domain/flow/flow.ts';
import { sinksOf, suppliedOf, totalOf } from './flow-shares.ts';

const point = (code: string, role: 'grid' | 'tenant' | 'public', quantity: number) => ({
  code,
  role,
  parent: role === 'grid' ? null : 'G',
  account: role === 'tenant' ? `A-${code}` : null,
  quantity,
  exported: 0,
});

test('shares of what came in add up to one over the ends of the flow', () => {
  const flow = flowOf([point('G', 'grid', 1_000), point('t1', 'tenant', 600), point('t2', 'tenant', 250), point('p', 'public', 100)], {
    tenantsMax: 9,
    feedersMax: 9,
  });
  const ends = flow.nodes.filter(({ id }) => sinksOf(flow).has(id));
  expect(suppliedOf(flow)).toBe(1_000);
  expect(ends.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(1_000);
  expect([totalOf(flow, 'tenant', 'tenants'), totalOf(flow, 'public'), totalOf(flow, 'loss')]).toEqual([850, 100, 50]);
});
