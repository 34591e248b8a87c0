import { grouped } from './quantity.ts';

const MILLI_PER_KILO = 1_000_000;

/** A register in thousandths of a Wh (litre) as kWh (m³) with two decimals, as a meter shows it: cut off, not rounded. */
export const registerShown = (milli: number): string => grouped(Math.floor(milli / (MILLI_PER_KILO / 100)) / 100, 2);

/** CT x PT in thousandths: "80", "1.5". */
export const ratioShown = (milli: number): string => String(milli / 1_000);

/** A register as it was typed, grouped, with the decimals it was typed with and two at least. */
export const typedShown = (text: string): string => {
  const [whole = '0', decimals = ''] = text.trim().split('.');
  return `${grouped(Number(whole))}.${decimals.padEnd(2, '0')}`;
};
