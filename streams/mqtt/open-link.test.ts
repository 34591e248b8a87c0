import { afterEach, expect, test } from 'vitest';
import { startBroker } from './broker.ts';
import { openTestLink, textOf } from './test-link.fixture.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const openLink = (options: Parameters<typeof openTestLink>[0]) => {
  const opened = openTestLink(options);
  cleanUps.push(opened.link.close);
  return opened;
};

test('the link falls back to MQTT 3.1.1 at once when the broker refuses MQTT 5', async () => {
  const { link, connected } = openLink({ url: (await startTestBroker()).url });
  await connected();
  expect(link.state()).toEqual({ connected: true, protocol: 4, bytesInFlight: 0 });
});

test('what was not acknowledged comes again after a reconnect, what was acknowledged does not', async () => {
  const broker = await startTestBroker();
  const first = openLink({ url: broker.url });
  await first.connected();
  const gateway = openLink({ url: broker.url, clientId: 'gateway', filters: [] });
  await gateway.connected();
  for (const n of [1, 2, 3, 4]) await gateway.link.publish('twin/v1/g/up', `${n}`);
  const taken = await first.take(4);
  taken[0]?.ack();
  taken[1]?.ack();
  await first.link.close();
  // Too late: the connection they came by is gone.
  taken[2]?.ack();
  taken[3]?.ack();

  const second = openLink({ url: broker.url });
  expect((await second.take(2)).map(textOf)).toEqual(['3', '4']);
});

test('messages published while the link is away wait in its session', async () => {
  const broker = await startTestBroker();
  const first = openLink({ url: broker.url });
  await first.connected();
  await first.link.close();
  const gateway = openLink({ url: broker.url, clientId: 'gateway', filters: [] });
  await gateway.connected();
  await gateway.link.publish('twin/v1/g/up', 'stored');
  const second = openLink({ url: broker.url });
  expect((await second.take(1)).map(textOf)).toEqual(['stored']);
});

test('a payload of two MiB is delivered and acknowledged like any other', async () => {
  const broker = await startTestBroker();
  const stream = openLink({ url: broker.url, bytesInFlightMax: 64 * 1024 });
  await stream.connected();
  const gateway = openLink({ url: broker.url, clientId: 'gateway', filters: [] });
  await gateway.connected();
  await gateway.link.publish('twin/v1/g/up', new Uint8Array(2 * 1024 * 1024));
  await gateway.link.publish('twin/v1/g/up', 'after');
  const [large] = await stream.take(1);
  expect(large?.payload.length).toBe(2 * 1024 * 1024);
  large?.ack();
  expect((await stream.take(1)).map(textOf)).toEqual(['after']);
});

test('above the bound of bytes in flight nothing is taken until something is acknowledged', async () => {
  const broker = await startTestBroker();
  const stream = openLink({ url: broker.url, bytesInFlightMax: 3_000 });
  await stream.connected();
  const gateway = openLink({ url: broker.url, clientId: 'gateway', filters: [] });
  await gateway.connected();
  for (let n = 0; n < 10; n++) await gateway.link.publish('twin/v1/g/up', 'x'.repeat(1_000));
  const taken = await stream.take(3);
  expect(stream.link.state().bytesInFlight).toBeGreaterThanOrEqual(3_000);
  expect(stream.waiting()).toBe(0);
  for (let n = 3; n < 10; n++) {
    taken.shift()?.ack();
    taken.push(...(await stream.take(1)));
  }
  for (const message of taken) message.ack();
  expect(stream.link.state().bytesInFlight).toBe(0);
});

test('a draining link takes nothing more, acknowledges what it has, and leaves the rest to the next', async () => {
  const broker = await startTestBroker();
  const first = openLink({ url: broker.url });
  await first.connected();
  const gateway = openLink({ url: broker.url, clientId: 'gateway', filters: [] });
  await gateway.connected();
  await gateway.link.publish('twin/v1/g/up', 'in hand');
  const [inHand] = await first.take(1);
  first.link.drain();
  await gateway.link.publish('twin/v1/g/up', 'left');
  inHand?.ack();
  await first.link.close();
  expect(first.completed()).toBe(true);
  const second = openLink({ url: broker.url });
  expect((await second.take(1)).map(textOf)).toEqual(['left']);
});

test('the link comes back by itself when the broker does', async () => {
  const broker = await startTestBroker();
  const stream = openLink({ url: broker.url });
  await stream.connected();
  await broker.close();
  await stream.disconnected();
  expect(stream.link.state()).toEqual({ connected: false, protocol: null, bytesInFlight: 0 });
  const again = await startBroker({ port: broker.port, host: '127.0.0.1' });
  cleanUps.unshift(again.close);
  await stream.connected();
  await expect(stream.link.publish('x', 'y')).resolves.toBeUndefined();
});

test('publishing without a connection is refused at once', async () => {
  const { link } = openLink({ url: 'mqtt://127.0.0.1:1' });
  await expect(link.publish('x', 'y')).rejects.toThrow('not connected');
});

test('five thousand messages published at once all arrive, in order', async () => {
  const broker = await startTestBroker();
  const stream = openLink({ url: broker.url });
  await stream.connected();
  const gateway = openLink({ url: broker.url, clientId: 'gateway', filters: [] });
  await gateway.connected();
  const sent = Array.from({ length: 5_000 }, (_, n) => `${n}`);
  const published = Promise.all(sent.map((text) => gateway.link.publish('twin/v1/g/up', text)));
  const taken = await stream.take(sent.length);
  await published;
  expect(taken.map(textOf)).toEqual(sent);
});

const startTestBroker = async () => {
  const broker = await startBroker({ port: 0, host: '127.0.0.1' });
  cleanUps.push(broker.close);
  return broker;
};
