import type { LineUnit } from '../bill/line.ts';
import { type Fen, type Price, yuanFromFen, yuanFromPrice } from '../units/money.ts';

/** A decimal as a paper shows it: groups of three, a true minus. */
export const grouped = (decimal: string): string => {
  const [whole = '0', fraction] = decimal.replace('-', '').split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${decimal.startsWith('-') ? '−' : ''}${digits}${fraction === undefined ? '' : `.${fraction}`}`;
};

/** "−1,234.50" */
export const yuanText = (amount: Fen): string => grouped(yuanFromFen(amount));

/** Thousandths with three decimals, "1,234.500": Wh as kWh, litres as m³. */
export const milliText = (milli: bigint): string => {
  const digits = (milli < 0n ? -milli : milli).toString().padStart(4, '0');
  return grouped(`${milli < 0n ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`);
};

/** Six decimals, eight where a price has them. */
export const priceText = (price: Price): string => yuanFromPrice(price).replace(/00$/, '').replace('-', '−');

/** Hundredths of a percent: "13 %", "2.5 %", never broken between lines. */
export const rateText = (hundredths: number): string => `${String(hundredths / 100).replace('-', '−')}\u00a0%`;

/** A register in thousandths of a Wh (litre) as kWh (m³) with two decimals, as a meter shows it: cut off, not rounded. */
export const registerText = (milli: number): string => {
  const digits = String(milli).padStart(7, '0');
  return grouped(`${digits.slice(0, -6)}.${digits.slice(-6, -4)}`);
};

/** CT x PT in thousandths: "1", "80", "1.5". */
export const ratioText = (milli: number): string => grouped(String(milli / 1_000));

export const unitText = (unit: LineUnit): string => {
  switch (unit) {
    case 'm3':
      return 'm³';
    case 'm2':
      return 'm²';
    default:
      return unit;
  }
};

/** Yuan per kWh with five decimals, rounded half up, of an amount and Wh; null where nothing was used. */
export const averageText = (amount: Fen, wh: bigint): string | null => {
  if (wh <= 0n || amount < 0n) return null;
  // 1e-5 yuan per kWh: fen x 1,000 / kWh.
  const scaled = (amount * 1_000_000n * 2n + wh) / (2n * wh);
  const digits = scaled.toString().padStart(6, '0');
  return `${digits.slice(0, -5)}.${digits.slice(-5)}`;
};
