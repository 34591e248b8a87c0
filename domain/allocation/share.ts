import type { Basis, ShareRule } from './rules.ts';
import { byText, type Part, type Split, split } from './split.ts';
import { LANDLORD, larger, type Party, weightsOf } from './weights.ts';

/** How one step came to its amount: of the whole, its weight among the weights, the exact quotient and what the remainder brought. */
export interface ShareStep {
  readonly basis: Basis;
  readonly of: bigint;
  readonly weight: bigint;
  readonly weights: bigint;
  readonly floor: bigint;
  readonly remainder: bigint;
  readonly rank: number;
  readonly extras: number;
  readonly extra: boolean;
}

/** A step as JSON holds it: whole numbers as text. */
export type ShareStepText = { readonly [Key in keyof ShareStep]: ShareStep[Key] extends bigint ? string : ShareStep[Key] };

export interface Share {
  /** Null: the landlord. */
  readonly account: string | null;
  /** The group inside through which it came on the second level; null: straight. */
  readonly via: string | null;
  readonly amount: bigint;
  /** One, or two of two levels; the last one's result is the amount. */
  readonly steps: readonly ShareStep[];
}

export interface Sharing {
  readonly rule: ShareRule;
  readonly parties: readonly Party[];
  /** Group directly inside this one that a party belongs to; null: none. */
  readonly innerOf: (party: Party) => string | null;
  readonly daysOfMonth: number;
}

/** The node at which nobody had weight; null: the group itself. */
export type Shared =
  | { readonly type: 'shared'; readonly shares: readonly Share[] }
  | { readonly type: 'noWeight'; readonly at: string | null };

/** Shares whole units (Wh or fen) on one level or two; what is shared below is what came from above, so the parts sum to the total. */
export const shareOut = (total: bigint, sharing: Sharing): Shared => {
  const { rule } = sharing;
  return rule.upper === null ? shareFlat(total, sharing) : shareByLevels(total, sharing, rule.upper);
};

const shareFlat = (total: bigint, { rule, parties, daysOfMonth }: Sharing): Shared => {
  const found = split(total, weightedOf(weightsOf(parties, rule.basis, rule, daysOfMonth)));
  if (found === null) return { type: 'noWeight', at: null };
  const shares = found.parts.map(
    (part): Share => ({ account: accountOf(part.key), via: null, amount: part.amount, steps: [stepOf(rule.basis, found, part)] }),
  );
  return { type: 'shared', shares: taken(shares) };
};

/** Keys of the first level: a group inside, or somebody who is in none. */
const groupKey = (node: string): string => `group ${node}`;
const loneKey = (account: string): string => `alone ${account}`;

const shareByLevels = (total: bigint, { rule, parties, innerOf, daysOfMonth }: Sharing, upper: Basis): Shared => {
  const byInner = Map.groupBy(parties, innerOf);
  const first: { key: string; weight: bigint }[] = [];
  for (const [node, own] of byInner) {
    const weights = weightsOf(own, upper, rule, daysOfMonth);
    if (node === null) for (const [account, weight] of weights) first.push({ key: loneKey(account), weight });
    else first.push({ key: groupKey(node), weight: weightOfGroup([...weights.values()], upper) });
  }
  const above = split(total, first);
  if (above === null) return { type: 'noWeight', at: null };
  const partOf = new Map(above.parts.map((part) => [part.key, part]));
  const shares: Share[] = [];
  for (const [node, own] of [...byInner].toSorted(([a], [b]) => byText(a ?? '', b ?? ''))) {
    if (node === null) {
      const lone = [...weightsOf(own, upper, rule, daysOfMonth).keys()].toSorted(byText);
      for (const account of lone) {
        const part = partOf.get(loneKey(account));
        if (part) shares.push({ account: accountOf(account), via: null, amount: part.amount, steps: [stepOf(upper, above, part)] });
      }
      continue;
    }
    const part = partOf.get(groupKey(node));
    if (!part) continue;
    const below = split(part.amount, weightedOf(weightsOf(own, rule.basis, rule, daysOfMonth)));
    if (below === null) return { type: 'noWeight', at: node };
    for (const own of below.parts) {
      const steps = [stepOf(upper, above, part), stepOf(rule.basis, below, own)];
      shares.push({ account: accountOf(own.key), via: node, amount: own.amount, steps });
    }
  }
  return { type: 'shared', shares: taken(shares) };
};

/** What its members weigh together; where all count alike a group counts once, by its longest stay. */
const weightOfGroup = (weights: readonly bigint[], upper: Basis): bigint =>
  upper === 'equal' ? weights.reduce(larger, 0n) : weights.reduce((sum, weight) => sum + weight, 0n);

/** Who has no weight takes no part, and is not told of a share of nothing. */
const taken = (shares: readonly Share[]): readonly Share[] => shares.filter(({ steps }) => steps.every(({ weight }) => weight > 0n));

const weightedOf = (weights: ReadonlyMap<string, bigint>) => [...weights].map(([key, weight]) => ({ key, weight }));

const accountOf = (key: string): string | null => (key === LANDLORD ? null : key);

const stepOf = (basis: Basis, { total, weights, extras }: Split, part: Part): ShareStep => ({
  basis,
  of: total,
  weight: part.weight,
  weights,
  floor: part.floor,
  remainder: part.remainder,
  rank: part.rank,
  extras,
  extra: part.extra,
});
