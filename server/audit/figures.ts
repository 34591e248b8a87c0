import { fen, yuanFromFen } from '#domain/units/money.ts';

/** Whole Wh as kWh with three decimals, thousands apart. */
export const kWhText = (wh: bigint): string => {
  const digits = (wh < 0n ? -wh : wh).toString().padStart(4, '0');
  return `${wh < 0n ? '-' : ''}${grouped(digits.slice(0, -3))}.${digits.slice(-3)}`;
};

/** Whole fen as yuan, thousands apart. */
export const yuanText = (amount: bigint): string => {
  const text = yuanFromFen(fen(amount < 0n ? -amount : amount));
  return `${amount < 0n ? '-' : ''}${grouped(text.slice(0, -3))}${text.slice(-3)}`;
};

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');
