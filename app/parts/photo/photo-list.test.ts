import { expect, test } from 'vitest';
import { keptIn, type Photo, type PhotoEvent, photosAfter, standingOf } from './photo-list.ts';

const after = (...events: readonly PhotoEvent[]) => events.reduce(photosAfter, [] as readonly Photo[]);
const added = (key: number, field = 'end'): PhotoEvent => ({ type: 'added', key, field });
const kept = (key: number, id: number): PhotoEvent => ({ type: 'changed', key, state: { type: 'kept', id } });
const sending = (key: number): PhotoEvent => ({ type: 'changed', key, state: { type: 'sending', part: 0.4 } });
const failed = (key: number): PhotoEvent => ({ type: 'changed', key, state: { type: 'failed', why: 'unreachable' } });

test('a photo is kept with the field it was put into', () => {
  const photos = after(added(1), added(2, 'start'), { type: 'drawn', key: 1, address: 'blob:1' }, kept(2, 11), kept(1, 12));
  expect([keptIn(photos, 'end'), keptIn(photos, 'start')]).toEqual([[12], [11]]);
  expect(photos.map(({ address }) => address)).toEqual(['blob:1', null]);
});

test('an act waits for what is under way, and is told what failed', () => {
  expect(standingOf(after(added(1), added(2), added(3), added(4), kept(1, 11), sending(2), failed(3)))).toEqual({
    kept: 1,
    underWay: 2,
    failed: 1,
  });
});

test('what is removed stays so, however its sending ends', () => {
  expect(after(added(1), sending(1), { type: 'removed', key: 1 }, kept(1, 11))).toEqual([]);
});

test('what the server has swept is to be sent again, and nothing else is touched', () => {
  const photos = after(added(1), added(2), kept(1, 11), sending(2), { type: 'expired' });
  expect(photos.map(({ state }) => state)).toEqual([
    { type: 'failed', why: 'gone' },
    { type: 'sending', part: 0.4 },
  ]);
});
