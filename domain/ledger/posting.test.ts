import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantMs } from '../time/instant.ts';
import { parkDay } from '../time/park-day.ts';
import { fen } from '../units/money.ts';
import { bookingDay } from './booking-day.ts';
import { refKey } from './chart.ts';
import { contentOf, linesOf, type Posting, reversalOf } from './posting.ts';

const shown = (posting: Posting) => linesOf(posting).map(({ ref, amount }) => `${refKey(ref)} ${amount}`);
const amount = fen(12_345n);

describe('lines of a posting', () => {
  test.each<[Posting, string, string]>([
    [{ type: 'opening', accountId: 7, amount: fen(-20n) }, 'opening: 20', 'wallet:7 -20'],
    [{ type: 'topUp', accountId: 7, channel: 'cash', amount }, 'cash: -12345', 'wallet:7 12345'],
    [{ type: 'usage', accountId: 7, amount }, 'wallet:7 -12345', 'revenue_use: 12345'],
    [{ type: 'usage', accountId: 7, amount: fen(-5n) }, 'wallet:7 5', 'revenue_use: -5'],
    [{ type: 'fee', accountId: 7, amount }, 'wallet:7 -12345', 'revenue_fee: 12345'],
    [{ type: 'bill', accountId: 7, amount }, 'receivable:7 -12345', 'revenue_bill: 12345'],
    [{ type: 'adjustment', accountId: 7, amount: fen(-5n) }, 'adjustment: 5', 'wallet:7 -5'],
    [{ type: 'refund', accountId: 7, channel: 'pos', amount }, 'wallet:7 -12345', 'pos: 12345'],
    [{ type: 'depositIn', accountId: 7, channel: 'slip', amount }, 'slip: -12345', 'deposit:7 12345'],
    [{ type: 'depositOut', accountId: 7, channel: 'cash', amount }, 'deposit:7 -12345', 'cash: 12345'],
    [
      { type: 'transfer', from: { kind: 'deposit', accountId: 7 }, to: { kind: 'wallet', accountId: 7 }, amount },
      'deposit:7 -12345',
      'wallet:7 12345',
    ],
    [{ type: 'writeOff', accountId: 7, of: 'receivable', amount }, 'write_off: -12345', 'receivable:7 12345'],
    [{ type: 'cashDifference', amount: fen(-300n) }, 'cash: 300', 'cash_difference: -300'],
  ])('%o', (posting, first, second) => {
    expect(shown(posting)).toEqual([first, second]);
  });

  test.each<Posting>([
    { type: 'topUp', accountId: 7, channel: 'cash', amount: fen(0n) },
    { type: 'topUp', accountId: 7, channel: 'cash', amount: fen(-1n) },
    { type: 'refund', accountId: 7, channel: 'cash', amount: fen(-1n) },
    { type: 'usage', accountId: 7, amount: fen(0n) },
    { type: 'transfer', from: { kind: 'wallet', accountId: 7 }, to: { kind: 'wallet', accountId: 7 }, amount },
  ])('are not made for %o', (posting) => {
    expect(() => linesOf(posting)).toThrow(/^ledger:/);
  });

  test('sum to zero, and a reversal takes each of them back', () => {
    const accountId = fc.integer({ min: 1, max: 99 });
    const channel = fc.constantFrom('cash' as const, 'pos' as const, 'slip' as const);
    const positive = fc.bigInt({ min: 1n, max: 10n ** 15n }).map(fen);
    const posting: fc.Arbitrary<Posting> = fc.oneof(
      fc.record({ type: fc.constantFrom('topUp' as const, 'refund' as const, 'depositIn' as const), accountId, channel, amount: positive }),
      fc.record({ type: fc.constantFrom('usage' as const, 'fee' as const, 'bill' as const), accountId, amount: positive }),
    );
    fc.assert(
      fc.property(posting, (one) => {
        const lines = linesOf(one);
        const back = reversalOf(lines);
        expect([...lines, ...back].reduce((sum, line) => sum + line.amount, 0n)).toBe(0n);
        expect(lines.reduce((sum, line) => sum + line.amount, 0n)).toBe(0n);
        for (const [i, line] of lines.entries()) expect(back[i]).toEqual({ ref: line.ref, amount: -line.amount });
      }),
    );
  });

  test('tell two postings of one key apart by kind, accounts, amount and note', () => {
    const of = (posting: Posting, memo = '') => contentOf(posting.type, linesOf(posting), memo);
    const topUp: Posting = { type: 'topUp', accountId: 7, channel: 'cash', amount };
    const others = [
      of({ ...topUp, amount: fen(12_346n) }),
      of({ ...topUp, channel: 'pos' }),
      of({ ...topUp, accountId: 8 }),
      of({ type: 'depositIn', accountId: 7, channel: 'cash', amount }),
      of(topUp, 'slip 4711'),
    ];
    expect(new Set([of(topUp), of({ ...topUp }), ...others]).size).toBe(1 + others.length);
  });
});

/** 2026-11-22 00:30 in Shanghai, the evening before in UTC. */
const AT = instantMs(Date.UTC(2026, 10, 21, 16, 30));

test.each([
  [null, '2026-11-01', '2026-11-22'],
  ['2026-11-01', '2026-11-01', '2026-11-01'],
  ['2026-10-31', '2026-11-01', 'BOOKS_CLOSED'],
])('asked for %s with books open from %s: %s', (asked, openFrom, expected) => {
  const answer = bookingDay(AT, 'Asia/Shanghai', { asked: asked === null ? null : parkDay(asked), openFrom: parkDay(openFrom) });
  expect(answer.ok ? answer.day : answer.code).toBe(expected);
  if (!answer.ok) expect(answer.earliest).toBe(openFrom);
});

test.each([
  [null, '2026-11-22'],
  ['2026-11-22', '2026-11-22'],
  ['2026-10-22', '2026-10-22'],
  ['2026-10-21', 'DAY_OUT_OF_RANGE'],
  ['2026-11-23', 'DAY_OUT_OF_RANGE'],
])('a posting asked for %s just after the midnight of 22 November: %s', (asked, expected) => {
  const answer = bookingDay(AT, 'Asia/Shanghai', { asked: asked === null ? null : parkDay(asked), openFrom: null });
  expect(answer.ok ? answer.day : answer.code).toBe(expected);
});
