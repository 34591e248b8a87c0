import { describe, expect, test } from 'vitest';
import { HOUR_MS, instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { piecesOf } from './flows.ts';

const ms = (iso: string) => instantMs(Date.parse(iso));
const ZONE = 'Asia/Shanghai';

describe('the pieces of a range', () => {
  test('are whole months and days in the middle, hours and quarters at the ends', () => {
    const pieces = piecesOf({ from: ms('2026-09-29T22:45:00+08:00'), to: ms('2026-11-03T02:30:00+08:00') }, ZONE);
    expect(
      pieces.map(({ level, from, to }) => [level, new Date(from + 8 * HOUR_MS).toISOString().slice(5, 16), (to - from) / HOUR_MS]),
    ).toEqual([
      ['slot', '09-29T22:45', 0.25],
      ['hour', '09-29T23:00', 1],
      ['day', '09-30T00:00', 24],
      ['month', '10-01T00:00', 31 * 24],
      ['day', '11-01T00:00', 48],
      ['hour', '11-03T00:00', 2],
      ['slot', '11-03T02:00', 0.5],
    ]);
  });

  test.each(['Asia/Shanghai', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Europe/Berlin'])('cover it once and without a hole in %s', (zone) => {
    for (let i = 0; i < 200; i++) {
      const from = instantMs(ms('2026-01-01T00:00:00Z') + ((i * 7_919) % 40_000) * SLOT_MS);
      const to = instantMs(from + (((i * 104_729) % 9_000) + 1) * SLOT_MS);
      const pieces = piecesOf({ from, to }, zone);
      expect(pieces[0]?.from).toBe(from);
      expect(pieces.at(-1)?.to).toBe(to);
      for (const [n, piece] of pieces.entries()) expect(piece.from).toBe(n === 0 ? from : pieces[n - 1]?.to);
    }
  });
});
