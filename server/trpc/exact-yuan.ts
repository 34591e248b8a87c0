const EXACT_PLACES = 11;

/** 1e-11 yuan as yuan with eleven decimals: no digit is lost. */
export const exactYuan = (charge: bigint): string => {
  const digits = (charge < 0n ? -charge : charge).toString().padStart(EXACT_PLACES + 1, '0');
  return `${charge < 0n ? '-' : ''}${digits.slice(0, -EXACT_PLACES)}.${digits.slice(-EXACT_PLACES)}`;
};
