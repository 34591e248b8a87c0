import { expect, test } from 'vitest';
import { ratioShown, registerShown, typedShown } from './register.ts';

test('a register is shown as the meter shows it, not rounded up to what it has not reached', () => {
  expect(registerShown(12_345_679_999)).toBe('12,345.67');
  expect(registerShown(0)).toBe('0.00');
});

test('what was typed is read back digit by digit', () => {
  expect(['12345.67', '0.350', '7', ' 9000.5 '].map(typedShown)).toEqual(['12,345.67', '0.350', '7.00', '9,000.50']);
});

test('a ratio has the digits it needs', () => expect([80_000, 1_500].map(ratioShown)).toEqual(['80', '1.5']));
