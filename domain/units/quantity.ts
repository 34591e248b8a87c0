import type { Brand } from './brand.ts';

/** What a metering point counts. One set of rules serves both; the unit follows the medium. */
export type Medium = 'electricity' | 'water';

/**
 * A counted quantity on the primary side: whole Wh (electricity, kvarh registers: whole varh) or whole litres (water).
 * Safe integer; negative only in differences.
 */
export type Quantity = Brand<number, 'quantity'>;

/** A register as the meter shows it (before CT x PT), in thousandths of the quantity's unit: mWh, mvarh or mL. Safe integer, >= 0. */
export type RegisterMilli = Brand<number, 'registerMilli'>;

/** CT x PT in thousandths: 80 x 100 is 8,000,000. Safe integer, > 0. */
export type RatioMilli = Brand<number, 'ratioMilli'>;

export const quantity = (n: number): Quantity => {
  if (!Number.isSafeInteger(n)) throw new RangeError(`quantity: ${n} is not a safe whole number`);
  return n as Quantity;
};

export const registerMilli = (n: number): RegisterMilli => {
  if (!Number.isSafeInteger(n)) throw new RangeError(`register: ${n} is not a safe whole number`);
  return n as RegisterMilli;
};

export const ratioMilli = (n: number): RatioMilli => {
  if (!Number.isSafeInteger(n) || n <= 0) throw new RangeError(`ratio: ${n} thousandths is not a positive whole number`);
  return n as RatioMilli;
};

const MILLI_SQUARED = 1_000_000;

/**
 * The primary quantity of an at-meter register, rounded half up to a whole Wh (litre).
 * Split so that no product leaves the safe integers: register <= 1e15, ratio <= 1e9.
 */
export const primaryOf = (register: number, ratio: RatioMilli): Quantity => {
  const high = Math.floor(register / MILLI_SQUARED);
  const low = register - high * MILLI_SQUARED;
  return quantity(high * ratio + Math.floor((low * ratio + MILLI_SQUARED / 2) / MILLI_SQUARED));
};

/** A double of 1e-6 or more prints at most 22 decimals; sums of floats on a device do fill them (0.30000000000000004). */
const DECIMAL = /^(\d{1,12})(?:\.(\d{1,30}))?$/;
const MILLI_PER_KILO = 1_000_000;

/**
 * A register in kWh, kvarh or m³ as a decimal (string, or a number as JSON gives it) in thousandths of a Wh (litre).
 * Digits beyond the sixth are rounded half up. Returns null for anything that is not a plain non-negative decimal in range.
 */
export const registerFromKilo = (value: string | number): RegisterMilli | null => {
  const text = typeof value === 'number' ? plainDecimal(value) : value;
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const whole = Number(match[1]);
  const fraction = (match[2] ?? '').padEnd(7, '0');
  const milli = whole * MILLI_PER_KILO + Number(fraction.slice(0, 6)) + (fraction.charCodeAt(6) >= 53 ? 1 : 0);
  return Number.isSafeInteger(milli) ? (milli as RegisterMilli) : null;
};

/** JSON numbers below 1e-6 print with an exponent; a register that small is zero to our resolution. */
const plainDecimal = (n: number): string => (n >= 0 && n < 1e-6 ? '0' : String(n));
