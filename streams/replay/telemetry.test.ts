import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { decodeMessage } from '#streams/codecs/registry.ts';
import type { ReplayReading } from './reading.ts';
import { canonicalMessages } from './telemetry.ts';

const HOUR = 3_600_000;
const readings: readonly ReplayReading[] = [3, 1, 2, 1].map((hour, i) => ({
  serial: `W-${i}`,
  at: instantMs(Date.UTC(2016, 2, 1) + hour * HOUR),
  registers: { volumeM3: `${hour}.5` },
}));

test('as fast as possible, readings go in the order of the file, fifty a message, as historical', () => {
  const many = Array.from({ length: 120 }, (_, i) => ({ serial: `W-${i}`, at: instantMs(i), registers: { volumeM3: '1' } }));
  const messages = [...canonicalMessages(many, { speed: 0, gateway: 'g' })];
  expect(messages.map(({ readings: count, dueInMs }) => [count, dueInMs])).toEqual([
    [50, 0],
    [50, 0],
    [20, 0],
  ]);
});

test('paced, readings go in the order of time, an instant a message, an hour in the hundredth of an hour', () => {
  const messages = [...canonicalMessages(readings, { speed: 100, gateway: 'g' })];
  expect(messages.map(({ readings: count, dueInMs }) => [count, dueInMs])).toEqual([
    [2, 0],
    [1, 36_000],
    [1, 72_000],
  ]);
});

test('what is sent is what the codec reads', () => {
  for (const speed of [0, 60]) {
    const context = { receivedAt: instantMs(0), zoneOf: () => null };
    const messages = [...canonicalMessages(readings, { speed, gateway: 'replay-swm' })];
    const decoded = messages.map(({ topic, payload }) => decodeMessage(topic, Buffer.from(payload), context));
    expect(decoded.flatMap(({ faults }) => faults)).toEqual([]);
    const read = decoded.flatMap((message) => message.readings);
    expect(read.map(({ serial, at, historical }) => `${serial} ${at} ${historical}`).toSorted()).toEqual(
      readings.map(({ serial, at }) => `${serial} ${at} ${speed === 0}`).toSorted(),
    );
  }
});
