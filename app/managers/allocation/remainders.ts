import { fen, yuanFromFen } from '#domain/units/money.ts';
import { fenOf } from '../../format/money.ts';
import type { AllocationRun, PoolLine } from '../../rpc/allocation-shapes.ts';

type What = 'bills' | 'own' | 'vacant' | 'contracts' | 'left' | 'surplus';
export interface RemainderRow {
  readonly what: What;
  readonly yuan: string;
}

/** What the bills ask, what tenants pay of it by themselves (below zero), and what that leaves. */
interface RemainderOf {
  readonly of: 'energy' | 'capacity' | 'powerFactor';
  readonly rows: readonly RemainderRow[];
  readonly left: RemainderRow;
}

/** None where shared energy is priced at the mean; of capacity and power factor, where tenants with contracts of their own pay some of it. */
export const remaindersOf = (run: AllocationRun, pools: readonly PoolLine[]): readonly RemainderOf[] => {
  if (run.energyYuan === null || run.ownYuan === null) return [];
  const [energy, own, vacant] = [fenOf(run.energyYuan), fenOf(run.ownYuan), fenOf(run.vacantYuan ?? '0')];
  const left = energy - own - vacant;
  const paid = (what: What, amount: bigint): RemainderRow => ({ what, yuan: yuanFromFen(fen(-amount)) });
  const others = (['capacity', 'powerFactor'] as const).flatMap((of): RemainderOf[] => {
    const contracts = fenOf(of === 'capacity' ? run.ownCapacityYuan : run.ownPowerFactorYuan);
    const pool = pools.find(({ kind }) => kind === of)?.yuan;
    if (contracts === 0n || !pool) return [];
    return [{ of, rows: [paid('bills', -(fenOf(pool) + contracts)), paid('contracts', contracts)], left: { what: 'left', yuan: pool } }];
  });
  return [
    {
      of: 'energy',
      rows: [{ what: 'bills', yuan: run.energyYuan }, paid('own', own), ...(vacant === 0n ? [] : [paid('vacant', vacant)])],
      left: paid(left < 0n ? 'surplus' : 'left', -left),
    },
    ...others,
  ];
};
