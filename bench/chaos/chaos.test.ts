import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { machineClock } from '#streams/simulator/machine-clock.ts';
import { playRound } from './round.ts';

const ROUND_MS_MAX = 120_000;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parktwin-chaos-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const round = { mosquitto: null, places: 12, minutes: 360, overMs: 8_000, until: machineClock.now() };

test(
  'killed with -9 amid its work, and the database too, a park ends as if nothing had happened',
  async () => {
    const killsMax = { stream: 1, database: 1, broker: 0 };
    const result = await playRound({ ...round, dir, seed: 11, streams: 1, parks: 1, killsMax });
    expect(result.faults).toEqual([]);
    expect(result).toMatchObject({ kills: killsMax, lost: 0 });
  },
  ROUND_MS_MAX,
);

test(
  'of two processes that share two shards one is killed with -9: its park goes on in the other, and both end as if nothing had happened',
  async () => {
    const killsMax = { stream: 1, database: 0, broker: 0 };
    const result = await playRound({ ...round, dir, seed: 12, streams: 2, parks: 2, killsMax, leaveDead: true });
    expect(result.faults).toEqual([]);
    expect(result).toMatchObject({ kills: killsMax, lost: 0, sharing: 2 });
  },
  ROUND_MS_MAX,
);
