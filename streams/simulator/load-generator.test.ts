import { connectAsync } from 'mqtt';
import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { canonical } from '#streams/codecs/canonical.ts';
import { startBroker } from '#streams/mqtt/broker.ts';
import { generateLoad } from './load-generator.ts';
import { planLoad } from './load-messages.ts';
import { loadPark } from './load-park.ts';

const START = Date.parse('2026-11-20T12:00:00+08:00');
const decode = (topic: string, payload: Uint8Array) =>
  canonical.decode(topic, payload, { receivedAt: instantMs(START), zoneOf: () => null });

test('every message sent is acknowledged and received, and counted to the reading', async () => {
  const broker = await startBroker({ port: 0, host: '127.0.0.1' });
  const platform = await connectAsync(broker.url, { protocolVersion: 4 });
  let received = 0;
  platform.on('message', (topic, payload) => {
    received += decode(topic, payload).readings.length;
  });
  await platform.subscribeAsync('twin/v1/+/up', { qos: 1 });
  const result = await generateLoad({
    mqttUrl: broker.url,
    gateways: 20,
    metersPerGateway: 15,
    readingsPerSecond: 6_000,
    seconds: 0.5,
    seed: 1,
  });
  expect(result).toMatchObject({ sent: 3_000, acked: 3_000, messagesSent: 200, messagesAcked: 200 });
  await expect.poll(() => received, { timeout: 30_000 }).toBe(3_000);
  await platform.endAsync(true);
  await broker.close();
});

test('registers only grow, no meter speaks twice of an instant, and all meters of the park speak', () => {
  const plan = planLoad(
    { gateways: 4, metersPerGateway: 37, readingsPerSecond: 14_800, seconds: 0.1, seed: 3, topicPrefix: 'twin/v1' },
    START,
  );
  const last = new Map<string, { at: number; register: number }>();
  for (let k = 0; k < plan.messages; k++) {
    const { topic, payload, readings } = plan.messageOf(k);
    const decoded = decode(topic, new TextEncoder().encode(payload));
    expect(decoded.faults).toEqual([]);
    expect(decoded.readings).toHaveLength(readings);
    for (const { serial, at, registers } of decoded.readings) {
      const before = last.get(serial);
      expect(at).toBeGreaterThan(before?.at ?? 0);
      expect(registers.import).toBeGreaterThanOrEqual(before?.register ?? 0);
      last.set(serial, { at, register: registers.import ?? 0 });
    }
  }
  const park = loadPark({ meters: 148, metersPerGateway: 37 });
  expect(new Set(last.keys())).toEqual(new Set(park.devices.map(({ serial }) => serial)));
});
