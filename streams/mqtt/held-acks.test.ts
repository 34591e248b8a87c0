import { connect, type MqttClient } from 'mqtt';
import { afterEach, expect, test } from 'vitest';
import { type HeldMessage, holdAcks } from './held-acks.ts';
import { messageIdOf, PACKET, publishFrame, type ScriptedPeer, startScriptedBroker, welcome } from './scripted-broker.fixture.ts';

/**
 * What must stay true of MQTT.js for `holdAcks` to hold. When an update of MQTT.js breaks one of these, do not ship it.
 */
const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

test('nothing is acknowledged before it is released', async () => {
  const { peer, client, messages } = await heldClient();
  peer.write(publishFrame(7, 't', Buffer.from('a')));
  const message = await messages.next();
  await roundTrip(client, peer);
  expect(pubacks(peer)).toEqual([]);
  message.release();
  expect(messageIdOf(await peer.nextOf(PACKET.puback))).toBe(7);
});

test('acknowledgements leave in the order in which the messages came, whatever the order of release', async () => {
  const { peer, client, messages } = await heldClient();
  peer.write(...[1, 2, 3].map((id) => publishFrame(id, 't', Buffer.from(`${id}`))));
  const [first, second, third] = [await messages.next(), await messages.next(), await messages.next()];
  third.release();
  second.release();
  await roundTrip(client, peer);
  expect(pubacks(peer)).toEqual([]);
  first.release();
  const ids = [await peer.nextOf(PACKET.puback), await peer.nextOf(PACKET.puback), await peer.nextOf(PACKET.puback)].map(messageIdOf);
  expect(ids).toEqual([1, 2, 3]);
});

test('releasing twice acknowledges once', async () => {
  const { peer, client, messages } = await heldClient();
  peer.write(publishFrame(9, 't', Buffer.from('a')));
  const message = await messages.next();
  message.release();
  message.release();
  expect(messageIdOf(await peer.nextOf(PACKET.puback))).toBe(9);
  message.release();
  await roundTrip(client, peer);
  expect(pubacks(peer)).toEqual([]);
});

test('a QoS 0 message is not acknowledged', async () => {
  const { peer, client, messages } = await heldClient();
  peer.write(Buffer.from([0x30, 4, 0, 1, 0x74, 0x61]));
  const message = await messages.next();
  expect([message.topic, message.payload.toString(), message.qos]).toEqual(['t', 'a', 0]);
  message.release();
  await roundTrip(client, peer);
  expect(pubacks(peer)).toEqual([]);
});

test('once abandoned, nothing is acknowledged any more', async () => {
  const { peer, client, messages, acks } = await heldClient();
  peer.write(publishFrame(5, 't', Buffer.from('a')));
  const message = await messages.next();
  acks.abandon();
  message.release();
  await roundTrip(client, peer);
  expect(pubacks(peer)).toEqual([]);
});

test('a client whose packet sender is gone is refused at once', () => {
  const client = connect('mqtt://127.0.0.1:1', { manualConnect: true });
  Reflect.set(client, '_sendPacket', undefined);
  expect(() => holdAcks(client, () => {})).toThrow('_sendPacket');
});

const heldClient = async () => {
  const broker = await startScriptedBroker();
  const client = connect(broker.url, { clean: false, clientId: 'held', reconnectPeriod: 0 });
  const messages = createQueue<HeldMessage>();
  const acks = holdAcks(client, (message, next) => {
    messages.push(message);
    next();
  });
  cleanUps.push(broker.close, () => client.endAsync(true));
  client.on('connect', () => client.subscribe('t', { qos: 1 }));
  const peer = await broker.accept();
  await welcome(peer);
  return { peer, client, messages, acks };
};

/** A PINGREQ: when it has come, so has everything the client wrote before it. */
const roundTrip = async (client: MqttClient, peer: ScriptedPeer): Promise<void> => {
  await new Promise((resolve) => setImmediate(resolve));
  const before = peer.unread().length;
  client.sendPing();
  const seen: ScriptedPeer['unread'] = peer.unread;
  while (
    !seen()
      .slice(before)
      .some((packet) => packet.type === PACKET.pingreq)
  )
    await new Promise((resolve) => setImmediate(resolve));
};

const pubacks = (peer: ScriptedPeer): number[] =>
  peer
    .unread()
    .filter((packet) => packet.type === PACKET.puback)
    .map(messageIdOf);

const createQueue = <T>() => {
  const items: T[] = [];
  const waiting: ((item: T) => void)[] = [];
  return {
    push: (item: T): void => {
      const waiter = waiting.shift();
      if (waiter) waiter(item);
      else items.push(item);
    },
    next: (): Promise<T> => {
      const item = items.shift();
      return item === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(item);
    },
  };
};
