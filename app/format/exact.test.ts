import { expect, test } from 'vitest';
import { exactText, kiloText } from './exact.ts';

test.each([
  ['0.90000000000', '0.90'],
  ['7.06959571875', '7.06959571875'],
  ['-12345.60000000000', '−12,345.60'],
  ['0.00000000001', '0.00000000001'],
])('%s yuan is shown as %s: no digit is lost, no zero is needed', (yuan, text) => expect(exactText(yuan)).toBe(text));

test.each([
  [12_345, '12.345'],
  [7, '0.007'],
  [-1_234_567, '−1,234.567'],
])('%d Wh are %s kWh', (wh, text) => expect(kiloText(wh)).toBe(text));
