import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { advanceAggregates } from '#db/aggregate-job.ts';
import { SLOT_MS } from '#domain/time/instant.ts';
import { type Bench, NOW, startBench } from '../testing/bench.ts';
import { addSlots, asker, at } from './questions.fixture.ts';

let bench: Bench;
const ask = asker(() => bench);
const FROM = at('2026-11-20T22:45:00+08:00');
const TO = at('2026-11-22T01:15:00+08:00');
const slots = (TO - FROM) / SLOT_MS;

beforeAll(async () => {
  bench = await startBench();
  const all = Array.from({ length: slots }, (_, i) => i);
  await addSlots(bench, [
    ...all.map((i) => ({ point: 'G', start: FROM + i * SLOT_MS, quantity: 1_000 + i })),
    ...all.map((i) => ({ point: 'G', start: FROM + i * SLOT_MS, quantity: 2, register: 1 })),
    ...all.slice(5).map((i) => ({ point: 'P1', start: FROM + i * SLOT_MS, quantity: 10 })),
    { point: 'G', start: FROM - SLOT_MS, quantity: 1_000_000 },
    { point: 'G', start: TO, quantity: 1_000_000 },
    { point: 'W1', start: FROM, quantity: 5 },
  ]);
});
afterAll(() => bench[Symbol.asyncDispose]());

const electricity = { park: 'small', medium: 'electricity', from: FROM, to: TO };
const sum = slots * 1_000 + (slots * (slots - 1)) / 2;
const told = [
  { code: 'G', quantity: sum, exported: 2 * slots, complete: true },
  { code: 'P1', quantity: 10 * (slots - 5), exported: 0, complete: false },
];

describe('what flowed through a park', () => {
  test('is each point’s sum over the quarters in the range, drawn and given back, from sums as from slots', async () => {
    expect(await ask('wall', 'flows', electricity)).toEqual({ points: told });
    await advanceAggregates(bench.db.pool, { now: () => NOW }, 60_000);
    expect(await ask('wall', 'flows', electricity)).toEqual({ points: told });
  });

  test('of water is litres of the water meters', async () => {
    expect(await ask('wall', 'flows', { ...electricity, medium: 'water' })).toEqual({
      points: [{ code: 'W1', quantity: 5, exported: 0, complete: false }],
    });
  });

  test('is not complete where a meter began anew in between: what it counted before is lost', async () => {
    await bench.db.pool.query(
      `insert into flag (installation_id, register, at, verdict)
       select i.id, 0, to_timestamp($1::float8 / 1000), 'reset' from installation i join point p on p.id = i.point_id where p.code = 'G'`,
      [FROM + 10 * SLOT_MS],
    );
    const { points } = await ask('wall', 'flows', electricity);
    expect(points[0]).toMatchObject({ code: 'G', quantity: sum, complete: false });
    const after = await ask('wall', 'flows', { ...electricity, from: FROM + 11 * SLOT_MS });
    expect(after.points[0].complete).toBe(true);
  });

  test('of time to come, or of more than 400 days, is nothing or refused', async () => {
    expect(await ask('wall', 'flows', { ...electricity, from: NOW + 2 * SLOT_MS, to: NOW + 9 * SLOT_MS })).toEqual({ points: [] });
    await expect(ask('wall', 'flows', { ...electricity, from: '2025-10-01T00:00:00+08:00' })).rejects.toThrow('BAD_REQUEST');
  });
});
