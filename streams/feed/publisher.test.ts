import { expect, test } from 'vitest';
import { instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { createTwin } from '#domain/twin/create-twin.ts';
import { testPark } from '#domain/twin/testing/model.ts';
import type { FeedFrame } from './feed.ts';
import { createPublisher } from './publisher.ts';

const NOON = instantMs(Date.UTC(2026, 10, 22, 4));

const publisher = () => {
  const frames: FeedFrame[] = [];
  const feed = createPublisher();
  feed.frames$.subscribe((frame) => frames.push(frame));
  return { feed, told: () => frames.splice(0).map(({ type, epoch, version }) => `${type} ${epoch} ${version}`) };
};

test('a park that changed is told as the next version of its life: a count that began again would be taken for an old one', () => {
  const { feed, told } = publisher();
  const twin = createTwin(testPark(), NOON);
  feed.publish(twin, 'a', 0, NOON);
  feed.publish(twin, 'a', 0, instantMs(NOON + MINUTE_MS));
  expect(told()).toEqual(['snapshot a 1', 'patch a 2']);
  feed.publish(createTwin(testPark(), NOON), 'a', 0, instantMs(NOON + MINUTE_MS));
  expect(told()).toEqual(['snapshot a 3']);
  feed.publish(createTwin(testPark(), NOON), 'b', 0, instantMs(NOON + MINUTE_MS));
  expect(told()).toEqual(['snapshot b 1']);
});
