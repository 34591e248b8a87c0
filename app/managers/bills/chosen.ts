import { fen, fenFromYuan, yuanFromFen } from '#domain/units/money.ts';
import type { BillFault, BillRow } from '../../rpc/bills-shapes.ts';

/** What keeps a bill from being checked; the rest is for a person to know. */
export const blocks = ({ type }: BillFault): boolean => type !== 'missingSlots';

/** Which of the chosen rows, or of all where none is chosen, can be checked and issued. */
export const actsOn = (rows: readonly BillRow[], chosen: ReadonlySet<string>) => {
  const meant = chosen.size === 0 ? rows : rows.filter(({ id }) => chosen.has(id));
  const own = meant.filter(({ kind }) => kind !== 'reversal');
  return {
    toCheck: own.filter(({ state, faults }) => state === 'draft' && !faults.some(blocks)),
    toIssue: own.filter(({ state }) => state === 'checked'),
  };
};

export const sumYuan = (rows: readonly { readonly totalYuan: string }[]): string =>
  yuanFromFen(fen(rows.reduce((sum, { totalYuan }) => sum + (fenFromYuan(totalYuan) ?? 0n), 0n)));
