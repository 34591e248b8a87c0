import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packFrames, unpackFrames } from './raw-frames.ts';

test('law 7: every message comes out of its row as it came in, byte for byte', () => {
  const message = fc.record({ topic: fc.string({ unit: 'grapheme', maxLength: 50 }), payload: fc.uint8Array({ maxLength: 300 }) });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 30 }), fc.array(fc.integer({ min: 1, max: 9_999 })), (messages, ids) => {
      const readings = [ids.map((deviceId, i) => ({ rawIndex: i % 30, deviceId }))];
      const back = unpackFrames(packFrames(messages, { readings, asides: [{ place: 3, deviceId: null, serial: 'x' }] })).map(
        ({ topic, payload }) => ({
          topic,
          payload: [...payload],
        }),
      );
      expect(back).toEqual(messages.map(({ topic, payload }) => ({ topic: Buffer.from(topic).toString(), payload: [...payload] })));
    }),
  );
});
