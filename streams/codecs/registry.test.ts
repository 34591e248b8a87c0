import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as acrelHwSamples from './acrel-hw.fixture.ts';
import * as canonicalSamples from './canonical.fixture.ts';
import type { Codec, Decoded } from './codec.ts';
import * as eiotSamples from './eiot.fixture.ts';
import * as kpm33bSamples from './kpm33b.fixture.ts';
import { codecs, createDecode, decodeMessage, filters } from './registry.ts';
import { bytesOf, CONTEXT, type Sample } from './sample.fixture.ts';

const SAMPLES: readonly Sample[] = [acrelHwSamples, canonicalSamples, eiotSamples, kpm33bSamples].flatMap((module) =>
  Object.values(module),
);

test('every sample is read by one family, without a fault, and says something', () => {
  for (const sample of SAMPLES) {
    expect(codecs.filter((codec) => codec.matches(sample.topic))).toHaveLength(1);
    const { readings, faults, replies } = decodeMessage(sample.topic, bytesOf(sample), CONTEXT);
    expect([sample.topic, faults]).toEqual([sample.topic, []]);
    expect(readings.length + replies.length).toBeGreaterThan(0);
  }
});

test('the filters of a family bring it the topics it reads, and no family subscribes to what it itself sends', () => {
  for (const sample of SAMPLES) {
    expect(filters.some((filter) => covers(filter, sample.topic))).toBe(true);
    for (const reply of decodeMessage(sample.topic, bytesOf(sample), CONTEXT).replies) {
      expect(filters.some((filter) => covers(filter, reply.topic))).toBe(false);
    }
  }
});

test('a topic of no family is an unknown topic', () => {
  expect(decodeMessage('tele/x/SENSOR', Buffer.from('{}'), CONTEXT).faults).toEqual([
    { code: 'UNKNOWN_TOPIC', serial: null, detail: 'tele/x/SENSOR' },
  ]);
});

test('a codec that fails is one fault, and the message goes to quarantine', () => {
  const broken: Codec = {
    name: 'broken',
    filters: [],
    matches: () => true,
    decode: () => {
      throw new RangeError('out of luck');
    },
  };
  expect(createDecode([broken])('t', Buffer.from('x'), CONTEXT).faults).toEqual([
    { code: 'MALFORMED', serial: null, detail: 'codec broken failed: out of luck' },
  ]);
});

describe('whatever the bytes, every codec returns', () => {
  const topics = SAMPLES.map((sample) => sample.topic);

  test('any bytes on any topic', () => {
    const topic = fc.oneof(fc.constantFrom(...topics), fc.string());
    fc.assert(
      fc.property(topic, fc.uint8Array({ maxLength: 300 }), (name, bytes) => {
        for (const codec of codecs) expectSound(codec.decode(name, bytes, CONTEXT));
      }),
    );
  });

  test('any JSON on any topic', () => {
    fc.assert(
      fc.property(fc.constantFrom(...topics), fc.json({ maxDepth: 8 }), (topic, text) => {
        expectSound(mustDecode(topic, Buffer.from(text)));
      }),
    );
  });

  test('samples with bytes changed, cut and put in', () => {
    const cut = fc.record({ at: fc.nat(2_000), remove: fc.nat(8), put: fc.uint8Array({ maxLength: 8 }) });
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.array(cut, { minLength: 1, maxLength: 5 }), (sample, cuts) => {
        let bytes = Buffer.from(sample.payload);
        for (const { at, remove, put } of cuts) {
          const from = at % (bytes.length + 1);
          bytes = Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + remove)]);
        }
        expectSound(mustDecode(sample.topic, bytes));
      }),
      { numRuns: 2_000 },
    );
  });

  test('samples with any one value replaced by any other, at any depth', () => {
    const odd = fc.oneof(
      fc.constantFrom('__proto__', 'constructor', '', 'NaN', '-1', '1e5', 1e308, -0, 2 ** 53, null, true, [], {}, [[]], '\u0000', '\ud800'),
      fc.jsonValue({ maxDepth: 3 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.nat(100), odd, (sample, nth, value) => {
        const text = replaceNth(JSON.parse(sample.payload), nth, value);
        expectSound(mustDecode(sample.topic, Buffer.from(text)));
      }),
      { numRuns: 2_000 },
    );
  });

  const mustDecode = (topic: string, bytes: Uint8Array): Decoded => {
    const codec = codecs.find((one) => one.matches(topic));
    if (codec === undefined) throw new Error(`no codec for ${topic}`);
    return codec.decode(topic, bytes, CONTEXT);
  };
});

/** What the pipeline relies on. */
const expectSound = ({ readings, faults, replies }: Decoded): void => {
  for (const reading of readings) {
    expect(reading.serial.length).toBeGreaterThan(0);
    expect(Number.isSafeInteger(reading.at) && reading.at >= 0).toBe(true);
    const registers = Object.values(reading.registers).filter((register) => register !== null);
    expect(registers.length).toBeGreaterThan(0);
    for (const register of registers) expect(Number.isSafeInteger(register) && register >= 0).toBe(true);
    expect(reading.power === null || Number.isSafeInteger(reading.power)).toBe(true);
  }
  for (const fault of faults) expect(fault.detail.length).toBeLessThanOrEqual(200);
  for (const reply of replies) expect(() => JSON.parse(reply.payload)).not.toThrow();
};

/** The nth plain value of a document, counted depth first, replaced. */
const replaceNth = (document: unknown, nth: number, value: unknown): string => {
  let count = 0;
  const plain = (held: unknown): boolean => typeof held !== 'object' || held === null;
  const total = { seen: 0 };
  JSON.stringify(document, (_key, held: unknown) => {
    if (plain(held)) total.seen++;
    return held;
  });
  const target = nth % Math.max(1, total.seen);
  return JSON.stringify(document, (_key, held: unknown) => (plain(held) && count++ === target ? value : held));
};

const covers = (filter: string, topic: string): boolean => {
  const levels = topic.split('/');
  const parts = filter.split('/');
  return parts.length === levels.length && parts.every((part, i) => part === '+' || part === levels[i]);
};
