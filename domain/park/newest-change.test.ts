import { describe, expect, test } from 'vitest';
import { type InstantMs, instantMs } from '../time/instant.ts';
import { newestChange } from './newest-change.ts';

const time = (serial: string, from: number, to: number | null = null) => ({
  serial,
  from: instantMs(from),
  to: to === null ? null : (instantMs(to) as InstantMs),
});

describe('the newest change of a point', () => {
  const [first, second, rerated, last] = [time('A', 10, 20), time('B', 20), time('A', 20), time('C', 30)];
  test.each([
    ['is a replacement where one meter ended as the next began', [second, first], { kind: 'replace', at: 20, ended: first, begun: second }],
    ['is other transformers where the same meter went on', [rerated, first], { kind: 'ratio', at: 20, ended: first, begun: rerated }],
    ['is a meter put up where nothing hung just before', [last, first], { kind: 'install', at: 30, ended: null, begun: last }],
    ['is a meter taken down where none followed', [first], { kind: 'end', at: 20, ended: first, begun: null }],
  ])('%s', (_, rows, change) => expect(newestChange(rows)).toEqual(change));

  test('is none where no meter ever hung', () => expect(newestChange([])).toBeNull());
});
