import type { Pool } from 'pg';
import { loadLawful } from '#db/allocation/load-lawful.ts';
import { selectRunHead } from '#db/allocation/select-run.ts';
import type { BillMonth } from '#db/bill/bill-month.ts';
import { selectCharged } from '#db/bill/select-bills.ts';
import { checkMonth } from '#domain/lawful-price/check-month.ts';
import type { Finding } from '#domain/lawful-price/finding.ts';

/** The checks before issue, with the money as the bills' lines say it; none without a run of the month's sharing. */
export async function lawfulFindings(db: Pool, of: BillMonth): Promise<readonly Finding[]> {
  const head = await selectRunHead(db, of.parkId, of.month);
  if (head === null) return [];
  const month = await loadLawful(db, of, head);
  const { used, shares } = await selectCharged(db, of);
  return checkMonth({ ...month, ownUse: used, shares });
}
