import { expect, test } from 'vitest';
import { fen } from '../units/money.ts';
import { alarmLevelsFault } from './alarm-levels.ts';

test.each([
  [50_000n, 20_000n, null],
  [1n, 0n, null],
  [1_000_000_000n, 0n, null],
  [20_000n, 20_000n, 'ORDER'],
  [10_000n, 20_000n, 'ORDER'],
  [100n, -1n, 'NEGATIVE'],
  [-2n, -1n, 'NEGATIVE'],
  [1_000_000_001n, 0n, 'TOO_LARGE'],
] as const)('a first warning at %d fen and a second at %d: %s', (alarm1, alarm2, fault) => {
  expect(alarmLevelsFault({ alarm1: fen(alarm1), alarm2: fen(alarm2) })).toBe(fault);
});
