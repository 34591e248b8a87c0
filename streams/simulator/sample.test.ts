import { describe, expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { acrelHw } from '#streams/codecs/acrel-hw.ts';
import { canonical } from '#streams/codecs/canonical.ts';
import type { Codec, Decoded, Outgoing } from '#streams/codecs/codec.ts';
import { eiot } from '#streams/codecs/eiot.ts';
import { faultWindows, isFaulty } from './faults.ts';
import { readMeter } from './meter.ts';
import { type GatewayPlan, liveMessages, storedMessages } from './sample.ts';
import { testPark } from './test-park.fixture.ts';
import { buildWorld } from './world.ts';

const NOON = Date.parse('2026-11-20T12:00:00+08:00');
const DAY = 86_400_000;
const world = buildWorld(testPark(), { seed: 7, demoNow: NOON });
const CODECS: Readonly<Record<string, Codec>> = { canonical, eiot, acrelHW: acrelHw };

const decoded = (plan: GatewayPlan, messages: readonly Outgoing[]): Decoded => {
  const codec = CODECS[plan.wire.name];
  const all = messages.map(({ topic, payload }) => {
    if (!codec?.matches(topic)) throw new Error(`no codec for ${topic}`);
    return codec.decode(topic, new TextEncoder().encode(payload), { receivedAt: instantMs(NOON), zoneOf: () => 'Asia/Shanghai' });
  });
  return {
    readings: all.flatMap((one) => one.readings),
    faults: all.flatMap((one) => one.faults),
    replies: all.flatMap((one) => one.replies),
  };
};

describe.each(world.gateways.map((plan) => [plan.wire.name, plan] as const))('a gateway of %s', (name, plan) => {
  test('is understood: live readings are what its meters show', () => {
    const { readings, faults } = decoded(plan, liveMessages(world.physics, plan, NOON, 1));
    expect(faults).toEqual([]);
    expect(readings.map(({ serial }) => serial)).toEqual(plan.meters.map(({ serial }) => serial));
    for (const reading of readings) {
      const meter = plan.meters.find(({ serial }) => serial === reading.serial);
      const shown = meter && readMeter(world.physics, meter, reading.at);
      expect(reading.registers.import).toBe(shown?.registers.import);
      expect(reading.historical).toBe(false);
      if (meter?.medium === 'electricity') expect(Math.abs((reading.power ?? 0) - (shown?.power ?? 0))).toBeLessThanOrEqual(1);
    }
  });

  test('is understood: what it stored is historical and on the instant', () => {
    const instants = [NOON - 900_000, NOON];
    const { readings, faults } = decoded(plan, storedMessages(world.physics, plan, instants, { seq: 1, sentAt: NOON }));
    expect(faults).toEqual([]);
    expect(readings).toHaveLength(2 * plan.meters.length);
    expect(readings.every(({ at, historical }) => historical && instants.includes(at))).toBe(true);
  });

  test('logs in where its family does, and is answered', () => {
    const handshake = plan.wire.handshake?.(plan, NOON);
    if (!handshake) return expect(name).toBe('canonical');
    const { replies, faults } = decoded(plan, handshake.messages);
    expect(faults).toEqual([]);
    expect(replies.some(({ topic, payload }) => handshake.isWelcome(topic, payload))).toBe(true);
    return expect(replies).toHaveLength(2);
  });
});

describe('what goes wrong', () => {
  const plan = world.gateways.find(({ wire }) => wire.name === 'canonical');
  if (!plan) throw new Error('no canonical gateway');

  test('is the same in every run, and rare', () => {
    const day = { from: NOON - 35 * DAY, to: NOON };
    const windows = faultWindows('clockAhead', plan.seed, day);
    expect(faultWindows('clockAhead', plan.seed, day)).toEqual(windows);
    const faulty = (['outage', 'clockAhead', 'lateHours'] as const).flatMap((name) => faultWindows(name, plan.seed, day));
    expect(faulty.reduce((sum, { from, to }) => sum + to - from, 0)).toBeLessThan(2 * DAY);
  });

  test('a clock ten minutes ahead dates every reading so', () => {
    const [window] = faultWindows('clockAhead', plan.seed, { from: NOON - 365 * DAY, to: NOON + 365 * DAY }).filter(
      ({ from }) => from > NOON - 30 * DAY,
    );
    if (!window) throw new Error('no such window in a year');
    const at = window.from + 1_000;
    expect(isFaulty('clockAhead', plan.seed, at)).toBe(true);
    const { readings } = decoded(plan, liveMessages(world.physics, plan, at, 1));
    const dated = readings.filter((reading) => reading.at > at + 590_000);
    expect(dated.length).toBeGreaterThan(readings.length - 2);
  });

  test('over a day of rounds there are a few malformed messages, strangers and doubtful registers, and hardly more', () => {
    const kinds = { malformed: 0, strangers: 0, zeros: 0, readings: 0 };
    for (let at = NOON; at < NOON + DAY / 4; at += 5_000) {
      const { readings, faults } = decoded(plan, liveMessages(world.physics, plan, at, 1));
      kinds.malformed += faults.length > 0 ? 1 : 0;
      kinds.readings += readings.length;
      for (const { serial, registers } of readings) {
        if (serial.startsWith('E-UNREG')) kinds.strangers += 1;
        if (registers.import === 0) kinds.zeros += 1;
      }
    }
    expect(kinds.malformed).toBeGreaterThan(0);
    expect(kinds.malformed).toBeLessThan(12);
    expect(kinds.strangers).toBeGreaterThan(5);
    expect(kinds.strangers).toBeLessThan(60);
    expect(kinds.zeros).toBeLessThan(5);
    expect(kinds.readings).toBeGreaterThan(4_000 * plan.meters.length);
  });
});
