import { describe, expect, test } from 'vitest';
import { monthOf, parkDay } from '../time/park-day.ts';
import { closingSteps, type MonthStanding, mayClose } from './close-month.ts';

const READY: MonthStanding = {
  month: monthOf(parkDay('2026-10-01')),
  over: true,
  firstOpen: monthOf(parkDay('2026-10-01')),
  folding: 0,
  unsettled: 0,
  sharing: 'computed',
  run: 'finished',
  notBilled: false,
  notIssued: 0,
  shifts: 0,
};
const shown = (standing: MonthStanding): string[] =>
  closingSteps(standing).flatMap(({ id, state, missing }) => (state === 'done' ? [] : [`${id} ${state} ${missing}`]));

describe('the books of a month', () => {
  test('may be closed when everything is done', () => {
    expect(shown(READY)).toEqual([]);
    expect(mayClose(closingSteps(READY))).toBe(true);
  });

  test('that is stated as not billed needs no bill and no sharing', () => {
    const left = { ...READY, notBilled: true, sharing: 'stopped' as const };
    expect(shown(left)).toEqual(['shared notNeeded 0', 'issued notNeeded 0']);
    expect(mayClose(closingSteps(left))).toBe(true);
  });

  test.each<[string, Partial<MonthStanding>, string]>([
    ['that is running', { over: false }, 'over missing 0'],
    ['after one that is open', { firstOpen: monthOf(parkDay('2026-09-01')) }, 'before missing 0'],
    ['whose late readings are being folded', { folding: 3 }, 'folded missing 3'],
    ['whose last night was not settled', { unsettled: null }, 'settled missing 0'],
    ['with days to settle again', { unsettled: 2 }, 'settled missing 2'],
    ['that was not shared', { sharing: 'notRun' }, 'shared missing 0'],
    ['whose sharing stopped', { sharing: 'stopped' }, 'shared missing 0'],
    ['without a run', { run: 'notRun' }, 'run missing 0'],
    ['whose run is under way', { run: 'running' }, 'run missing 0'],
    ['with bills that are not out', { notIssued: 12 }, 'issued missing 12'],
    ['left out, whose run is under way', { notBilled: true, run: 'running', notIssued: 12 }, 'run missing 0 issued missing 12'],
    ['with a till that was not counted', { shifts: 1 }, 'shifts missing 1'],
  ])('%s stay open', (_, change, said) => {
    const steps = closingSteps({ ...READY, ...change });
    expect(shown({ ...READY, ...change }).join(' ')).toBe(said);
    expect(mayClose(steps)).toBe(false);
  });

  test('need no sharing without rules, and no run without an account', () => {
    const steps = closingSteps({ ...READY, sharing: 'none', run: 'none' });
    expect(steps.filter(({ state }) => state === 'notNeeded').map(({ id }) => id)).toEqual(['shared', 'run']);
    expect(mayClose(steps)).toBe(true);
  });
});
