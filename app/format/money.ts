import type { Yuan } from '#domain/board/board.ts';
import { type Exact, exact, type Fen, fenFromYuan } from '#domain/units/money.ts';

/** "-1234.5" as "−1,234.50". The digits are the server's: text in, text out, never a float. */
export const yuanGrouped = (yuan: Yuan): string => {
  const [whole = '', cents = ''] = yuan.replace('-', '').split('.');
  const sign = isNegative(yuan) ? '−' : '';
  return `${sign}${groupedDigits(whole)}.${cents.padEnd(2, '0')}`;
};

export const isNegative = (yuan: Yuan): boolean => yuan.startsWith('-') && /[1-9]/.test(yuan);

export const isZero = (yuan: Yuan): boolean => !/[1-9]/.test(yuan);

/** A price with the four digits that people compare, "0.57266875" as "0.5727": half up on the text. */
export const priceShort = (price: string): string => {
  const sign = isNegative(price) ? '−' : '';
  const [whole = '0', fraction = ''] = price.replace('-', '').split('.');
  const scaled = BigInt(whole + fraction.slice(0, 4).padEnd(4, '0')) + (fraction.charAt(4) >= '5' ? 1n : 0n);
  const digits = scaled.toString().padStart(5, '0');
  return `${sign}${groupedDigits(digits.slice(0, -4))}.${digits.slice(-4)}`;
};

/** For comparing and gliding; zero for what is no amount. */
export const fenOf = (yuan: Yuan): Fen | 0n => fenFromYuan(yuan) ?? 0n;

const EXACT_PLACES = 11;

/** An exact charge, up to eleven decimals, for adding up. */
export const exactOf = (yuan: string): Exact => {
  const [whole = '0', fraction = ''] = yuan.replace('-', '').split('.');
  const digits = BigInt(whole + fraction.slice(0, EXACT_PLACES).padEnd(EXACT_PLACES, '0'));
  return exact(yuan.startsWith('-') ? -digits : digits);
};

const groupedDigits = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');
