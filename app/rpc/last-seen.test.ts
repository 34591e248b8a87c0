import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { seenFromText } from './last-seen.ts';

test('what was seen last is read back as it was written', () => {
  const seen = { at: instantMs(1_700_000_000_000), balance: { name: '甲公司', yuan: '-12.30' } };
  expect(seenFromText(JSON.stringify(seen))).toEqual(seen);
  expect(seenFromText(JSON.stringify({ ...seen, balance: null }))).toEqual({ ...seen, balance: null });
});

test.each([null, '', 'x', '{}', '{"at":"soon"}', '[]', 'null'])('%s is nothing that was seen', (text) =>
  expect(seenFromText(text)).toBeNull(),
);

test('an amount that is none is left out', () =>
  expect(seenFromText('{"at":5,"balance":{"name":"x","yuan":"<b>1"}}')).toEqual({ at: 5, balance: null }));
