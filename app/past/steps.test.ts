import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '#domain/time/instant.ts';
import { stepOfKey } from './steps.ts';

test.each([
  ['ArrowRight', false, MINUTE_MS],
  ['ArrowLeft', false, -MINUTE_MS],
  ['ArrowRight', true, 15 * MINUTE_MS],
  ['ArrowDown', true, -15 * MINUTE_MS],
  ['PageUp', false, HOUR_MS],
  ['PageDown', true, -HOUR_MS],
])('%s with shift %s steps by %i ms', (key, shiftKey, ms) => expect(stepOfKey({ key, shiftKey })).toEqual({ type: 'by', ms }));

test('home is the first reading, end the present, any other key is the browser’s', () => {
  expect(stepOfKey({ key: 'Home', shiftKey: false })).toEqual({ type: 'first' });
  expect(stepOfKey({ key: 'End', shiftKey: false })).toEqual({ type: 'now' });
  expect(stepOfKey({ key: 'Tab', shiftKey: false })).toBeNull();
});
