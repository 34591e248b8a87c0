import { expect, test } from 'vitest';
import type { BillLineShape } from '../../rpc/bills-shapes.ts';
import { partsOf } from './made-of.ts';

const line = (more: Partial<BillLineShape>): BillLineShape => ({ kind: 'use', period: null, amountYuan: '1.00', ...more }) as BillLineShape;

test('a bill is its periods from the dearest, then the rest by kind, and the parts sum to it', () => {
  const parts = partsOf([
    line({ period: 'flat', amountYuan: '10.10' }),
    line({ period: 'criticalPeak', amountYuan: '20.20' }),
    line({ period: 'flat', amountYuan: '0.05', kind: 'correction' }),
    line({ kind: 'share', amountYuan: '3.00' }),
    line({ kind: 'share', amountYuan: '-0.50' }),
    line({}),
    line({ kind: 'fee', amountYuan: '0.00' }),
  ]);
  expect(parts).toEqual([
    { of: { period: 'criticalPeak' }, amount: 2020n },
    { of: { period: 'flat' }, amount: 1015n },
    { of: { kind: 'use' }, amount: 100n },
    { of: { kind: 'share' }, amount: 250n },
  ]);
  expect(parts.reduce((sum, { amount }) => sum + amount, 0n)).toBe(3385n);
});
