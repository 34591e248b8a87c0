import type { Pool as Database } from 'pg';
import { type Allocation, allocateMonth } from '#domain/allocation/allocate-month.ts';
import type { AllocationRules } from '#domain/allocation/rules.ts';
import { suggestRules } from '#domain/allocation/suggest-rules.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { resaleOfShares } from '../purchase/resale-of-run.ts';
import { canonicalInput, hashOf } from './canonical.ts';
import { type LoadedMonth, loadMonth } from './load-month.ts';
import type { MonthOfPark } from './month-stretch.ts';
import { selectRules, selectRulesById } from './rules-store.ts';
import { type RunHead, selectRunHead } from './select-run.ts';
import { writeRun } from './write-run.ts';

/** A month computed and not stored: for a look at rules before they are saved. */
export interface ComputedMonth extends LoadedMonth {
  readonly allocation: Allocation;
  readonly canonical: string;
  readonly hash: string;
}

export async function computeMonth(
  db: Database,
  of: MonthOfPark,
  { rules, now }: { readonly rules: AllocationRules; readonly now: InstantMs },
): Promise<ComputedMonth | null> {
  const loaded = await loadMonth(db, of, { rules, now });
  if (loaded === null) return null;
  const canonical = canonicalInput(loaded);
  return { ...loaded, allocation: shareMonth(loaded), canonical, hash: hashOf(canonical) };
}

/** The month's sharing; where tenants pay shares of the purchase bills it also stops for what keeps those from being shared. */
export const shareMonth = ({ input, resale }: LoadedMonth): Allocation => {
  const allocation = allocateMonth(input);
  if (resale === null || allocation.stops.length > 0) return allocation;
  if (resale === 'noBill') return { ...allocation, shares: [], stops: [{ type: 'noPurchaseBill' }] };
  const found = resaleOfShares(resale, allocation.shares);
  if (found.type === 'shares') return allocation;
  const { part, period, amount } = found;
  return { ...allocation, shares: [], stops: [{ type: 'nobodyDrew', part, period, fen: amount }] };
};

export type MonthRun =
  /** No meter was there, or the month has not begun. */
  | { readonly type: 'empty' }
  | { readonly type: 'noRules' }
  /** Computed and stored; `changed`: other than what stood there. */
  | { readonly type: 'stored'; readonly head: RunHead; readonly changed: boolean }
  /** It carries bills: nothing was written. `drifted`: what it would be computed from today is something else. */
  | { readonly type: 'frozen'; readonly head: RunHead; readonly drifted: boolean };

/** Computes a month by the rules in force and stores it: again and again the same, until what it is computed from changes or it is frozen. */
export async function runMonth(db: Database, of: MonthOfPark, now: InstantMs): Promise<MonthRun> {
  const before = await selectRunHead(db, of.parkId, of.month);
  if (before !== null && before.revision > 1 && before.state !== 'frozen') {
    const head = (await reviseMonth(db, of, now)) ?? before;
    return { type: 'stored', head, changed: head.inputHash !== before.inputHash };
  }
  const stored = await selectRules(db, of.parkId, of.month);
  if (stored === null) return { type: 'noRules' };
  const computed = await computeMonth(db, of, { rules: stored.rules, now });
  if (computed === null) return { type: 'empty' };
  if (before?.state === 'frozen') return { type: 'frozen', head: before, drifted: before.inputHash !== computed.hash };
  if (before?.inputHash === computed.hash) return { type: 'stored', head: before, changed: false };
  const head = await writeRun(db, of, { computed, revision: before?.revision ?? 1, rulesId: stored.id, now });
  return head.state === 'frozen'
    ? { type: 'frozen', head, drifted: head.inputHash !== computed.hash }
    : { type: 'stored', head, changed: true };
}

/**
 * Shares a month that carries bills anew, by the rules it was shared by, where late data has changed what it is computed from: the next revision, a draft until
 * the bills that say its difference go out. Answers the month's last revision; null where nothing was ever frozen.
 */
export async function reviseMonth(db: Database, of: MonthOfPark, now: InstantMs): Promise<RunHead | null> {
  const head = await selectRunHead(db, of.parkId, of.month);
  if (head === null || head.rulesId === null || (head.revision === 1 && head.state !== 'frozen')) return null;
  const rules = await selectRulesById(db, head.rulesId);
  const computed = await computeMonth(db, of, { rules, now });
  if (computed === null || computed.hash === head.inputHash) return head;
  const revision = head.state === 'frozen' ? head.revision + 1 : head.revision;
  return writeRun(db, of, { computed, revision, rulesId: head.rulesId, now });
}

/** Rules for a month that has none: what the screen offers to begin with. */
export const rulesOrSuggestion = (
  rules: AllocationRules | null,
  points: Parameters<typeof suggestRules>[0],
): { readonly rules: AllocationRules; readonly suggested: boolean } =>
  rules === null ? { rules: suggestRules(points), suggested: true } : { rules, suggested: false };
