import type { Pool } from 'pg';
import { auditMonth, type Difference, type MonthAudit } from '#db/allocation/audit-month.ts';
import { auditBills, type BillsAudit } from '#db/bill/audit-bills.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';

/** A month's energy and money, and the bills that came of it. */
export interface AuditedMonth {
  /** First day. */
  readonly month: ParkDay;
  /** Null: nothing was measured in it. */
  readonly energy: MonthAudit | null;
  readonly bills: BillsAudit;
  readonly differences: readonly Difference[];
}

/** Months one after the other, each again from its slots and its bills' lines. Writes nothing. */
export async function auditYear(
  pool: Pool,
  { parkId, zone, months }: { readonly parkId: number; readonly zone: string; readonly months: readonly ParkDay[] },
  now: InstantMs,
): Promise<readonly AuditedMonth[]> {
  const audited: AuditedMonth[] = [];
  for (const month of months) {
    const of = { parkId, zone, month };
    const energy = await auditMonth(pool, of, now);
    const bills = await auditBills(pool, of);
    audited.push({ month, energy, bills, differences: [...(energy?.differences ?? []), ...bills.differences] });
  }
  return audited;
}
