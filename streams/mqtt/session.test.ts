import { afterEach, expect, test, vi } from 'vitest';
import { KEEPALIVE_S } from './connection.ts';
import { messageIdOf, PACKET, publishFrame, startScriptedBroker, welcome } from './scripted-broker.fixture.ts';
import { openTestLink } from './test-link.fixture.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const openLink = (options: Parameters<typeof openTestLink>[0]) => {
  const opened = openTestLink(options);
  cleanUps.push(opened.link.close);
  return opened;
};

test('the link speaks MQTT 5 to a broker that takes it', async () => {
  const broker = await startTestScript();
  const stream = openLink({ url: broker.url });
  expect(await welcome(await broker.accept())).toBe(5);
  await stream.connected();
  expect(stream.link.state().protocol).toBe(5);
});

test('a broker that hangs up on MQTT 5 without an answer is asked in 3.1.1', async () => {
  const broker = await startTestScript();
  const stream = openLink({ url: broker.url });
  const peer = await broker.accept();
  await peer.nextOf(PACKET.connect);
  peer.hangUp();
  expect(await welcome(await broker.accept())).toBe(4);
  await stream.connected();
});

test('an acknowledgement of the old connection is not sent on the new one, though its number is in use there', async () => {
  const broker = await startTestScript();
  const stream = openLink({ url: broker.url });
  const oldPeer = await refuseMqtt5(broker);
  await stream.connected();
  oldPeer.write(publishFrame(1, 't', Buffer.from('old')));
  const [old] = await stream.take(1);
  oldPeer.hangUp();
  const peer = await broker.accept();
  await welcome(peer, { sessionPresent: true });
  peer.write(publishFrame(1, 't', Buffer.from('again')), publishFrame(2, 't', Buffer.from('next')));
  const [again, next] = await stream.take(2);
  old?.ack();
  again?.ack();
  next?.ack();
  expect(messageIdOf(await peer.nextOf(PACKET.puback))).toBe(1);
  expect(messageIdOf(await peer.nextOf(PACKET.puback))).toBe(2);
  expect(stream.link.state().bytesInFlight).toBe(0);
});

test('while the link waits for room it keeps the connection alive for ten minutes', async () => {
  const broker = await startTestScript();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  const stream = openLink({ url: broker.url, bytesInFlightMax: 1 });
  const peer = await broker.accept();
  await welcome(peer);
  await stream.connected();
  const v5 = Buffer.from([0x32, 7, 0, 1, 0x74, 0, 1, 0, 0x61]);
  peer.write(v5, v5);
  const [first] = await stream.take(1);
  for (let minute = 0; minute < 10; minute++) {
    await vi.advanceTimersByTimeAsync(60_000);
    for (let ping = 0; ping < 60 / (KEEPALIVE_S / 4); ping++) await peer.nextOf(PACKET.pingreq);
  }
  expect(stream.link.state().connected).toBe(true);
  first?.ack();
  await stream.take(1);
});

test('a refused subscription is a lost connection, not a deaf one', async () => {
  const broker = await startTestScript();
  const stream = openLink({ url: broker.url });
  const peer = await broker.accept();
  await peer.nextOf(PACKET.connect);
  peer.write(Buffer.from([0x20, 3, 0, 0, 0]));
  const { body } = await peer.nextOf(PACKET.subscribe);
  peer.write(Buffer.from([0x90, 4, ...body.subarray(0, 2), 0, 0x87]));
  expect((await stream.disconnected()).detail).toContain('subscription');
  await welcome(await broker.accept());
  await stream.connected();
});

test('a publish whose answer is lost with the connection is rejected', async () => {
  const broker = await startTestScript();
  const stream = openLink({ url: broker.url });
  const peer = await broker.accept();
  await welcome(peer);
  await stream.connected();
  const published = stream.link.publish('t', 'x');
  await peer.nextOf(PACKET.publish);
  peer.hangUp();
  await expect(published).rejects.toThrow('connection lost');
});

test('bytes that are no MQTT end the connection, and the link tries again', async () => {
  const broker = await startTestScript();
  const stream = openLink({ url: broker.url });
  const peer = await broker.accept();
  await welcome(peer);
  await stream.connected();
  peer.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]));
  await stream.disconnected();
  await welcome(await broker.accept());
  await stream.connected();
});

const startTestScript = async () => {
  const broker = await startScriptedBroker();
  cleanUps.push(broker.close);
  return broker;
};

const refuseMqtt5 = async (broker: Awaited<ReturnType<typeof startScriptedBroker>>) => {
  const refused = await broker.accept();
  await refused.nextOf(PACKET.connect);
  refused.write(Buffer.from([0x20, 2, 0, 1]));
  const peer = await broker.accept();
  expect(await welcome(peer)).toBe(4);
  return peer;
};
