import type { Pool } from 'pg';
import type { BillMonth } from '#db/bill/bill-month.ts';
import { loadBills } from '#db/bill/load-bills.ts';
import { type SaidLine, selectSaid } from '#db/bill/select-said.ts';
import type { BillLine } from '#domain/bill/line.ts';
import { PERIODS } from '#domain/tariff/tariff.ts';
import { fen, yuanFromFen } from '#domain/units/money.ts';
import type { Difference } from './differences.ts';

export interface ReproducedBill {
  /** Lines that issued bills have said of the month, and that it comes to from its accruals, shares and terms. */
  readonly stored: number;
  readonly reproduced: number;
  readonly differences: readonly Difference[];
}

/** An account's month composed anew, against all that issued bills and their corrections have said of it; null: no bill of it is out. */
export async function reproduceBill(db: Pool, of: BillMonth, accountId: number): Promise<ReproducedBill | null> {
  const said = await selectSaid(db, accountId, of.month);
  if (said.length === 0) return null;
  const [bill] = await loadBills(db, of, [accountId]);
  const lines = bill?.composed.lines.filter(({ kind, component }) => kind !== 'correction' && !component.startsWith('lateFee')) ?? [];
  const anew = new Map(lines.map((line) => [saidKey(line), saidOf(line)]));
  const stored = new Map(said.map((line) => [line.key, line]));
  const differences = [...new Set([...stored.keys(), ...anew.keys()])].toSorted().flatMap((key): Difference[] => {
    const [was, is] = [stored.get(key), anew.get(key)];
    const sides = { stored: was ? textOf(was) : null, reproduced: is ? textOf(is) : null };
    return sides.stored === sides.reproduced ? [] : [{ what: `bill line ${key}`, ...sides }];
  });
  return { stored: stored.size, reproduced: anew.size, differences };
}

/** As `selectSaid` names it. */
const saidKey = ({ versionId, component, period, share }: BillLine): string =>
  [versionId ?? 0, component, period === null ? -1 : PERIODS.indexOf(period), share?.group ?? '-', share?.via ?? '-'].join(' ');

const saidOf = (line: BillLine): SaidLine => ({ key: saidKey(line), quantity: line.quantity ?? 0n, amountFen: line.amount });

const textOf = ({ quantity, amountFen }: SaidLine): string => `${quantity}, ${yuanFromFen(fen(amountFen))} yuan`;
