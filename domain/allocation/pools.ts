import type { Fen } from '../units/money.ts';
import { type Balance, type BalancePoint, sumWh } from './balance.ts';
import { createGroups } from './groups.ts';
import type { Remainder } from './remainder.ts';
import type { AllocationRules, PoolKind } from './rules.ts';
import { byText, split } from './split.ts';
import { transformerLossWh } from './transformer-loss.ts';

/** What is to be shared in one group. */
export interface Pool {
  readonly group: string | null;
  readonly kind: PoolKind;
  /** Null: money that hangs on no kWh. */
  readonly wh: bigint | null;
  /** Null: no price is known, energy alone is shared. */
  readonly fen: bigint | null;
  /** The meters it comes from. */
  readonly parts: readonly { readonly node: string; readonly wh: bigint }[];
}

/** What the master cost in the month. Null: not known yet. */
export interface MasterMoney {
  /** Everything charged by the kWh: grid, and PV that is paid for. */
  readonly energy: Fen | null;
  readonly capacity: Fen | null;
  readonly powerFactor: Fen | null;
  /** There alone where what is shared costs what the bills leave. */
  readonly own?: OwnMoney;
}

/** What tenants bring in by their own tariffs and contracts, as their bills say it. */
export interface OwnMoney {
  /** By the kWh. */
  readonly energy: Fen;
  /** The second part and the power factor of tenants with two-part contracts of their own. */
  readonly capacity: Fen;
  readonly powerFactor: Fen;
}

export interface PoolsOf {
  readonly points: readonly BalancePoint[];
  readonly balance: Balance;
  readonly rules: AllocationRules;
  readonly money: MasterMoney;
  /** Length of the stretch, for computed losses. */
  readonly quarters: number;
  /** Null: energy is priced at the mean of all that came in. */
  readonly remainder: Remainder | null;
}

/** The month's pools by group and kind. Whatever prices its energy, the pools and the tenants' own sum to the master's money. */
export const poolsOf = (input: PoolsOf): readonly Pool[] => {
  const { balance, rules, money } = input;
  const groups = createGroups(input.points, rules);
  const transformers = transformerParts(input);
  const computed = new Map<string, bigint>();
  for (const { parent, wh } of transformers) computed.set(parent, (computed.get(parent) ?? 0n) + wh);
  const found: { group: string | null; kind: PoolKind; node: string; wh: bigint }[] = [
    ...balance.shared.map(({ point, wh }) => ({ group: groups.ofNode(point), kind: 'sharedArea' as const, node: point, wh })),
    ...transformers.map(({ node, wh }) => ({ group: groups.ofNode(node), kind: 'transformerLoss' as const, node, wh })),
    ...balance.losses.map(({ node, lossWh }) => ({
      group: groups.ofNode(node),
      kind: 'lineLoss' as const,
      node,
      wh: lossWh - (computed.get(node) ?? 0n),
    })),
  ];
  const energy = [...Map.groupBy(found, ({ group, kind }) => JSON.stringify([group, kind])).values()].flatMap((own): Pool[] => {
    const [first] = own;
    if (!first) return [];
    return [{ group: first.group, kind: first.kind, wh: sumWh(own), fen: null, parts: own.map(({ node, wh }) => ({ node, wh })) }];
  });
  const moneyPools = (['capacity', 'powerFactor'] as const).flatMap((kind): Pool[] =>
    money[kind] === null ? [] : [{ group: null, kind, wh: null, fen: money[kind] - ownOf(input, kind), parts: [] }],
  );
  return [...priced(energy, input), ...moneyPools]
    .filter(({ wh, fen }) => (wh ?? 0n) !== 0n || (fen ?? 0n) !== 0n)
    .toSorted(byGroupAndKind);
};

/** What of the bills' capacity or power factor tenants pay by contracts of their own. */
const ownOf = ({ money, remainder }: PoolsOf, kind: 'capacity' | 'powerFactor'): bigint =>
  remainder === null ? 0n : (money.own?.[kind] ?? 0n);

/** By place, the park first; a plain order, so that a rerun is the same. */
const byGroupAndKind = (a: Pool, b: Pool): number => byText(a.group ?? '', b.group ?? '') || byText(a.kind, b.kind);

/** The master's money on all that came in: each pool's, and the rest is what tenants used themselves. */
const priced = (pools: readonly Pool[], { balance, money, remainder }: PoolsOf): readonly Pool[] => {
  if (money.energy === null) return pools;
  const own = sumWh(balance.tenants);
  // Below zero nothing is priced: the month stops there anyway.
  if (own < 0n || pools.some(({ wh }) => (wh ?? 0n) < 0n)) return pools;
  if (remainder === null) return divided(pools, money.energy, own);
  const { left } = remainder;
  if (left >= 0n) return divided(pools, left, 0n);
  return [...divided(pools, 0n, 0n), { group: null, kind: 'surplus', wh: null, fen: left, parts: [] }];
};

/** Money by kWh among the pools and what tenants used themselves. */
const divided = (pools: readonly Pool[], money: bigint, ownWh: bigint): readonly Pool[] => {
  const keyOf = ({ group, kind }: Pool): string => `pool ${group ?? ''} ${kind}`;
  const found = split(money, [{ key: 'own', weight: ownWh }, ...pools.map((pool) => ({ key: keyOf(pool), weight: pool.wh ?? 0n }))]);
  const fen = new Map(found?.parts.map(({ key, amount }) => [key, amount]));
  return pools.map((pool) => ({ ...pool, fen: fen.get(keyOf(pool)) ?? null }));
};

/** Computed losses of transformers, within what the meter above them lost: a formula never makes a loss of its own. */
const transformerParts = ({ points, balance, rules, quarters }: PoolsOf) => {
  const byCode = new Map(points.map((point) => [point.code, point]));
  const lost = new Map(balance.losses.map(({ node, lossWh }) => [node, lossWh]));
  const computed = rules.transformers.flatMap((rule) => {
    const point = byCode.get(rule.node);
    if (!point || point.parent === null || point.quantity === null) return [];
    return [
      { node: rule.node, parent: point.parent, wh: transformerLossWh(rule, { wh: BigInt(point.quantity - point.exported), quarters }) },
    ];
  });
  return [...Map.groupBy(computed, ({ parent }) => parent)].flatMap(([parent, own]) => {
    const room = lost.get(parent) ?? 0n;
    if (room <= 0n) return [];
    if (sumWh(own) <= room) return own;
    const capped = split(
      room,
      own.map(({ node, wh }) => ({ key: node, weight: wh })),
    );
    return (capped?.parts ?? []).map(({ key, amount }) => ({ node: key, parent, wh: amount }));
  });
};
