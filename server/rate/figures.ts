/** A whole number of small units as a decimal: 1234567 Wh are "1234.567" kWh. */
export const decimalOf = (amount: bigint | number, places: number): string => {
  const whole = BigInt(amount);
  const digits = (whole < 0n ? -whole : whole).toString().padStart(places + 1, '0');
  return `${whole < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
};

/** Wh, W or VA in thousands. */
export const kiloOf = (amount: number): string => decimalOf(amount, 3);

/** 1e-11 yuan, every digit. */
export const yuanOfExact = (amount: bigint): string => decimalOf(amount, 11);

export const KILO_UNIT = { Wh: 'kWh', W: 'kW', VA: 'kVA' } as const;
