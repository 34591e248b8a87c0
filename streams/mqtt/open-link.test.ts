import { afterEach, describe, expect, test, vi } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { startBroker } from './broker.ts';
import { KEEPALIVE_S } from './connection.ts';
import type { InboundMessage, MqttLink } from './link.ts';
import { type LinkOptions, openMqttLink } from './open-link.ts';
import { messageIdOf, PACKET, publishFrame, startScriptedBroker, welcome } from './scripted-broker.ts';
import type { LinkEvent } from './session.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

describe('against the embedded broker', () => {
  test('the link falls back to MQTT 3.1.1 at once when the broker refuses MQTT 5', async () => {
    const { link, connected } = openTestLink({ url: (await startTestBroker()).url });
    await connected();
    expect(link.state()).toEqual({ connected: true, protocol: 4, bytesInFlight: 0 });
  });

  test('what was not acknowledged comes again after a reconnect, what was acknowledged does not', async () => {
    const broker = await startTestBroker();
    const first = openTestLink({ url: broker.url });
    await first.connected();
    const gateway = openTestLink({ url: broker.url, clientId: 'gateway', filters: [] });
    await gateway.connected();
    for (const n of [1, 2, 3, 4]) await gateway.link.publish('twin/v1/g/up', `${n}`);
    const taken = await first.take(4);
    taken[0]?.ack();
    taken[1]?.ack();
    await first.link.close();
    // Too late: the connection they came by is gone.
    taken[2]?.ack();
    taken[3]?.ack();

    const second = openTestLink({ url: broker.url });
    expect((await second.take(2)).map(textOf)).toEqual(['3', '4']);
  });

  test('messages published while the link is away wait in its session', async () => {
    const broker = await startTestBroker();
    const first = openTestLink({ url: broker.url });
    await first.connected();
    await first.link.close();
    const gateway = openTestLink({ url: broker.url, clientId: 'gateway', filters: [] });
    await gateway.connected();
    await gateway.link.publish('twin/v1/g/up', 'stored');
    const second = openTestLink({ url: broker.url });
    expect((await second.take(1)).map(textOf)).toEqual(['stored']);
  });

  test('a payload of two MiB is delivered and acknowledged like any other', async () => {
    const broker = await startTestBroker();
    const stream = openTestLink({ url: broker.url, bytesInFlightMax: 64 * 1024 });
    await stream.connected();
    const gateway = openTestLink({ url: broker.url, clientId: 'gateway', filters: [] });
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
    const stream = openTestLink({ url: broker.url, bytesInFlightMax: 3_000 });
    await stream.connected();
    const gateway = openTestLink({ url: broker.url, clientId: 'gateway', filters: [] });
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
    const first = openTestLink({ url: broker.url });
    await first.connected();
    const gateway = openTestLink({ url: broker.url, clientId: 'gateway', filters: [] });
    await gateway.connected();
    await gateway.link.publish('twin/v1/g/up', 'in hand');
    const [inHand] = await first.take(1);
    first.link.drain();
    await gateway.link.publish('twin/v1/g/up', 'left');
    inHand?.ack();
    await first.link.close();
    expect(first.completed()).toBe(true);
    const second = openTestLink({ url: broker.url });
    expect((await second.take(1)).map(textOf)).toEqual(['left']);
  });

  test('the link comes back by itself when the broker does', async () => {
    const broker = await startTestBroker();
    const stream = openTestLink({ url: broker.url });
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
    const { link } = openTestLink({ url: 'mqtt://127.0.0.1:1' });
    await expect(link.publish('x', 'y')).rejects.toThrow('not connected');
  });

  test('five thousand messages published at once all arrive, in order', async () => {
    const broker = await startTestBroker();
    const stream = openTestLink({ url: broker.url });
    await stream.connected();
    const gateway = openTestLink({ url: broker.url, clientId: 'gateway', filters: [] });
    await gateway.connected();
    const sent = Array.from({ length: 5_000 }, (_, n) => `${n}`);
    const published = Promise.all(sent.map((text) => gateway.link.publish('twin/v1/g/up', text)));
    const taken = await stream.take(sent.length);
    await published;
    expect(taken.map(textOf)).toEqual(sent);
  });
});

describe('against a broker under the hand of the test', () => {
  test('the link speaks MQTT 5 to a broker that takes it', async () => {
    const broker = await startTestScript();
    const stream = openTestLink({ url: broker.url });
    expect(await welcome(await broker.accept())).toBe(5);
    await stream.connected();
    expect(stream.link.state().protocol).toBe(5);
  });

  test('a broker that hangs up on MQTT 5 without an answer is asked in 3.1.1', async () => {
    const broker = await startTestScript();
    const stream = openTestLink({ url: broker.url });
    const peer = await broker.accept();
    await peer.nextOf(PACKET.connect);
    peer.hangUp();
    expect(await welcome(await broker.accept())).toBe(4);
    await stream.connected();
  });

  test('an acknowledgement of the old connection is not sent on the new one, though its number is in use there', async () => {
    const broker = await startTestScript();
    const stream = openTestLink({ url: broker.url });
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
    const stream = openTestLink({ url: broker.url, bytesInFlightMax: 1 });
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
    const stream = openTestLink({ url: broker.url });
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
    const stream = openTestLink({ url: broker.url });
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
    const stream = openTestLink({ url: broker.url });
    const peer = await broker.accept();
    await welcome(peer);
    await stream.connected();
    peer.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]));
    await stream.disconnected();
    await welcome(await broker.accept());
    await stream.connected();
  });
});

const startTestBroker = async () => {
  const broker = await startBroker({ port: 0, host: '127.0.0.1' });
  cleanUps.push(broker.close);
  return broker;
};

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

/** A link, what it said so far, and what came in and was not yet taken. */
const openTestLink = (options: Partial<LinkOptions> & Pick<LinkOptions, 'url'>) => {
  const events: LinkEvent[] = [];
  const inbox: InboundMessage[] = [];
  let completed = false;
  let wake: () => void = () => {};
  const until = async <T>(found: () => T | undefined): Promise<T> => {
    for (let result = found(); ; result = found()) {
      if (result !== undefined) return result;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const link: MqttLink = openMqttLink({
    clientId: 'parktwin-shard-0',
    filters: ['twin/v1/+/up'],
    bytesInFlightMax: 16 * 1024 * 1024,
    clock: { now: () => instantMs(0) },
    onEvent: (event) => {
      events.push(event);
      wake();
    },
    ...options,
  });
  link.messages$.subscribe({
    next: (message) => {
      inbox.push(message);
      wake();
    },
    complete: () => {
      completed = true;
    },
  });
  cleanUps.push(link.close);
  const nextEvent = <T extends LinkEvent['type']>(type: T) =>
    until(() => {
      const at = events.findIndex((event) => event.type === type);
      return at < 0 ? undefined : events.splice(0, at + 1).find((event): event is Extract<LinkEvent, { type: T }> => event.type === type);
    });
  return {
    link,
    connected: () => nextEvent('connected'),
    disconnected: () => nextEvent('disconnected'),
    take: (count: number) => until(() => (inbox.length < count ? undefined : inbox.splice(0, count))),
    waiting: () => inbox.length,
    completed: () => completed,
  };
};

const textOf = (message: InboundMessage): string => Buffer.from(message.payload).toString();
