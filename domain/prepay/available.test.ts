import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '../time/instant.ts';
import { exact, exactFromFen, fen } from '../units/money.ts';
import { availableOf, daysLeft } from './available.ts';

const DAY_MS = 24 * HOUR_MS;
const amounts = fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n });

describe('what is available', () => {
  test.each([
    [10_000n, 0n, 10_000n],
    [10_000n, 1_000_000_000n, 9_999n],
    [10_000n, 1n, 9_999n],
    [10_000n, 1_000_000_001n, 9_998n],
    [0n, 1n, -1n],
    [-5n, 2_500_000_000n, -8n],
    [10_000n, -1n, 10_000n],
    [10_000n, -1_000_000_000n, 10_001n],
  ])('of %d fen with %d unposted is %d fen', (ledger, unposted, expected) => {
    expect(availableOf(fen(ledger), exact(unposted))).toBe(expected);
  });

  test('is never more than there is, and less by under one fen', () => {
    fc.assert(
      fc.property(amounts, amounts, (ledger, unposted) => {
        const truth = exactFromFen(fen(ledger)) - unposted;
        const shown = exactFromFen(availableOf(fen(ledger), exact(unposted)));
        expect(shown <= truth && truth - shown < 1_000_000_000n).toBe(true);
      }),
    );
  });
});

describe('days left', () => {
  const yuanPerDay = (yuan: bigint, days: number) => ({ charge: exact(yuan * BigInt(days) * 10n ** 11n), overMs: days * DAY_MS });

  test.each([
    [30_000n, 100n, 7, 3],
    [35_000n, 100n, 7, 3.5],
    [35_999n, 100n, 7, 3.5],
    [30_000n, 100n, 1, 3],
    [9n, 100n, 7, 0],
    [0n, 100n, 7, 0],
    [-500n, 100n, 7, 0],
    [10n ** 15n, 1n, 7, 9_999],
  ])('%d fen at %d yuan a day over %d days last %d days', (available, yuan, days, expected) => {
    expect(daysLeft(fen(available), yuanPerDay(yuan, days))).toBe(expected);
  });

  test('are not known before a day of history, nor without use', () => {
    expect(daysLeft(fen(30_000n), { charge: exact(10n ** 13n), overMs: DAY_MS - 1 })).toBeNull();
    expect(daysLeft(fen(30_000n), { charge: exact(0n), overMs: 7 * DAY_MS })).toBeNull();
    expect(daysLeft(fen(30_000n), { charge: exact(-1n), overMs: 7 * DAY_MS })).toBeNull();
  });
});
