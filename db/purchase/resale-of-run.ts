import type { AllocatedShare } from '#domain/allocation/allocate-month.ts';
import type { PeriodSum, PurchaseSums } from '#domain/purchase/purchase-sums.ts';
import { type Resale, type ResaleInput, type ResaleUse, resaleOf } from '#domain/purchase/resale.ts';
import { fen } from '#domain/units/money.ts';
import { bigIn, orNull, type Queryable, rowOf, rowsOf, textIn } from '../queries/row.ts';
import type { ResaleBasis } from './load-resale.ts';

/** A run's shares of the purchase bills, and the bills' numbers. */
export interface RunResale {
  readonly resale: Resale;
  readonly bills: readonly string[];
}

const BASIS = `select input -> 'resale' as resale from allocation_run where id = $1::bigint and state <> 'stopped'`;
const BORNE = `select grp, account, wh::text as wh from allocation_share where run_id = $1::bigint and kind = 'sharedArea' order by grp, account, via`;

/** Made again from the input that is kept with the run, which is frozen with it: null where the run's tenants pay by tariff. */
export async function selectRunResale(db: Queryable, runId: string): Promise<RunResale | null> {
  const basis = await rowOf(db, BASIS, [runId], (row) => row.resale as StoredBasis | null);
  if (basis === null) return null;
  const borne = await rowsOf(db, BORNE, [runId], (row) => ({
    group: textIn(row, 'grp') || null,
    account: textIn(row, 'account') || null,
    wh: orNull(row, 'wh', bigIn) ?? 0n,
  }));
  const input: ResaleInput = {
    method: basis.method,
    grid: sumsFromStored(basis.grid),
    pv: basis.pv && sumsFromStored(basis.pv),
    exportSharePpm: basis.exportSharePpm,
    uses: basis.uses.map(({ gridWh, pvWh, ...use }): ResaleUse => ({ ...use, gridWh: BigInt(gridWh), pvWh: BigInt(pvWh) })),
    borne: gathered(borne),
  };
  return { resale: resaleOf(input), bills: basis.bills };
}

/** Of shares that were just computed. */
export const resaleOfShares = (basis: ResaleBasis, shares: readonly AllocatedShare[]): Resale =>
  resaleOf({
    ...basis,
    borne: gathered(
      shares
        .filter(({ kind }) => kind === 'sharedArea')
        .map(({ group, account, energy }) => ({ group, account, wh: energy?.amount ?? 0n })),
    ),
  });

type Borne = ResaleInput['borne'];

/** What came to an account straight and through a building is one. */
const gathered = (borne: Borne): Borne =>
  [...Map.groupBy(borne, ({ group, account }) => JSON.stringify([group, account])).values()].flatMap((own) => {
    const [first] = own;
    return first ? [{ ...first, wh: own.reduce((sum, { wh }) => sum + wh, 0n) }] : [];
  });

/** As the run's canonical input holds it: whole numbers are text. */
type Stored<T> = { readonly [Key in keyof T]: T[Key] extends bigint ? string : T[Key] };
interface StoredBasis extends Omit<ResaleBasis, 'grid' | 'pv' | 'uses'> {
  readonly grid: StoredSums;
  readonly pv: StoredSums | null;
  readonly uses: readonly Stored<ResaleUse>[];
}
interface StoredSums extends Stored<Omit<PurchaseSums, 'byPeriod'>> {
  readonly byPeriod: readonly Stored<PeriodSum>[];
}

const sumsFromStored = (sums: StoredSums): PurchaseSums => ({
  energy: fen(BigInt(sums.energy)),
  capacity: fen(BigInt(sums.capacity)),
  powerFactor: fen(BigInt(sums.powerFactor)),
  exportIncome: fen(BigInt(sums.exportIncome)),
  usedWh: BigInt(sums.usedWh),
  byPeriod: sums.byPeriod.map(({ period, wh, amount }) => ({ period, wh: BigInt(wh), amount: fen(BigInt(amount)) })),
});
