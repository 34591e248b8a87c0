import type { Pool as Database } from 'pg';
import type { Allocation } from '#domain/allocation/allocate-month.ts';
import { sumWh } from '#domain/allocation/balance.ts';
import type { AllocationRules } from '#domain/allocation/rules.ts';
import { MONEY_KINDS } from '#domain/allocation/rules.ts';
import { suggestRules } from '#domain/allocation/suggest-rules.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import type { InstantRange } from '#domain/time/park-day.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { type StoredPurchase, selectStanding } from '../purchase/bills-store.ts';
import { resaleOfShares } from '../purchase/resale-of-run.ts';
import { atMs, bigIn, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { canonicalInput, hashOf } from './canonical.ts';
import { type LoadedMonth, loadMonth } from './load-month.ts';
import { selectSupply } from './load-points.ts';
import type { MonthOfPark } from './month-stretch.ts';
import { selectRules, selectRulesById } from './rules-store.ts';
import { shareMonth } from './run-month.ts';
import { type RunHead, selectRunHead } from './select-run.ts';

/** Two figures that should be one. */
export interface Difference {
  readonly what: string;
  readonly found: string;
  readonly expected: string;
}

export interface MonthAudit {
  readonly loaded: LoadedMonth;
  readonly allocation: Allocation;
  /** Null: the month is not stored, it was computed for this. */
  readonly run: RunHead | null;
  /** Late data has changed it since its bills went out: the next month's run shares it anew, and its bills say the difference. */
  readonly drifted: boolean;
  /** No rules were saved: those a park begins with. */
  readonly suggested: boolean;
  /** Bills of the grid and the roof that stand, and what their shares come to where tenants pay those; null: they pay by tariff. */
  readonly purchase: { readonly bills: readonly StoredPurchase[]; readonly shared: Fen | null };
  /** The first stands first; none: balanced. */
  readonly differences: readonly Difference[];
}

/**
 * A month's balance again, from its slots one by one and not from their sums: what came in against tenants, shared area and losses, and both against what is
 * stored. Null: nothing was measured. Writes nothing.
 */
export async function auditMonth(db: Database, of: MonthOfPark, now: InstantMs): Promise<MonthAudit | null> {
  const run = await selectRunHead(db, of.parkId, of.month);
  const stored = await rulesOf(db, of, run);
  const rules = stored ?? suggestRules(await selectSupply(db, of.parkId, { from: now, to: now }));
  const loaded = await loadMonth(db, of, { rules, now });
  if (loaded === null) return null;
  const allocation = shareMonth(loaded);
  const drifted = run?.state === 'frozen' && run.inputHash !== hashOf(canonicalInput(loaded));
  const differences = [
    ...(await slotDifferences(db, of, loaded)),
    ...balanceDifferences(allocation),
    ...remainderDifferences(loaded, allocation),
    ...(run === null ? [] : [...(drifted ? [] : runDifferences(run, allocation)), ...(await storedDifferences(db, run.id))]),
  ];
  const purchase = { bills: await selectStanding(db, of.parkId, of.month), shared: sharedOf(loaded, allocation) };
  return { loaded, allocation, run, drifted, suggested: stored === null, purchase, differences };
}

/** Those the month was shared by, else those in force. */
const rulesOf = async (db: Queryable, { parkId, month }: MonthOfPark, run: RunHead | null): Promise<AllocationRules | null> =>
  run === null || run.rulesId === null ? ((await selectRules(db, parkId, month))?.rules ?? null) : selectRulesById(db, run.rulesId);

const sharedOf = ({ resale }: LoadedMonth, { shares, stops }: Allocation): Fen | null => {
  if (resale === null || resale === 'noBill' || stops.length > 0) return null;
  const found = resaleOfShares(resale, shares);
  return found.type === 'shares' ? fen(found.shares.reduce((sum, { amount }) => sum + amount, 0n)) : null;
};

const SLOTS = `
  select p.code, coalesce(sum(s.quantity) filter (where s.register = 0), 0)::bigint as quantity,
    coalesce(sum(s.quantity) filter (where s.register = 1), 0)::bigint as exported
  from point p left join slot s on s.point_id = p.id and s.register <= 1 and s.start >= ${atMs('$2')} and s.start < ${atMs('$3')}
  where p.park_id = $1 and p.medium = 'electricity' group by p.code order by p.code`;

const selectSlotSums = (db: Queryable, parkId: number, { from, to }: InstantRange) =>
  rowsOf(db, SLOTS, [parkId, from, to], (row) => ({
    code: textIn(row, 'code'),
    quantity: wholeIn(row, 'quantity'),
    exported: wholeIn(row, 'exported'),
  }));

/** Slots are the truth: the sums the balance was made from are theirs. */
async function slotDifferences(db: Queryable, { parkId }: MonthOfPark, { stretch, input }: LoadedMonth): Promise<Difference[]> {
  const summed = new Map(input.points.map((point) => [point.code, point]));
  return (await selectSlotSums(db, parkId, stretch)).flatMap(({ code, quantity, exported }) => {
    const point = summed.get(code);
    if (point?.byHand) return [];
    return [
      ...differ(`${code}: Wh drawn, sums against slots`, point?.quantity ?? 0, quantity),
      ...differ(`${code}: Wh given back, sums against slots`, point?.exported ?? 0, exported),
    ];
  });
}

const balanceDifferences = ({ balance, pools, shares, stops }: Allocation): Difference[] => {
  const lost = balance.losses.reduce((sum, { lossWh }) => sum + lossWh, 0n);
  const own = differ(
    'tenants + shared area + losses against what came in, Wh',
    sumWh(balance.tenants) + sumWh(balance.shared) + lost,
    balance.inputWh,
  );
  if (stops.length > 0) return own;
  const shared = pools.flatMap(({ group, kind, wh, fen }) => {
    const its = shares.filter((share) => share.group === group && share.kind === kind);
    const name = `${group ?? 'park'} ${kind}`;
    return [
      ...differ(
        `${name}: shares against the whole, Wh`,
        its.reduce((sum, { energy }) => sum + (energy?.amount ?? 0n), 0n),
        wh ?? 0n,
      ),
      ...differ(
        `${name}: shares against the whole, fen`,
        its.reduce((sum, { money }) => sum + (money?.amount ?? 0n), 0n),
        fen ?? 0n,
      ),
    ];
  });
  return [...own, ...shared];
};

/** Where shared energy costs what the bills leave: own use, empty rooms and pools are the bills' energy, to the fen. Where nothing is shared the rest stays with the landlord. */
const remainderDifferences = ({ input }: LoadedMonth, { remainder, pools, stops }: Allocation): Difference[] => {
  const energy = pools.filter(({ kind }) => !MONEY_KINDS.some((one) => one === kind));
  if (remainder === null || stops.length > 0 || energy.length === 0) return [];
  const shared = energy.reduce((sum, { fen: amount }) => sum + (amount ?? 0n), 0n);
  return differ(
    "tenants' own + empty rooms + shared against the bills' energy, fen",
    remainder.own + remainder.vacant + shared,
    input.money.energy ?? 0n,
  );
};

const runDifferences = (run: RunHead, { balance, remainder }: Allocation): Difference[] => {
  const lost = balance.losses.reduce((sum, { lossWh }) => sum + lossWh, 0n);
  return [
    ...differ('stored: what came in, Wh', run.gridWh + run.pvWh + run.storageWh, balance.inputWh),
    ...differ('stored: tenants, Wh', run.tenantWh, sumWh(balance.tenants)),
    ...differ('stored: shared area, Wh', run.sharedWh, sumWh(balance.shared)),
    ...differ('stored: losses, Wh', run.lineLossWh + run.transformerLossWh, lost),
    ...differ("stored: tenants' own by tariff, fen", run.ownFen ?? 0n, remainder?.own ?? 0n),
  ];
};

/** Sums in SQL of what is stored, each beside what it should be. */
const STORED = `
  with run as (select id, state, grid_wh + pv_wh + storage_wh as input_wh from allocation_run where id = $1::bigint)
  select 'stored: parts against what came in, Wh' as what, coalesce(sum(p.wh), 0)::text as found, max(r.input_wh)::text as expected
  from run r left join allocation_part p on p.run_id = r.id
  union all
  select format('stored: %s %s, shares against the whole, Wh', coalesce(nullif(o.grp, ''), 'park'), o.kind), coalesce(sum(s.wh), 0)::text, coalesce(o.wh, 0)::text
  from run r join allocation_pool o on o.run_id = r.id left join allocation_share s using (run_id, grp, kind)
  where r.state <> 'stopped' group by o.grp, o.kind, o.wh
  union all
  select format('stored: %s %s, shares against the whole, fen', coalesce(nullif(o.grp, ''), 'park'), o.kind), coalesce(sum(s.fen), 0)::text, coalesce(o.fen, 0)::text
  from run r join allocation_pool o on o.run_id = r.id left join allocation_share s using (run_id, grp, kind)
  where r.state <> 'stopped' group by o.grp, o.kind, o.fen`;

async function storedDifferences(db: Queryable, runId: string): Promise<Difference[]> {
  const rows = await rowsOf(db, STORED, [runId], (row) => ({
    what: textIn(row, 'what'),
    found: bigIn(row, 'found'),
    expected: bigIn(row, 'expected'),
  }));
  return rows.flatMap(({ what, found, expected }) => differ(what, found, expected));
}

const differ = (what: string, found: bigint | number, expected: bigint | number): Difference[] =>
  BigInt(found) === BigInt(expected) ? [] : [{ what, found: String(found), expected: String(expected) }];
