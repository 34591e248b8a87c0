import type { ResalePart } from '../purchase/resale.ts';
import type { Period } from '../tariff/tariff.ts';
import { type Balance, type BalancePoint, balanceOf, sumWh } from './balance.ts';
import { createGroups, type Groups } from './groups.ts';
import { type MasterMoney, type Pool, poolsOf } from './pools.ts';
import { type Remainder, remainderOf } from './remainder.ts';
import { type AllocationRules, LOSS_LIMIT_DEFAULT, type PoolKind, SURPLUS_RULE } from './rules.ts';
import { type Share, type Sharing, shareOut } from './share.ts';
import type { Party } from './weights.ts';

export interface MonthInput {
  readonly points: readonly BalancePoint[];
  readonly parties: readonly Party[];
  readonly rules: AllocationRules;
  readonly money: MasterMoney;
  readonly daysOfMonth: number;
  /** Of the stretch that was measured. */
  readonly quarters: number;
}

/** Why nothing is shared: a person has to look first (wrong ratio, missing meter, wrong clock). */
export type Stop =
  | { readonly type: 'nothingCameIn' }
  | { readonly type: 'negativeLoss'; readonly node: string; readonly wh: bigint }
  /** A meter counted less than the meters below it. */
  | { readonly type: 'negativeUse'; readonly point: string; readonly wh: bigint }
  | { readonly type: 'excessiveLoss'; readonly node: string | null; readonly wh: bigint; readonly inWh: bigint; readonly limit: number }
  /** Tenants pay shares of a purchase bill that is not there, or of money of a period in which nobody drew. */
  | { readonly type: 'noPurchaseBill' }
  | { readonly type: 'nobodyDrew'; readonly part: ResalePart; readonly period: Period | null; readonly fen: bigint }
  | { readonly type: 'noWeight'; readonly group: string | null; readonly kind: PoolKind; readonly at: string | null };

/** Who bears what of a pool: energy and money by the same weights, each exact in its own unit. */
export interface AllocatedShare {
  readonly group: string | null;
  readonly kind: PoolKind;
  readonly account: string | null;
  readonly via: string | null;
  readonly energy: Share | null;
  readonly money: Share | null;
}

export interface Allocation {
  readonly balance: Balance;
  /** How the energy money divides where shared energy costs what the bills leave; null: at the mean. */
  readonly remainder: Remainder | null;
  readonly pools: readonly Pool[];
  /** Empty where something stops it. */
  readonly shares: readonly AllocatedShare[];
  readonly stops: readonly Stop[];
}

/** A month's allocation: the same for the same input, in any order. */
export const allocateMonth = (input: MonthInput): Allocation => {
  const balance = balanceOf(input.points);
  const groups = createGroups(input.points, input.rules);
  const remainder = remainderOf(balance, input.money);
  const pools = poolsOf({ ...input, balance, remainder });
  const stops = lossStops(balance, groups, input.rules);
  if (stops.length > 0) return { balance, remainder, pools, shares: [], stops };
  const shares: AllocatedShare[] = [];
  for (const pool of pools) {
    const shared = sharePool(pool, groups, input);
    if (shared.type === 'shares') shares.push(...shared.shares);
    else stops.push(shared.stop);
  }
  return { balance, remainder, pools, shares: stops.length > 0 ? [] : shares, stops };
};

const lossStops = (balance: Balance, groups: Groups, rules: AllocationRules): Stop[] => {
  if (balance.inputWh <= 0n) return [{ type: 'nothingCameIn' }];
  const stops: Stop[] = [];
  for (const { node, lossWh } of balance.losses) if (lossWh < 0n) stops.push({ type: 'negativeLoss', node, wh: lossWh });
  for (const { point, wh } of [...balance.shared, ...balance.tenants]) if (wh < 0n) stops.push({ type: 'negativeUse', point, wh });
  const within = [...rules.groups.map(({ node }) => node), ...(groups.ruleOf(null) ? [] : [null])];
  for (const node of within) {
    const limit = groups.ruleOf(node)?.lossLimit ?? LOSS_LIMIT_DEFAULT;
    const lost = sumWh(balance.losses.filter((loss) => groups.isIn(loss.node, node)).map(({ lossWh }) => ({ wh: lossWh })));
    const inWh = node === null ? balance.inputWh : (balance.losses.find((loss) => loss.node === node)?.inWh ?? 0n);
    if (lost * 10_000n > inWh * BigInt(limit)) stops.push({ type: 'excessiveLoss', node, wh: lost, inWh, limit });
  }
  return stops;
};

type PoolShares = { readonly type: 'shares'; readonly shares: readonly AllocatedShare[] } | { readonly type: 'stop'; readonly stop: Stop };

const sharePool = ({ group, kind, wh, fen }: Pool, groups: Groups, input: MonthInput): PoolShares => {
  const stopped = (at: string | null): PoolShares => ({ type: 'stop', stop: { type: 'noWeight', group, kind, at } });
  const rule = kind === 'surplus' ? SURPLUS_RULE : groups.ruleOf(group)?.kinds[kind];
  if (!rule) return stopped(null);
  const sharing: Sharing = {
    rule,
    parties: input.parties.filter(({ node }) => groups.isIn(node, group)),
    innerOf: ({ node }) => groups.innerOf(node, group),
    daysOfMonth: input.daysOfMonth,
  };
  const energy = wh === null ? null : shareOut(wh, sharing);
  const money = fen === null ? null : shareOut(fen, sharing);
  for (const one of [energy, money]) if (one?.type === 'noWeight') return stopped(one.at);
  const byWho = new Map<string, { energy: Share | null; money: Share | null }>();
  const note = (shares: readonly Share[], as: 'energy' | 'money') => {
    for (const share of shares) {
      const key = JSON.stringify([share.account, share.via]);
      byWho.set(key, { ...(byWho.get(key) ?? { energy: null, money: null }), [as]: share });
    }
  };
  if (energy?.type === 'shared') note(energy.shares, 'energy');
  if (money?.type === 'shared') note(money.shares, 'money');
  const shares = [...byWho.values()].map((own) => {
    const { account = null, via = null } = own.energy ?? own.money ?? {};
    return { group, kind, account, via, ...own };
  });
  return { type: 'shares', shares };
};
