import { selectLateFees } from '#db/bill/late-fees.ts';
import { type OpenBill, selectOpenBills } from '#db/report/arrears.ts';
import type { ReportPark } from '#db/report/parks.ts';
import { ARREARS_AGES, type ArrearsAge } from '#domain/bill/overdue.ts';
import type { Words } from '#domain/park/model.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import type { Services } from '../trpc/trpc.ts';

/** What an account owes on its bills, by how long it is overdue. */
export interface ArrearsRow {
  readonly park: string;
  readonly account: string;
  readonly name: Words;
  readonly bills: number;
  readonly oldestDue: ParkDay;
  readonly owed: Readonly<Record<ArrearsAge, Fen>>;
  readonly total: Fen;
  /** Late fees up to today that no bill has charged. */
  readonly lateFee: Fen;
}

/** By account, most owed first. */
export async function arrearsOf(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  parks: readonly ReportPark[],
): Promise<readonly ArrearsRow[]> {
  const bills = await selectOpenBills(db, parks, clock.now());
  const late = new Map<number, bigint>();
  for (const { id, zone } of parks) {
    for (const { accountId, fee, charged } of await selectLateFees(db, {
      parkId: id,
      zone,
      until: parkDayOf(clock.now(), zone),
      accountIds: null,
    }))
      late.set(accountId, (late.get(accountId) ?? 0n) + fee - charged);
  }
  return [...Map.groupBy(bills, ({ accountId }) => accountId)]
    .flatMap(([id, own]) => rowOf(own, fen(late.get(id) ?? 0n)))
    .toSorted((a, b) => (a.total < b.total ? 1 : -1));
}

const rowOf = (bills: readonly OpenBill[], lateFee: Fen): readonly ArrearsRow[] => {
  const [oldest] = bills;
  if (!oldest) return [];
  const sum = (of: readonly OpenBill[]): Fen => fen(of.reduce((total, bill) => total + bill.total - bill.paid, 0n));
  const owed = Object.fromEntries(ARREARS_AGES.map((age) => [age, sum(bills.filter((bill) => bill.age === age))])) as Record<
    ArrearsAge,
    Fen
  >;
  const { park, account, name, dueOn } = oldest;
  return [{ park, account, name, bills: bills.length, oldestDue: dueOn, owed, total: sum(bills), lateFee }];
};
