import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE_MS, SLOT_MS } from '#domain/time/instant.ts';
import { type Bench, startBench } from '../testing/bench.ts';
import { addSlots, asker, at } from './questions.fixture.ts';

let bench: Bench;
const ask = asker(() => bench);
/** P1 was T1's until then. */
const HANDOVER = at('2026-11-01T00:00:00+08:00');
const OCTOBER = at('2026-10-01T00:00:00+08:00');

beforeAll(async () => {
  bench = await startBench();
  await addSlots(bench, [
    { point: 'P1', start: HANDOVER - SLOT_MS, quantity: 200, account: 'T1', windowMax: 210, period: 1 },
    { point: 'P1', start: HANDOVER, quantity: 300, account: 'T2', windowMax: 320 },
    { point: 'P1', start: HANDOVER + SLOT_MS, quantity: 350, account: 'T2', windowMax: 360, quality: 0 },
    { point: 'P1', start: HANDOVER + SLOT_MS, quantity: 50, account: 'T2', installation: 2 },
    { point: 'P1', start: HANDOVER + 5 * SLOT_MS, quantity: 10, windowMax: 320 },
    { point: 'P1', start: HANDOVER, quantity: 7, register: 1, account: 'T2' },
  ]);
});
afterAll(() => bench[Symbol.asyncDispose]());

describe('a month of a point', () => {
  test('has every quarter of an hour from local midnight, and null where nothing is known', async () => {
    const month = await ask('manager', 'points.month', { point: 'small:P1', month: '2026-11' });
    expect(month).toMatchObject({ from: HANDOVER, step: SLOT_MS, medium: 'electricity' });
    for (const row of [month.quantity, month.quality, month.period, month.maxW]) expect(row).toHaveLength(30 * 96);
    expect(month.quantity.slice(0, 6)).toEqual([300, 400, null, null, null, 10]);
    expect(month.quality.slice(0, 6)).toEqual(['measured', 'estimated', null, null, null, 'measured']);
    expect(month.period.slice(0, 3)).toEqual(['flat', 'flat', null]);
    expect(month.maxW.slice(0, 3)).toEqual([1_280, 1_440, null]);
  });

  test('ends with its last quarter', async () => {
    const month = await ask('manager', 'points.month', { point: 'small:P1', month: '2026-10' });
    expect(month.from).toBe(OCTOBER);
    expect([month.quantity.length, month.quantity.at(-1), month.period.at(-1)]).toEqual([31 * 96, 200, 'valley']);
  });

  test('of a former tenant holds nothing of the next one', async () => {
    const november = await ask('tenant', 'points.month', { point: 'small:P1', month: '2026-11' });
    expect(november.quantity.every((quantity: number | null) => quantity === null)).toBe(true);
    const october = await ask('tenant', 'points.month', { point: 'small:P1', month: '2026-10' });
    expect(october.quantity.at(-1)).toBe(200);
  });

  test('of another register is that register’s', async () => {
    const month = await ask('manager', 'points.month', { point: 'small:P1', month: '2026-11', register: 'export' });
    expect(month.quantity.slice(0, 2)).toEqual([7, null]);
  });
});

describe('the largest windows of a month', () => {
  test('come largest first, the earlier of equals first, one a quarter of an hour', async () => {
    expect(await ask('manager', 'points.windows', { point: 'small:P1', month: '2026-11', limit: 3 })).toEqual([
      { watts: 1_440, at: HANDOVER + SLOT_MS + 10 * MINUTE_MS, day: '2026-11-01' },
      { watts: 1_280, at: HANDOVER + 10 * MINUTE_MS, day: '2026-11-01' },
      { watts: 1_280, at: HANDOVER + 5 * SLOT_MS + 10 * MINUTE_MS, day: '2026-11-01' },
    ]);
    expect(await ask('manager', 'points.windows', { point: 'small:P1', month: '2026-11', limit: 1 })).toHaveLength(1);
  });

  test('show a tenant what was charged to the tenant, and are not more than a hundred', async () => {
    expect(await ask('tenant', 'points.windows', { point: 'small:P1', month: '2026-11' })).toEqual([]);
    await expect(ask('manager', 'points.windows', { point: 'small:P1', month: '2026-11', limit: 101 })).rejects.toThrow('BAD_REQUEST');
  });
});
