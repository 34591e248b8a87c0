import { expect, test } from 'vitest';
import type { BillRow } from '../../rpc/bills-shapes.ts';
import { actsOn, sumYuan } from './chosen.ts';

const row = (id: string, more: Partial<BillRow>): BillRow =>
  ({ id, kind: 'bill', state: 'draft', faults: [], totalYuan: '10.05', ...more }) as BillRow;
const rows = [
  row('1', {}),
  row('2', { faults: [{ type: 'unpriced', quantity: 5 }] }),
  row('3', { faults: [{ type: 'missingSlots', expected: 4, found: 3 }] }),
  row('4', { state: 'checked' }),
  row('5', { state: 'issued' }),
  row('6', { state: 'paid', kind: 'reversal', totalYuan: '-3.00' }),
];
const told = (...chosen: string[]) => {
  const { toCheck, toIssue } = actsOn(rows, new Set(chosen));
  return [toCheck.map(({ id }) => id).join(), toIssue.map(({ id }) => id).join()];
};

test('drafts without a fault that blocks can be checked, checked ones issued; of the chosen, or of all', () => {
  expect(told()).toEqual(['1,3', '4']);
  expect(told('2', '3', '5')).toEqual(['3', '']);
  expect(told('4', '6')).toEqual(['', '4']);
});

test('what they come to is their sum to the fen', () => expect(sumYuan(rows)).toBe('47.25'));
