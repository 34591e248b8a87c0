/** A gateway by itself that replays what it stored: a month of quarter-hours of its meters, the oldest day first, at an even pace. */
import { setTimeout as after } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { SLOT_MS } from '#domain/time/instant.ts';
import { loadKW, loadSerial } from '#streams/simulator/load-messages.ts';
import type { ReplayOrder } from './replay.ts';

const DAY_MS = 96 * SLOT_MS;
const MS_PER_HOUR = 3_600_000;
const IN_FLIGHT_MAX = 100;

process.once('message', (order: ReplayOrder) => void run(order));
process.once('disconnect', () => process.exit(0));

const run = async ({ mqttUrl, firstMeter, meters, from, to, readingsPerSecond }: ReplayOrder): Promise<void> => {
  const client = await connectAsync(mqttUrl, { clientId: 'bench-replay', protocolVersion: 4, clean: true });
  const waiting = new Set<Promise<unknown>>();
  let readings = 0;
  const startedAt = Date.now();
  for (let day = from; day < to; day += DAY_MS) {
    for (let meter = firstMeter; meter < firstMeter + meters; meter++) {
      const ats: number[] = [];
      for (let at = day; at < Math.min(day + DAY_MS, to); at += SLOT_MS) ats.push(at);
      readings += ats.length;
      const sent = client
        .publishAsync('twin/v1/bench-replay/up', payloadOf(meter, ats, from), { qos: 1 })
        .finally(() => waiting.delete(sent));
      waiting.add(sent);
      if (waiting.size >= IN_FLIGHT_MAX) await Promise.race(waiting);
      const early = startedAt + (readings * 1_000) / readingsPerSecond - Date.now();
      if (early > 0) await after(early);
    }
  }
  await Promise.all(waiting);
  process.send?.(readings, () => process.exit(0));
};

const payloadOf = (meter: number, ats: readonly number[], from: number): string => {
  const kW = loadKW(meter, 1);
  const readings = ats.map((at) => {
    const kWh = Math.floor((kW * 1_000 * (at - from)) / MS_PER_HOUR) / 1_000;
    return `{"sn":"${loadSerial(meter)}","at":"${Temporal.Instant.fromEpochMilliseconds(at).toString()}","importKWh":"${kWh}","historical":true}`;
  });
  return `{"seq":1,"readings":[${readings.join(',')}]}`;
};
