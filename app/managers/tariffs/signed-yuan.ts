import { isNegative, isZero, yuanGrouped } from '../../format/money.ts';

/** "+1,200.00" for what costs more, "−12.00" for less. */
export const signed = (yuan: string): string => (isNegative(yuan) || isZero(yuan) ? yuanGrouped(yuan) : `+${yuanGrouped(yuan)}`);
