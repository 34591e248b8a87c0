import { describe, expect, test } from 'vitest';
import { parkDay } from '../time/park-day.ts';
import { heldFrom, kindOfChange, stateOfVersion, withVersion } from './change-version.ts';

const of = (...days: string[]) => days.map((day) => ({ validFrom: parkDay(day) }));
const VERSIONS = of('2026-01-01', '2026-08-01', '2026-12-01');
const TODAY = parkDay('2026-11-22');

test.each([
  ['2026-01-01', '2026-08-01'],
  ['2026-09-15', '2026-12-01'],
  ['2026-12-01', null],
  ['2025-06-01', '2026-01-01'],
])('what begins on %s holds until %s', (from, to) => {
  expect(heldFrom(VERSIONS, parkDay(from))).toEqual({ from, to });
});

test.each([
  ['2026-01-01', 'past'],
  ['2026-08-01', 'inForce'],
  ['2026-12-01', 'scheduled'],
])('the version of %s is %s', (day, state) => {
  expect(stateOfVersion(VERSIONS, parkDay(day), TODAY)).toBe(state);
});

test('on its first day a version is in force, and the one before is over', () => {
  const day = parkDay('2026-12-01');
  expect(VERSIONS.map(({ validFrom }) => stateOfVersion(VERSIONS, validFrom, day))).toEqual(['past', 'past', 'inForce']);
});

test.each([
  ['2026-11-21', 'retroactive'],
  ['2026-11-22', 'immediate'],
  ['2026-11-23', 'scheduled'],
])('a change from %s is %s', (day, kind) => {
  expect(kindOfChange(parkDay(day), TODAY)).toBe(kind);
});

describe('a version', () => {
  test('of a new day stands among the others in order', () => {
    expect(withVersion(VERSIONS, { validFrom: parkDay('2026-10-01') }).map(({ validFrom }) => validFrom)).toEqual([
      '2026-01-01',
      '2026-08-01',
      '2026-10-01',
      '2026-12-01',
    ]);
  });

  test('of a known day takes the place of the one there', () => {
    const corrected = { validFrom: parkDay('2026-08-01'), source: 'corrected' };
    expect(withVersion<{ validFrom: typeof TODAY; source?: string }>(VERSIONS, corrected)[1]).toBe(corrected);
    expect(withVersion(VERSIONS, corrected)).toHaveLength(3);
  });
});
