import { connectAsync } from 'mqtt';
import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { canonical } from '#streams/codecs/canonical.ts';
import type { Outgoing } from '#streams/codecs/codec.ts';
import { startBroker } from '#streams/mqtt/broker.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { resumeJournal } from './journal.ts';
import type { GatewayPlan } from './sample.ts';
import { testPark } from './test-park.fixture.ts';
import { createUplink, type Uplink } from './uplink.ts';
import { buildWorld } from './world.ts';

const NOON = Date.parse('2026-11-20T12:00:00+08:00');
const HOST = '127.0.0.1';
const world = buildWorld(testPark(), { seed: 7, demoNow: NOON });

const planOf = (serial: string): GatewayPlan => {
  const plan = world.gateways.find((gateway) => gateway.serial === serial);
  if (!plan) throw new Error(`no gateway ${serial}`);
  return plan;
};

/** A network in memory: acknowledges when told to. */
const memoryUplink = () => {
  const waiting: (() => void)[] = [];
  const sent: Outgoing[] = [];
  const state = { ready: true, life: 0 };
  const uplink: Uplink = {
    life: () => state.life,
    ready: () => state.ready,
    publish: (message, acked) => {
      sent.push(message);
      waiting.push(acked);
    },
    open: () => undefined,
    cut: () => undefined,
    close: () => Promise.resolve(),
  };
  return { uplink, sent, state, ackAll: () => waiting.splice(0).forEach((acked) => void acked()) };
};

const instantsOf = (messages: readonly Outgoing[], serial: string): { at: number; historical: boolean }[] =>
  messages.flatMap(({ topic, payload }) =>
    canonical
      .decode(topic, new TextEncoder().encode(payload), { receivedAt: instantMs(NOON), zoneOf: () => 'Asia/Shanghai' })
      .readings.filter((reading) => reading.serial === serial)
      .map(({ at, historical }) => ({ at, historical })),
  );

const drain = (gateway: Gateway, ackAll: () => void): void => {
  for (let idle = 0; idle < 3; ) {
    const readings = gateway.catchUp(NOON);
    ackAll();
    idle = readings === 0 ? idle + 1 : 0;
  }
};

test('what was in flight when the network was cut is owed, and told as historical', () => {
  const network = memoryUplink();
  const gateway = createGateway(world.physics, planOf('GW-1'), network.uplink, { through: NOON, gaps: [] });
  for (let at = NOON + 5_000; at <= NOON + 60_000; at += 5_000) gateway.round(at);
  network.ackAll();
  gateway.round(NOON + 65_000);
  network.state.life += 1;
  network.state.ready = false;
  for (let at = NOON + 70_000; at <= NOON + 600_000; at += 5_000) gateway.round(at);
  network.state.ready = true;
  gateway.round(NOON + 605_000);
  expect(gateway.journal().gaps).toEqual([{ from: NOON + 60_000, to: NOON + 605_000, since: NOON + 60_000, stepMs: 60_000 }]);
  network.sent.length = 0;
  drain(gateway, network.ackAll);
  expect(gateway.journal().gaps).toEqual([]);
  const minutes = instantsOf(network.sent, 'M-T1').map(({ at }) => (at - NOON) / 60_000);
  expect(minutes).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(instantsOf(network.sent, 'M-T1').every(({ historical }) => historical)).toBe(true);
});

test('what is owed never fills the network: live rounds pass beside it', () => {
  const network = memoryUplink();
  const gateway = createGateway(world.physics, planOf('GW-1'), network.uplink, {
    through: NOON,
    gaps: [{ from: NOON - 30 * 86_400_000, to: NOON, since: NOON - 30 * 86_400_000, stepMs: 900_000 }],
  });
  let readings = 0;
  for (let turn = 0; turn < 100; turn++) readings += gateway.catchUp(NOON);
  expect(readings).toBeLessThan(480);
  network.sent.length = 0;
  gateway.round(NOON + 5_000);
  expect(network.sent.length).toBeGreaterThan(0);
});

test('killed at any moment it tells again what was not acknowledged, and forgets nothing', () => {
  const first = memoryUplink();
  const plan = planOf('GW-1');
  const gap = { from: NOON - 2 * 86_400_000, to: NOON, since: NOON - 2 * 86_400_000, stepMs: 900_000 };
  const gateway = createGateway(world.physics, plan, first.uplink, { through: NOON, gaps: [gap] });
  for (let turn = 0; turn < 6; turn++) {
    gateway.catchUp(NOON);
    if (turn < 4) first.ackAll();
  }
  const second = memoryUplink();
  const again = createGateway(world.physics, plan, second.uplink, resumeJournal(gateway.journal(), NOON + 10_000));
  drain(again, second.ackAll);
  const all = new Set(instantsOf([...first.sent, ...second.sent], 'M-T2').map(({ at }) => at));
  expect(all.size).toBe(192);
});

test('a broker that dies and comes back gets every minute of the time between', async () => {
  const broker = await startBroker({ port: 0, host: HOST });
  const plan = planOf('GW-1');
  const clock = { now: () => instantMs(NOON) };
  const uplink = createUplink({ mqttUrl: broker.url, clientId: plan.id, wire: plan.wire, gateway: plan, clock });
  const gateway = createGateway(world.physics, plan, uplink, { through: NOON, gaps: [] });
  const received: Outgoing[] = [];
  const listen = async () => {
    const client = await connectAsync(broker.url, { protocolVersion: 4, reconnectPeriod: 0 });
    client.on('message', (topic, payload) => received.push({ topic, payload: payload.toString() }));
    await client.subscribeAsync('twin/v1/+/up', { qos: 1 });
    return client;
  };
  const until = (what: () => boolean) => expect.poll(what, { timeout: 30_000, interval: 20 }).toBe(true);
  const settled = () => gateway.counts().sent === gateway.counts().acked;
  uplink.open();
  const before = await listen();
  await until(uplink.ready);
  for (let at = NOON + 5_000; at <= NOON + 60_000; at += 5_000) gateway.round(at);
  await until(settled);
  await broker.close();
  await before.endAsync(true);
  await until(() => !uplink.ready());
  for (let at = NOON + 65_000; at <= NOON + 900_000; at += 5_000) gateway.round(at);

  const revived = await startBroker({ port: broker.port, host: HOST });
  const after = await listen();
  await until(uplink.ready);
  gateway.round(NOON + 905_000);
  await until(() => gateway.catchUp(NOON + 905_000) === 0 && gateway.journal().gaps.length === 0);
  await until(settled);
  const minutes = new Set(instantsOf(received, 'M-G').map(({ at }) => Math.ceil((at - NOON) / 60_000)));
  expect([...minutes].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
  expect(gateway.journal().through).toBe(NOON + 905_000);
  await uplink.close();
  await after.endAsync(true);
  await revived.close();
});
