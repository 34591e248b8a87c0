import type { ReceiptRef } from '../../rpc/counter-api.ts';

const DIGITS = 6;

/** "2026-000042", as it is printed. */
export const receiptNumber = ({ year, number }: ReceiptRef): string => `${year}-${String(number).padStart(DIGITS, '0')}`;
