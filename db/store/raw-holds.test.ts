import fc from 'fast-check';
import { expect, test } from 'vitest';
import { framesAt, HEAD_BYTES, mayHold, packHolds } from './raw-holds.ts';

const id = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2_147_483_647 }));
const serial = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => Buffer.from(text).toString() === text);

test('a commit may hold readings of exactly those meters whose ids or serials it was told', () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 200 }), fc.array(serial, { maxLength: 5 }), id, serial, (devices, strangers, one, other) => {
      const packed = packHolds({ devices, strangers: new Set(strangers) });
      expect(framesAt(packed)).toBe(packed.length);
      const holds = packed.subarray(HEAD_BYTES);
      const by = (wanted: { readonly devices?: readonly number[]; readonly serials?: readonly string[] }): boolean =>
        mayHold(holds, { devices: new Set(wanted.devices), serials: new Set(wanted.serials) });
      for (const device of devices) expect(by({ devices: [device] })).toBe(true);
      for (const stranger of strangers) expect(by({ serials: [stranger] })).toBe(true);
      expect(by({ devices: [one] })).toBe(devices.includes(one));
      expect(by({ serials: [other] })).toBe(strangers.includes(other));
    }),
  );
});

test('what cannot be told in its bound is not told at all', () => {
  const devices = Array.from({ length: 40_000 }, (_, i) => i * 200 + 1);
  expect(packHolds({ devices, strangers: new Set() }).length).toBe(0);
  expect(packHolds({ devices: [], strangers: new Set(['x'.repeat(70_000)]) }).length).toBe(0);
  expect(packHolds({ devices: devices.slice(0, 20_000), strangers: new Set() }).length).toBeGreaterThan(40_000);
});
