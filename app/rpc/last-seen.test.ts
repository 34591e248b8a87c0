import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { seenFromText } from './last-seen.ts';

test('what was seen last is read back as it was written', () => {
  const seen = { at: instantMs(1_700_000_000_000), balance: { name: '甲公司', yuan: '-12.30' }, park: null };
  expect(seenFromText(JSON.stringify(seen))).toEqual(seen);
  const managed = { ...seen, balance: null, park: { name: '园区', powerW: -12.5, todayWh: 1_000 } };
  expect(seenFromText(JSON.stringify(managed))).toEqual(managed);
});

test.each([null, '', 'x', '{}', '{"at":"soon"}', '[]', 'null'])('%s is nothing that was seen', (text) =>
  expect(seenFromText(text)).toBeNull(),
);

test('an amount or a figure that is none is left out', () => {
  expect(seenFromText('{"at":5,"balance":{"name":"x","yuan":"<b>1"}}')).toEqual({ at: 5, balance: null, park: null });
  expect(seenFromText('{"at":5,"park":{"name":"x","powerW":"1","todayWh":2}}')).toEqual({ at: 5, balance: null, park: null });
});
