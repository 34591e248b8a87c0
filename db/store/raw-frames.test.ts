import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packFrames, unpackFrames } from './raw-frames.ts';

test('law 7: every message comes out of its row as it came in, byte for byte', () => {
  const message = fc.record({ topic: fc.string({ unit: 'grapheme', maxLength: 50 }), payload: fc.uint8Array({ maxLength: 300 }) });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 30 }), fc.array(fc.integer({ min: 1, max: 9_999 })), (messages, devices) => {
      const back = unpackFrames(packFrames(messages, { devices, strangers: new Set(['', 'x']) })).map(({ topic, payload }) => ({
        topic,
        payload: [...payload],
      }));
      expect(back).toEqual(messages.map(({ topic, payload }) => ({ topic: Buffer.from(topic).toString(), payload: [...payload] })));
    }),
  );
});
