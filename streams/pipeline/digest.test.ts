import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { registerMilli } from '#domain/units/quantity.ts';
import type { DecodedReading } from '../codecs/codec.ts';
import { digestOf } from './digest.ts';

const register = fc.option(fc.integer({ min: 0, max: 1_000_000_000_000 }).map(registerMilli));
const decoded: fc.Arbitrary<DecodedReading> = fc.record({
  serial: fc.constantFrom('A', 'B'),
  at: fc.integer({ min: 0, max: 2e12 }).map(instantMs),
  registers: fc.record({ import: register, export: register, reactive: register }),
  power: fc.option(fc.integer({ min: -1e9, max: 1e9 })),
  relay: fc.constantFrom('closed', 'open', null),
  historical: fc.boolean(),
});

test('the same values have the same digest whoever sent them and whenever; other values have another', () => {
  fc.assert(
    fc.property(decoded, decoded, (a, b) => {
      expect(digestOf({ ...a, serial: 'C', at: instantMs(0), historical: !a.historical })).toBe(digestOf(a));
      expect(Number.isSafeInteger(digestOf(a))).toBe(true);
      const same = JSON.stringify([a.registers, a.power, a.relay]) === JSON.stringify([b.registers, b.power, b.relay]);
      expect(digestOf(a) === digestOf(b)).toBe(same);
    }),
  );
});

test('neighbouring registers do not collide', () => {
  const seen = new Set<number>();
  for (let value = 0; value < 200_000; value++)
    seen.add(
      digestOf({
        serial: '',
        at: instantMs(0),
        registers: { import: registerMilli(value), export: null, reactive: null },
        power: null,
        relay: null,
        historical: false,
      }),
    );
  expect(seen.size).toBe(200_000);
});

test('each value of a reading is in it', () => {
  const { registers, ...rest }: DecodedReading = {
    serial: '',
    at: instantMs(0),
    registers: { import: registerMilli(1), export: registerMilli(2), reactive: registerMilli(3) },
    power: 4,
    relay: 'closed',
    historical: false,
  };
  const others: readonly DecodedReading[] = [
    { ...rest, registers: { ...registers, import: registerMilli(9) } },
    { ...rest, registers: { ...registers, export: registerMilli(9) } },
    { ...rest, registers: { ...registers, reactive: null } },
    { ...rest, registers, power: null },
    { ...rest, registers, relay: 'open' },
  ];
  const digests = [{ ...rest, registers }, ...others].map(digestOf);
  expect(new Set(digests).size).toBe(digests.length);
});
