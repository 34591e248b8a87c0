import { expect, test } from 'vitest';
import type { FileFault } from '../../rpc/tariffs-api.ts';
import { faultWord, overlapPlace } from './fault-word.ts';

const fault = (path: string, code: FileFault['code'], message = ''): FileFault => ({ path, code, message });

test.each<[string, FileFault['code'], string]>([
  ['validFrom', 'DUPLICATE', 'taken'],
  ['validFrom', 'UNKNOWN_REFERENCE', 'unknown'],
  ['validFrom', 'SHAPE', 'day'],
  ['source', 'SHAPE', 'source'],
  ['components[0].prices.peak', 'SHAPE', 'price'],
  ['components[1].code', 'DUPLICATE', 'twice'],
  ['components[1].name.zh', 'SHAPE', 'name'],
  ['components', 'TARIFF', 'unpriced'],
  ['demandPrice', 'FIXED', 'closed'],
  ['capacityPrice', 'SHAPE', 'price'],
  ['rules[2].ranges[0].from', 'TARIFF', 'hours'],
  ['rules[2].ranges', 'SHAPE', 'noHours'],
  ['rules[2].ranges', 'TARIFF', 'overlap'],
  ['rules[2].months[0]', 'SHAPE', 'months'],
  ['rules[2].dates.from', 'SHAPE', 'dates'],
  ['rules[2].holidayNames', 'TARIFF', 'holidays'],
  ['vectors[0].days[0]', 'TARIFF', 'clock'],
  ['', 'TARIFF', 'other'],
])('%s %s is told as %s', (path, code, word) => expect(faultWord(fault(path, code))).toBe(word));

test('an overlap is told with its place', () => {
  const message = 'valley against peak of rules[0] at 11:00 on 01-01 (workday)';
  expect(overlapPlace(fault('rules[1].ranges', 'TARIFF', message))).toEqual({ at: '11:00', date: '01-01' });
});
