import type { Pool } from 'pg';
import { allocateMonth } from '#domain/allocation/allocate-month.ts';
import { RESALE_DEFAULT } from '#domain/allocation/rules.ts';
import type { Resale, ResaleInput } from '#domain/purchase/resale.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { loadMonth } from '../allocation/load-month.ts';
import type { MonthOfPark } from '../allocation/month-stretch.ts';
import { selectRules } from '../allocation/rules-store.ts';
import { monthUses } from './load-uses.ts';
import { resaleOfShares } from './resale-of-run.ts';

export interface ComparedMethods {
  readonly bills: readonly string[];
  /** Own use and borne public energy by account; null: the landlord. Whole Wh. */
  readonly whOf: ReadonlyMap<string | null, bigint>;
  readonly found: Readonly<Record<ResaleInput['method'], Resale>>;
}

export type Compared =
  | { readonly type: 'compared'; readonly methods: ComparedMethods }
  /** No rules, nothing measured, no bill, or something stops the month's sharing. */
  | { readonly type: 'not'; readonly because: 'noRules' | 'empty' | 'noBill' | 'stopped' };

/** What each would owe by methods A, B and C, whatever the month's rules say; the quarters are read once. Writes nothing. */
export async function compareMethods(db: Pool, of: MonthOfPark, now: InstantMs): Promise<Compared> {
  const stored = await selectRules(db, of.parkId, of.month);
  if (stored === null) return { type: 'not', because: 'noRules' };
  const resale = { ...(stored.rules.resale ?? RESALE_DEFAULT), way: 'actualBill', method: 'interval' } as const;
  const loaded = await loadMonth(db, of, { rules: { ...stored.rules, resale }, now });
  if (loaded === null) return { type: 'not', because: 'empty' };
  if (loaded.resale === 'noBill' || loaded.resale === null) return { type: 'not', because: 'noBill' };
  const { shares, stops } = allocateMonth(loaded.input);
  if (stops.length > 0) return { type: 'not', because: 'stopped' };
  const basis = loaded.resale;
  const month = { ...basis, method: 'composite' as const, uses: monthUses(loaded.input) };
  const whOf = new Map<string | null, bigint>();
  const add = (account: string | null, wh: bigint) => void whOf.set(account, (whOf.get(account) ?? 0n) + wh);
  for (const { user, gridWh } of month.uses) if (user.type === 'account') add(user.account, gridWh);
  for (const { kind, account, energy } of shares) if (kind === 'sharedArea') add(account, energy?.amount ?? 0n);
  return {
    type: 'compared',
    methods: {
      bills: basis.bills,
      whOf,
      found: {
        composite: resaleOfShares(month, shares),
        period: resaleOfShares({ ...basis, method: 'period' }, shares),
        interval: resaleOfShares(basis, shares),
      },
    },
  };
}
