import { describe, expect, test } from 'vitest';
import { daysWay, isLine, searchOfWay, type Way, wayOf } from './way.ts';

const read = (search: string) => wayOf(new URLSearchParams(search));

describe('the way down is the address', () => {
  const line: Way = { from: '2026-11-18', to: '2026-11-18', point: 'B2-101', version: 3, period: 'peak', slot: null };

  test('written and read again it is the same, with whose it is beside', () => {
    for (const way of [line, daysWay('2026-11-01', '2026-11-30'), { ...line, slot: { start: 1_795_000_000_000, installation: 7 } }])
      expect(read(searchOfWay(way, { account: 'main:A-001' }))).toEqual(way);
  });

  test('ends at a line when it names a day, a point, a version and a period', () => {
    expect(isLine(line)).toBe(true);
    expect([isLine({ ...line, to: '2026-11-19' }), isLine({ ...line, period: null }), isLine(daysWay('2026-11-18', '2026-11-18'))]).toEqual(
      [false, false, false],
    );
  });

  test('what it cannot read it leaves out; without a time it is none', () => {
    expect(read('?from=2026-11-18&period=noon&version=x&slot=1')).toEqual(daysWay('2026-11-18', '2026-11-18'));
    expect([read(''), read('?from=yesterday')]).toEqual([null, null]);
  });
});
