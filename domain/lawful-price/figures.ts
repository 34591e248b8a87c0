import { fen, price, yuanFromFen, yuanFromPrice } from '../units/money.ts';
import type { Figure, FigureName } from './finding.ts';

export const yuanFigure = (name: FigureName, amount: bigint): Figure => ({ name, value: yuanFromFen(fen(amount)), unit: 'yuan' });

/** In 1e-8 yuan per kWh; shown with the six decimals of published prices, half away from zero. */
export const priceFigure = (name: FigureName, amount: bigint): Figure => {
  const half = amount < 0n ? -50n : 50n;
  return { name, value: yuanFromPrice(price(((amount + half) / 100n) * 100n)).slice(0, -2), unit: 'yuan/kWh' };
};

/** Whole Wh as kWh with three decimals. */
export const kWhFigure = (name: FigureName, wh: bigint): Figure => {
  const digits = (wh < 0n ? -wh : wh).toString().padStart(4, '0');
  return { name, value: `${wh < 0n ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`, unit: 'kWh' };
};

/** A share in percent with two decimals, half away from zero. */
export const percentFigure = (name: FigureName, part: bigint, whole: bigint): Figure => {
  const scaled = part * 20_000n;
  const hundredths = whole === 0n ? 0n : (scaled + (scaled < 0n ? -whole : whole)) / (2n * whole);
  return { name, value: yuanFromFen(fen(hundredths)), unit: '%' };
};

export const codeFigure = (name: FigureName, code: string): Figure => ({ name, value: code, unit: null });

/** Fen over Wh as 1e-8 yuan per kWh, half away from zero: fen/Wh × 1e9. */
export const pricePerKWh = (amount: bigint, wh: bigint): bigint => {
  if (wh === 0n) return 0n;
  const scaled = amount * 2_000_000_000n;
  return (scaled + (scaled < 0n ? -wh : wh)) / (2n * wh);
};
