import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthOf, parkDay } from '../time/park-day.ts';
import { fen } from '../units/money.ts';
import type { BilledShare } from './compose-bill.ts';
import { shareCorrections } from './share-corrections.ts';

const MONTH = monthOf(parkDay('2026-10-01'));
const share = (kind: string, wh: bigint | null, amount: bigint, group: string | null = null): BilledShare => ({
  group,
  kind,
  via: null,
  revision: 1,
  wh,
  amount: fen(amount),
});

test('what late readings moved from losses to use is given back, and what is shared more is charged, pool by pool', () => {
  const lines = shareCorrections({
    month: MONTH,
    revision: 2,
    shares: [share('lineLoss', 300n, 15n), share('sharedArea', 1_200n, 60n), share('capacity', null, 9n)],
    billed: [share('lineLoss', 900n, 45n), share('sharedArea', 1_000n, 50n), share('capacity', null, 9n)],
    again: false,
  });
  expect(
    lines.map(({ kind, component, quantity, amount, reason, share: of }) => [kind, component, quantity, amount, reason, of?.revision]),
  ).toEqual([
    ['correction', 'lineLoss', -600n, -30n, 'sharedAnew', 2],
    ['correction', 'sharedArea', 200n, 10n, 'sharedAnew', 2],
  ]);
});

const KINDS = ['sharedArea', 'lineLoss', 'capacity'];
const shares = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      group: fc.constantFrom(null, 'B1'),
      wh: fc.bigInt(0n, 9_999n),
      amount: fc.bigInt(-500n, 500n),
    }),
  )
  .map((all) => [...new Map(all.map((one) => [`${one.group} ${one.kind}`, share(one.kind, one.wh, one.amount, one.group)])).values()]);
const sumBy = (all: readonly { readonly amount: bigint | null }[]): bigint => all.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n);

describe('for any sharing', () => {
  test('billed and corrected, however often it was made anew, come to the last one', () => {
    fc.assert(
      fc.property(fc.array(shares, { minLength: 1, maxLength: 5 }), (revisions) => {
        let billed: readonly BilledShare[] = [];
        for (const [i, now] of revisions.entries()) {
          const lines = shareCorrections({ month: MONTH, revision: i + 1, shares: now, billed, again: false });
          expect(sumBy(billed) + sumBy(lines)).toBe(sumBy(now));
          billed = now;
        }
      }),
    );
  });

  test('a month that is billed again takes back all that was said of it', () => {
    fc.assert(
      fc.property(shares, (billed) => {
        const lines = shareCorrections({ month: MONTH, revision: 2, shares: [], billed, again: true });
        expect(sumBy(lines)).toBe(-sumBy(billed));
        expect(lines.every(({ reason }) => reason === 'billedBefore')).toBe(true);
      }),
    );
  });
});
