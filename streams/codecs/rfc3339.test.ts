import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantFromRfc3339 } from './rfc3339.ts';

test.each([
  ['2026-11-22T10:00:00+08:00', '2026-11-22T02:00:00.000Z'],
  ['2026-11-22T10:00:00.250+08:00', '2026-11-22T02:00:00.250Z'],
  ['2026-11-22T10:00:00.2Z', '2026-11-22T10:00:00.200Z'],
  ['2026-11-22T10:00:00.123456789Z', '2026-11-22T10:00:00.123Z'],
  ['2024-02-29T23:59:59-03:30', '2024-03-01T03:29:59.000Z'],
  ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
])('%s is %s', (text, utc) => {
  const at = instantFromRfc3339(text);
  expect(at === null ? null : Temporal.Instant.fromEpochMilliseconds(at).toString({ fractionalSecondDigits: 3 })).toBe(utc);
});

test.each([
  '',
  '2026-11-22',
  '2026-11-22T10:00:00',
  '2026-11-22 10:00:00Z',
  '2026-11-22T10:00:00z',
  '2026-11-22T10:00Z',
  '2026-02-29T10:00:00Z',
  '1900-02-29T10:00:00Z',
  '2026-13-01T10:00:00Z',
  '2026-00-01T10:00:00Z',
  '2026-11-00T10:00:00Z',
  '2026-11-31T10:00:00Z',
  '2026-11-22T24:00:00Z',
  '2026-11-22T10:60:00Z',
  '2026-11-22T23:59:60Z',
  '2026-11-22T10:00:00.Z',
  '2026-11-22T10:00:00+0800',
  '2026-11-22T10:00:00+24:00',
  '2026-11-22T10:00:00+08:60',
  '2026-11-22T10:00:00+08:00 ',
  '2026-11-22T10:00:00Z0',
  '-026-11-22T10:00:00Z',
  '1969-12-31T23:59:59Z',
  '２026-11-22T10:00:00Z',
])('%s is no time', (text) => {
  expect(instantFromRfc3339(text)).toBeNull();
});

test('every instant from 1970 to 9999, written with any offset, comes back', () => {
  const instant = fc.integer({ min: 0, max: Date.UTC(9999, 11, 30) });
  fc.assert(
    fc.property(instant, fc.integer({ min: -14 * 60, max: 14 * 60 }), (at, minutes) => {
      const offset = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
      const local = Temporal.Instant.fromEpochMilliseconds(at + minutes * 60_000).toString({ fractionalSecondDigits: 3 });
      fc.pre(!local.startsWith('1969'));
      expect(instantFromRfc3339(local.replace('Z', offset))).toBe(at);
    }),
  );
});

const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
