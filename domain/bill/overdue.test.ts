import { expect, test } from 'vitest';
import { parkDay } from '../time/park-day.ts';
import { arrearsAge } from './overdue.ts';

test.each([
  ['2026-11-22', 'notDue'],
  ['2026-11-21', 'to30'],
  ['2026-10-23', 'to30'],
  ['2026-10-22', 'to60'],
  ['2026-09-23', 'to60'],
  ['2026-09-22', 'to90'],
  ['2026-08-24', 'to90'],
  ['2026-08-23', 'over90'],
])('a bill due on %s is, on 22 November, %s', (dueOn, age) => {
  expect(arrearsAge(parkDay(dueOn), parkDay('2026-11-22'))).toBe(age);
});
