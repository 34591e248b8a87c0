import type { Brand } from './brand.ts';
import type { Quantity } from './quantity.ts';

/** 1/100 yuan. What accounts hold and bills show. */
export type Fen = Brand<bigint, 'fen'>;

/** 1e-11 yuan: what Wh (litres) times a price gives, exactly. Accruals are kept in it; digits are lost in roundToFen alone. */
export type Exact = Brand<bigint, 'exact'>;

/** 1e-8 yuan per kWh or m³; published tables have up to 8 decimals. May be negative (returns). */
export type Price = Brand<bigint, 'price'>;

export const fen = (n: bigint): Fen => n as Fen;
export const exact = (n: bigint): Exact => n as Exact;
export const price = (n: bigint): Price => n as Price;

const EXACT_PER_FEN = 1_000_000_000n;

/** Quantity x price, exact: Wh x 1e-8 yuan/kWh = 1e-11 yuan. */
export const chargeOf = (used: Quantity, at: Price): Exact => exact(BigInt(used) * at);

/** The one place where digits of money are lost: to whole fen, half away from zero (四舍五入), once per bill line. DOMAIN 0.2. */
export const roundToFen = (amount: Exact): Fen => {
  const half = amount < 0n ? -EXACT_PER_FEN / 2n : EXACT_PER_FEN / 2n;
  return fen((amount + half) / EXACT_PER_FEN);
};

export const exactFromFen = (amount: Fen): Exact => exact(amount * EXACT_PER_FEN);

const YUAN = /^(-?)(\d{1,15})(?:\.(\d{1,2}))?$/;
const PRICE = /^(-?)(\d{1,9})(?:\.(\d{1,8}))?$/;

/** "12.3" yuan in fen; null for anything but a decimal with at most two places. */
export const fenFromYuan = (text: string): Fen | null => {
  const scaled = scaledDecimal(YUAN.exec(text), 2);
  return scaled === null ? null : fen(scaled);
};

/** "0.57266875" yuan per kWh (m³) as a price; null for anything but a decimal with at most eight places. */
export const priceFromYuan = (text: string): Price | null => {
  const scaled = scaledDecimal(PRICE.exec(text), 8);
  return scaled === null ? null : price(scaled);
};

/** Fen as yuan with two decimals, "-0.05". Plain digits: grouping is the screen's. */
export const yuanFromFen = (amount: Fen): string => decimalOf(amount, 2);

/** A price as yuan per kWh (m³) with eight decimals. */
export const yuanFromPrice = (amount: Price): string => decimalOf(amount, 8);

const scaledDecimal = (match: RegExpExecArray | null, places: number): bigint | null => {
  if (!match) return null;
  const digits = BigInt(`${match[2]}${(match[3] ?? '').padEnd(places, '0')}`);
  return match[1] === '-' ? -digits : digits;
};

const decimalOf = (amount: bigint, places: number): string => {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(places + 1, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
};
