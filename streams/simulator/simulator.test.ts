import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { acrelHw } from '#streams/codecs/acrel-hw.ts';
import { canonical } from '#streams/codecs/canonical.ts';
import type { DecodedReading } from '#streams/codecs/codec.ts';
import { eiot } from '#streams/codecs/eiot.ts';
import { type Broker, startBroker } from '#streams/mqtt/broker.ts';
import { type SimulatorOptions, startSimulator } from './simulator.ts';
import { readState, simulatorFolder } from './state-file.ts';
import { testPark } from './test-park.fixture.ts';

const NOON = Date.parse('2026-11-20T12:00:00+08:00');
const DAY = 86_400_000;
const CODECS = [canonical, eiot, acrelHw];
const METERS = testPark().devices.length;

/** Stands still unless moved: the simulator sees only what passes between two of its turns. */
const clockAt = (start: number) => {
  let now = start;
  return { now: () => instantMs(now), pass: (ms: number) => (now += ms) };
};

let broker: Broker;
let platform: MqttClient;
let readings: DecodedReading[] = [];
let dataDir = '';

/** Answers log-ins and decodes, as the platform does. */
const listen = async (): Promise<MqttClient> => {
  const client = await connectAsync(broker.url, { protocolVersion: 4 });
  client.on('message', (topic, payload) => {
    for (const codec of CODECS.filter((one) => one.matches(topic))) {
      const found = codec.decode(topic, payload, { receivedAt: instantMs(NOON), zoneOf: () => 'Asia/Shanghai' });
      readings.push(...found.readings);
      for (const reply of found.replies) client.publish(reply.topic, reply.payload, { qos: 1 });
    }
  });
  await client.subscribeAsync(
    CODECS.flatMap(({ filters }) => [...filters]),
    { qos: 1 },
  );
  return client;
};

beforeAll(async () => {
  broker = await startBroker({ port: 0, host: '127.0.0.1' });
  platform = await listen();
});
afterAll(async () => {
  await platform.endAsync(true);
  await broker.close();
});
beforeEach(async () => {
  readings = [];
  dataDir = await mkdtemp(join(tmpdir(), 'simulator-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const start = (clock: ReturnType<typeof clockAt>, backfillDays: number, more: Partial<SimulatorOptions> = {}) =>
  startSimulator({
    mqttUrl: broker.url,
    dataDir,
    parks: () => [testPark()],
    demoNow: null,
    speed: 1,
    backfillDays,
    backfillRate: 100_000,
    seed: 7,
    clock,
    log: () => undefined,
    ...more,
  });
const until = (what: () => boolean) => expect.poll(what, { timeout: 30_000, interval: 20 }).toBe(true);
const historyOf = (serial: string) => new Set(readings.filter((one) => one.serial === serial && one.historical).map(({ at }) => at));

test('the first start tells what was stored, live rounds beside it; the next start tells only what was missed', async () => {
  const clock = clockAt(NOON);
  const first = await start(clock, 3);
  await until(() => {
    clock.pass(500);
    return first.stats().owedReadings === 0;
  });
  await first.stop();
  for (const serial of ['M-G', 'M-T6', '24042809890001/2']) expect(historyOf(serial).size).toBeGreaterThanOrEqual(3 * 96);
  const live = readings.filter(({ historical }) => !historical);
  expect(new Set(live.map(({ serial }) => serial)).size).toBeGreaterThanOrEqual(METERS);

  readings = [];
  const stoppedAt = clock.now();
  clock.pass(DAY / 2);
  const second = await start(clock, 3);
  await until(() => {
    clock.pass(500);
    return second.stats().owedReadings === 0;
  });
  await second.stop();
  const told = [...historyOf('M-G')];
  expect(told.length).toBeGreaterThanOrEqual(48);
  expect(Math.min(...told)).toBeGreaterThan(stoppedAt - 60_000);
});

test('a demo made anew, or played with another seed, begins again; the same one goes on from its own beginning', async () => {
  const clock = clockAt(NOON);
  const stateAfter = async (more: Partial<SimulatorOptions>) => {
    const simulator = await start(clock, 0.02, more);
    await simulator.stop();
    clock.pass(DAY);
    return readState(simulatorFolder(dataDir));
  };
  expect(await stateAfter({})).toMatchObject({ demoNow: NOON, seed: 7 });
  expect(await stateAfter({})).toMatchObject({ demoNow: NOON, seed: 7 });
  expect(await stateAfter({ seed: 8 })).toMatchObject({ demoNow: NOON + 2 * DAY, seed: 8 });
  expect(await stateAfter({ seed: 8, demoNow: NOON + 5 })).toMatchObject({ demoNow: NOON + 5, seed: 8 });
});
