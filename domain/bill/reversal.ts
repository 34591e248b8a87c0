import { fen } from '../units/money.ts';
import type { BillLine } from './line.ts';

/** The whole bill with the other sign: its lines, each with the tax it had. */
export const reversalLines = (lines: readonly BillLine[]): readonly BillLine[] =>
  lines.map((line) => ({
    ...line,
    quantity: line.quantity === null ? null : -line.quantity,
    amount: fen(-line.amount),
    excl: fen(-line.excl),
    tax: fen(-line.tax),
  }));
