import { expect, test } from 'vitest';
import { silentLog } from '#db/testing.ts';
import { createTwin } from '#domain/twin/create-twin.ts';
import { FROM, testPark } from '#domain/twin/testing/model.ts';
import { startBroker } from '../mqtt/broker.ts';
import { receiveFeed, sendFeed } from './mqtt-feed.ts';
import { createPublisher } from './publisher.ts';

test('what a web process books wakes the stream process that holds the park, over the broker, and no other park', async () => {
  const broker = await startBroker({ port: 0, host: '127.0.0.1' });
  const publisher = createPublisher();
  const twin = createTwin(testPark(), FROM);
  publisher.publish(twin, 'epoch', 0, FROM);
  const { code } = twin.model;
  const stream = sendFeed({ url: broker.url, feed: publisher, log: silentLog });
  const web = receiveFeed({ url: broker.url, own: null, log: silentLog });
  // Until both ends are connected what is said is lost: said again, it is heard.
  await expect
    .poll(
      () => {
        web.moneyMoved('elsewhere');
        web.moneyMoved(code);
        return publisher.takeMoved(code);
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  expect(publisher.takeMoved('elsewhere')).toBe(false);
  web.alarmMoved(code);
  await expect.poll(() => publisher.takeAlarmMoved(code), { timeout: 30_000 }).toBe(true);
  expect(publisher.takeAlarmMoved('elsewhere')).toBe(false);
  await web.close();
  await stream.close();
  await broker.close();
});

test('in one process it wakes at once, once', () => {
  const publisher = createPublisher();
  const twin = createTwin(testPark(), FROM);
  publisher.publish(twin, 'epoch', 0, FROM);
  publisher.moneyMoved(twin.model.code);
  expect(publisher.takeMoved(twin.model.code)).toBe(true);
  expect(publisher.takeMoved(twin.model.code)).toBe(false);
  publisher.forget(twin.model.code);
  publisher.moneyMoved(twin.model.code);
  expect(publisher.takeMoved(twin.model.code)).toBe(false);
});
