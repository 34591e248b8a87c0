import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import type { DecodedReading } from './codec.ts';
import { ENERGIES } from './kpm33b.fixture.ts';
import { kpm33b } from './kpm33b.ts';
import { bytesOf, CONTEXT } from './sample.fixture.ts';

const decode = (payload: string) => kpm33b.decode('MQTT_ENY_NOW', Buffer.from(payload), CONTEXT);

test('forward, reverse and reactive registers of one meter, at the time of its own clock', () => {
  expect(kpm33b.decode(ENERGIES.topic, bytesOf(ENERGIES), CONTEXT)).toEqual({
    readings: [
      {
        serial: '33B0000000001',
        at: instantMs(Date.UTC(2026, 0, 12, 9)),
        registers: { import: 31_057_000, export: 250_000, reactive: 11_000 },
        power: null,
        relay: null,
        historical: false,
      },
    ],
    faults: [],
    replies: [],
  });
});

test.each([
  ['{"id":"lost","zygsz":1,"time":"20260112170000"}', 'UNKNOWN_DEVICE'],
  ['{"id":"33B1","zygsz":1,"time":"20260112"}', 'BAD_TIME'],
  ['{"id":"33B1","zygsz":1,"time":"20260230120000"}', 'BAD_TIME'],
  ['{"id":"33B1","zygsz":-1,"time":"20260112170000"}', 'BAD_VALUE'],
  ['{"id":"33B1","time":"20260112170000"}', 'BAD_VALUE'],
  ['{"zygsz":1,"time":"20260112170000"}', 'MALFORMED'],
  ['{"id":33,"zygsz":1,"time":"20260112170000"}', 'MALFORMED'],
  ['{"id":"33B1","zygsz":1', 'MALFORMED'],
])('%s is one fault', (payload, code) => {
  const { readings, faults } = decode(payload);
  expect([readings, faults.map((fault) => fault.code)]).toEqual([[], [code]]);
});

const CAPTURE = fileURLToPath(new URL('../../../shared/data/mqtt/kpm33b_capture_first_1000.jsonl', import.meta.url));

test.skipIf(!existsSync(CAPTURE))(
  'the thousand captured messages are all readings, those of 2005 and those that contradict each other too',
  () => {
    const readings: DecodedReading[] = [];
    for (const line of readFileSync(CAPTURE, 'utf8').trim().split('\n')) {
      const message: { topic: string; payload: string } = JSON.parse(line);
      expect(kpm33b.matches(message.topic)).toBe(true);
      const decoded = decode(message.payload);
      expect(decoded.faults).toEqual([]);
      readings.push(...decoded.readings);
    }
    expect(readings).toHaveLength(1_000);
    expect(readings.filter((reading) => reading.at < Date.UTC(2006, 0, 1))).toHaveLength(398);
    const valuesAt = new Map<string, Set<number | null>>();
    for (const { serial, at, registers } of readings) {
      const key = `${serial} ${at}`;
      valuesAt.set(key, (valuesAt.get(key) ?? new Set()).add(registers.import));
    }
    const contradicted = [...valuesAt].filter(([, values]) => values.size > 1).map(([key]) => key.split(' ')[0]);
    expect(contradicted).toContain('33B1225950028');
    expect(contradicted).not.toContain('33B1225950027');
  },
);
