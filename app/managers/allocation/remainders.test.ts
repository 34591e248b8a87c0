import { expect, test } from 'vitest';
import type { AllocationRun } from '../../rpc/allocation-shapes.ts';
import { remaindersOf } from './remainders.ts';

const run = (more: Partial<AllocationRun>): AllocationRun => ({
  state: 'draft',
  from: 0 as never,
  to: 1 as never,
  incomplete: [],
  stops: [],
  gridWh: 0,
  pvWh: 0,
  storageWh: 0,
  tenantWh: 0,
  sharedWh: 0,
  lineLossWh: 0,
  transformerLossWh: 0,
  energyYuan: '1300.00',
  ownYuan: '783.36',
  vacantYuan: '0.00',
  ownCapacityYuan: '0.00',
  ownPowerFactorYuan: '0.00',
  computedAt: 0 as never,
  ...more,
});
const pool = (kind: 'capacity' | 'powerFactor', yuan: string) => ({ group: null, kind, wh: null, yuan, parts: [] });
const told = (...args: Parameters<typeof remaindersOf>) =>
  remaindersOf(...args).map(({ of, rows, left }) => [of, ...[...rows, left].map(({ what, yuan }) => `${what} ${yuan}`)]);

test('what the bills leave is told line by line; an empty room where there is one', () => {
  expect(told(run({}), [])).toEqual([['energy', 'bills 1300.00', 'own -783.36', 'left 516.64']]);
  expect(told(run({ vacantYuan: '19.20' }), [])).toEqual([['energy', 'bills 1300.00', 'own -783.36', 'vacant -19.20', 'left 497.44']]);
});

test('below zero it is a surplus', () => {
  expect(told(run({ energyYuan: '700.00' }), [])).toEqual([['energy', 'bills 700.00', 'own -783.36', 'surplus -83.36']]);
});

test('capacity and power factor are told where tenants’ own contracts pay some of them', () => {
  const pools = [pool('capacity', '102.56'), pool('powerFactor', '-15.62')];
  expect(told(run({ ownCapacityYuan: '97.44', ownPowerFactorYuan: '15.62' }), pools).slice(1)).toEqual([
    ['capacity', 'bills 200.00', 'contracts -97.44', 'left 102.56'],
    ['powerFactor', 'bills 0.00', 'contracts -15.62', 'left -15.62'],
  ]);
  expect(told(run({}), pools)).toHaveLength(1);
});

test('at the mean of the bills there is nothing to tell', () => {
  expect(remaindersOf(run({ ownYuan: null, vacantYuan: null }), [])).toEqual([]);
});
