import { expect, test } from 'vitest';
import { fen } from '../units/money.ts';
import { canTopUp } from './top-up.ts';

const HOARD_MAX = fen(200_000n);

test.each([
  [190_000n, 10_000n, { ok: true }],
  [190_000n, 10_001n, { ok: false, code: 'HOARD_MAX_EXCEEDED', room: 10_000n }],
  [200_000n, 1n, { ok: false, code: 'HOARD_MAX_EXCEEDED', room: 0n }],
  [250_000n, 1n, { ok: false, code: 'HOARD_MAX_EXCEEDED', room: 0n }],
  // An overdraft is covered first.
  [-1_000n, 201_000n, { ok: true }],
  [-1_000n, 201_001n, { ok: false, code: 'HOARD_MAX_EXCEEDED', room: 201_000n }],
  [0n, 0n, { ok: false, code: 'AMOUNT_NOT_POSITIVE' }],
  [0n, -1n, { ok: false, code: 'AMOUNT_NOT_POSITIVE' }],
])('with %d fen, a top-up of %d fen where 2,000.00 yuan may be held', (balance, amount, expected) => {
  expect(canTopUp({ balance: fen(balance), amount: fen(amount), hoardMax: HOARD_MAX })).toEqual(expected);
});
