import { expect, test } from 'vitest';
import { BILL_STATES, isOut, mayBecome } from './states.ts';

test('a bill goes one way: draft, checked, issued, paid in parts or whole, or reversed; what is out never comes back', () => {
  const ways = BILL_STATES.flatMap((from) => BILL_STATES.filter((to) => mayBecome(from, to)).map((to) => `${from} > ${to}`));
  expect(ways).toEqual([
    'draft > draft',
    'draft > checked',
    'draft > notBilled',
    'checked > draft',
    'checked > notBilled',
    'checked > issued',
    'issued > partlyPaid',
    'issued > paid',
    'issued > reversed',
    'partlyPaid > paid',
    'partlyPaid > reversed',
    'paid > reversed',
  ]);
  for (const from of BILL_STATES.filter(isOut)) expect(BILL_STATES.filter((to) => mayBecome(from, to)).every(isOut)).toBe(true);
});
