import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Aside, framesAt, HEAD_BYTES, type Holds, packHolds, placesOf } from './raw-holds.ts';

const deviceId = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2_147_483_647 }));
const serial = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => Buffer.from(text).toString() === text);
const place = fc.nat(40);
const lane = fc.array(fc.record({ rawIndex: place, deviceId }), { maxLength: 60 });
const aside = fc.record({ place, deviceId: fc.option(deviceId), serial });

const toldOf = ({ readings, asides }: Holds, device: number, text: string): readonly number[] => {
  const tells = (one: Aside): boolean => (one.deviceId === null ? one.serial === '' || one.serial === text : one.deviceId === device);
  const places = [
    ...readings.flat().flatMap((one) => (one.deviceId === device ? [one.rawIndex] : [])),
    ...asides.filter(tells).map((one) => one.place),
  ];
  return [...new Set(places)].sort((a, b) => a - b);
};

test('exactly those messages can tell of a meter that were said to', () => {
  fc.assert(
    fc.property(lane, lane, fc.array(aside, { maxLength: 8 }), deviceId, serial, (inOrder, late, asides, other, text) => {
      const holds: Holds = { readings: [inOrder, late], asides };
      const packed = packHolds(holds);
      expect(framesAt(packed)).toBe(packed.length);
      for (const device of [other, ...[...inOrder, ...late].map((one) => one.deviceId)]) {
        const wanted = { devices: new Set([device]), serials: new Set([text]) };
        expect(placesOf(packed.subarray(HEAD_BYTES), wanted)).toEqual(toldOf(holds, device, text));
      }
    }),
  );
});

test('what cannot be told in its bound is not told at all', () => {
  const readings = (n: number): Holds => ({
    readings: [Array.from({ length: n }, (_, i) => ({ rawIndex: i, deviceId: (i * 7_919) % 15_000 }))],
    asides: [],
  });
  expect(packHolds(readings(40_000)).length).toBe(0);
  expect(packHolds({ readings: [], asides: [{ place: 0, deviceId: null, serial: 'x'.repeat(70_000) }] }).length).toBe(0);
  expect(packHolds(readings(15_000)).length).toBeGreaterThan(30_000);
});
