import { yuanGrouped } from './money.ts';

/** An exact amount without its last zeros, never fewer than two decimals: "0.90000000000" as "0.90", "7.06959571875" as it is. */
export const exactText = (yuan: string): string => {
  const [whole = '0', fraction = ''] = yuan.split('.');
  return yuanGrouped(`${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}`);
};

/** Whole Wh (litres) as kWh (m³) with all three decimals: the figure a price is multiplied with. */
export const kiloText = (quantity: number): string => {
  const digits = String(Math.abs(quantity)).padStart(4, '0');
  return `${quantity < 0 ? '−' : ''}${digits.slice(0, -3).replace(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-3)}`;
};
