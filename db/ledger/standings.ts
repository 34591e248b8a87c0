import { useCharges } from '#domain/bill/use-lines.ts';
import { type OwedLine, owedByLine } from '#domain/ledger/settle.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { monthOf } from '#domain/time/park-day.ts';
import { selectSteps } from '../bill/load-steps.ts';
import { type AccountMonth, monthKey, selectUse } from '../bill/load-use.ts';
import { selectBilledVersions } from '../bill/load-versions.ts';
import type { Queryable } from '../queries/row.ts';
import { postedOf, selectPosted } from './posted-lines.ts';

/** An account's month as a settlement finds it: how often it was posted, and which lines owe something. */
export interface Standing extends AccountMonth {
  readonly version: number;
  readonly owed: readonly OwedLine[];
}

/**
 * Months of accounts as they stand, of the park days before `today`. What was posted is read first: who posts between the two reads takes the
 * version away that this is built on.
 */
export const selectStandings = async (db: Queryable, months: readonly AccountMonth[], today: ParkDay): Promise<readonly Standing[]> => {
  if (months.length === 0) return [];
  const posted = await selectPosted(db, months);
  const use = await selectUse(db, months, today);
  const steps = await selectSteps(db, months, today);
  const versions = await selectBilledVersions(db, new Set([...use.values()].flat().map(({ versionId }) => versionId)));
  return months.map((month) => {
    const { version, lines } = postedOf(posted, month);
    const stepped = { month: monthOf(month.month), steps: steps.get(monthKey(month)) ?? [] };
    return { ...month, version, owed: owedByLine(useCharges(use.get(monthKey(month)) ?? [], versions, stepped).charges, lines) };
  });
};
