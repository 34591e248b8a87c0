import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SLOT_MS } from '#domain/time/instant.ts';
import { type Bench, NOW, startBench } from '../testing/bench.ts';
import { addSlots, asker, at, type SlotLine } from './questions.fixture.ts';

let bench: Bench;
const ask = asker(() => bench);
/** NOW is ten o'clock. */
const TODAY = at('2026-11-22T00:00:00+08:00');
const YESTERDAY = at('2026-11-21T00:00:00+08:00');

beforeAll(async () => {
  bench = await startBench();
  const day = (point: string, from: number, count: number, of: (i: number) => Partial<SlotLine> | null): SlotLine[] =>
    Array.from({ length: count }, (_, i) => i).flatMap((i) => {
      const more = of(i);
      return more === null ? [] : [{ point, start: from + i * SLOT_MS, quantity: 100, ...more }];
    });
  // The meter of P1 sends every 5 s, that of W1 every minute: at ten all but the quarter that just ended are in.
  await addSlots(bench, [
    ...day('P1', YESTERDAY, 96, () => ({})),
    ...day('P1', TODAY, 40, (i) => (i >= 8 && i < 12 ? null : i >= 12 && i < 14 ? { quality: 0 } : i === 20 ? { quality: 1 } : {})),
    ...day('W1', TODAY, 30, () => ({})),
  ]);
});
afterAll(() => bench[Symbol.asyncDispose]());

describe('the quality of a park’s meters', () => {
  test('counts the quarters of an hour by how they are known, and names the gaps', async () => {
    const lines = await ask('manager', 'points.quality', { park: 'small', days: 2 });
    expect(lines.find(({ code }: { code: string }) => code === 'P1')).toEqual({
      code: 'P1',
      expected: 96 + 39,
      measured: 96 + 39 - 4 - 2 - 1,
      interpolated: 1,
      estimated: 2,
      missing: 4,
      gaps: [{ from: TODAY + 8 * SLOT_MS, to: TODAY + 14 * SLOT_MS }],
    });
  });

  test('tells a meter that is silent by what is missing up to now', async () => {
    const [line] = await ask('manager', 'points.quality', { park: 'small', days: 1, points: ['W1'] });
    expect(line).toMatchObject({ code: 'W1', expected: 39, measured: 30, missing: 9 });
    expect(line.gaps).toEqual([{ from: TODAY + 30 * SLOT_MS, to: NOW - SLOT_MS }]);
  });

  test('expects nothing of the time before a meter was there, and keeps the newest twenty gaps', async () => {
    const installed = at('2026-11-21T12:00:00+08:00');
    await bench.db.pool.query(
      `update installation set from_at = to_timestamp($1::float8 / 1000) where device_id = (select id from device where serial = 'small-E-1')`,
      [installed],
    );
    await addSlots(
      bench,
      Array.from({ length: 30 }, (_, i) => ({ point: 'G', start: TODAY + (2 * i - 30) * SLOT_MS, quantity: 1 })),
    );
    const [line] = await ask('manager', 'points.quality', { park: 'small', days: 2, points: ['G'] });
    expect(line).toMatchObject({ code: 'G', expected: 48 + 39, measured: 30 });
    expect(line.gaps).toHaveLength(20);
    expect(line.gaps[0].to).toBe(NOW - SLOT_MS);
  });

  test('of points nobody has is nothing', async () => {
    expect(await ask('manager', 'points.quality', { park: 'small', points: ['X'] })).toEqual([]);
    await expect(ask('manager', 'points.quality', { park: 'small', days: 32 })).rejects.toThrow('BAD_REQUEST');
  });
});
