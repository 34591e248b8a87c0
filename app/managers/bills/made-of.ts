import type { Period } from '#domain/tariff/tariff.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { fenOf } from '../../format/money.ts';
import { PERIODS } from '../../format/periods.ts';
import { type BillLineShape, LINE_KINDS } from '../../rpc/bills-shapes.ts';

export interface BillPart {
  /** A period of the day, or what has none by what it is for. */
  readonly of: { readonly period: Period } | { readonly kind: BillLineShape['kind'] };
  readonly amount: Fen;
}

/** What a bill is made of: its periods from the dearest, then the rest by kind. The parts sum to the bill; empty ones are left out. */
export const partsOf = (lines: readonly BillLineShape[]): readonly BillPart[] => {
  const part = (of: BillPart['of'], own: readonly BillLineShape[]): BillPart => ({
    of,
    amount: fen(own.reduce((sum, { amountYuan }) => sum + fenOf(amountYuan), 0n)),
  });
  return [
    ...PERIODS.toReversed().map((period) =>
      part(
        { period },
        lines.filter((line) => line.period === period),
      ),
    ),
    ...LINE_KINDS.map((kind) =>
      part(
        { kind },
        lines.filter((line) => line.period === null && line.kind === kind),
      ),
    ),
  ].filter(({ amount }) => amount !== 0n);
};
