import { expect, test } from 'vitest';
import { parkDay } from '../time/park-day.ts';
import type { DatedVector } from './price-vector.ts';
import { vectorGap } from './vector-gap.ts';

type Days = readonly (readonly [from: string, to: string | null, dayKind?: DatedVector['dayKind']])[];
const gapOf = (days: Days, from: string, to: string | null) => {
  const vectors = days.map(([first, end, dayKind]) => ({
    from: parkDay(first),
    ...(end === null ? {} : { to: parkDay(end) }),
    ...(dayKind === undefined ? {} : { dayKind }),
    prices: [],
  }));
  const gap = vectorGap(
    { code: 'market', name: { zh: '', en: '' }, vectors },
    { from: parkDay(from), to: to === null ? null : parkDay(to) },
  );
  return gap && `${gap.kind} ${gap.from}`;
};

test.each<[string, Days, string, string | null, string | null]>([
  ['one without an end covers all', [['2026-01-01', null]], '2026-03-01', null, null],
  [
    'months that follow each other',
    [
      ['2026-01-01', '2026-02-01'],
      ['2026-02-01', '2026-03-01'],
    ],
    '2026-01-01',
    '2026-03-01',
    null,
  ],
  ['the last month known, of a version without an end', [['2026-01-01', '2026-02-01']], '2026-01-01', null, null],
  ['the next version begins later', [['2026-01-01', '2026-02-01']], '2026-01-01', '2026-03-01', 'workday 2026-02-01'],
  ['nothing on the first day', [['2026-01-02', null]], '2026-01-01', null, 'workday 2026-01-01'],
  [
    'a day between two months',
    [
      ['2026-01-01', '2026-01-31'],
      ['2026-02-01', null],
    ],
    '2026-01-01',
    null,
    'workday 2026-01-31',
  ],
  [
    'workdays and rest days apart',
    [
      ['2026-01-01', null, 'workday'],
      ['2026-01-01', null, 'restDay'],
    ],
    '2026-01-01',
    null,
    null,
  ],
  ['rest days left out', [['2026-01-01', null, 'workday']], '2026-01-01', null, 'restDay 2026-01-01'],
  [
    'holidays alone are not all rest days',
    [
      ['2026-01-01', null, 'workday'],
      ['2026-01-01', null, 'holiday'],
    ],
    '2026-01-01',
    null,
    'restDay 2026-01-01',
  ],
  [
    'a spot day within its month',
    [
      ['2026-01-01', '2026-02-01'],
      ['2026-01-03', '2026-01-04'],
    ],
    '2026-01-01',
    '2026-02-01',
    null,
  ],
])('%s', (_what, days, from, to, expected) => {
  expect(gapOf(days, from, to)).toBe(expected);
});
