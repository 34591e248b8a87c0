import type { Basis, ShareRule } from './rules.ts';

/** One stay: an account at one place of the supply, or an empty room, with what shares are measured by. */
export interface Party {
  /** Null: nobody's, an empty room. */
  readonly account: string | null;
  /** What it is told apart by beside its account: the room, or the meter where there is none. */
  readonly place: string;
  /** Code of the meter it hangs below. */
  readonly node: string;
  /** Whole Wh of the month. */
  readonly usedWh: bigint;
  /** 1/100 m². */
  readonly areaCentiM2: bigint;
  /** Days of the month it was there. */
  readonly days: number;
  /** Wh in the quarter of an hour in which the master had its largest window. */
  readonly peakWh: bigint;
  /** Its own largest window, and contracted power, W. */
  readonly ownPeakW: bigint;
  readonly contractW: bigint;
}

/** The account that stands for the landlord in a split; no account has an empty code. */
export const LANDLORD = '';

/**
 * Weight by account; the landlord's stands under LANDLORD. Several stays of one account add up, but `equal` and `custom` count it once, by its longest.
 * Empty rooms are the landlord's or nobody's, as the rule says; with `custom` also the days an account was not there.
 */
export const weightsOf = (parties: readonly Party[], basis: Basis, rule: ShareRule, daysOfMonth: number): ReadonlyMap<string, bigint> => {
  const weights = new Map<string, bigint>();
  const landlord = rule.vacancy === 'landlord';
  const taking = parties.filter(({ account }) => (account === null ? landlord : !rule.excluded.includes(account)));
  for (const party of taking) {
    const key = party.account ?? LANDLORD;
    const weight = figureOf(party, basis, rule);
    const once = party.account !== null && (basis === 'equal' || basis === 'custom');
    const before = weights.get(key) ?? 0n;
    weights.set(key, once ? larger(before, weight) : before + weight);
  }
  if (basis === 'custom' && landlord) {
    const full = Object.values(rule.custom).reduce((sum, ratio) => sum + BigInt(ratio) * BigInt(daysOfMonth), 0n);
    const there = [...weights.values()].reduce((sum, weight) => sum + weight, 0n);
    if (full > there) weights.set(LANDLORD, (weights.get(LANDLORD) ?? 0n) + full - there);
  }
  return weights;
};

const figureOf = (party: Party, basis: Basis, rule: ShareRule): bigint => {
  const days = BigInt(party.days);
  switch (basis) {
    case 'use':
      return floorAtZero(party.usedWh);
    case 'area':
      return party.areaCentiM2 * days;
    case 'equal':
      return days;
    case 'custom':
      return party.account === null ? 0n : BigInt(rule.custom[party.account] ?? 0) * days;
    case 'coincident':
      return floorAtZero(party.peakWh);
    case 'ownPeak':
      return floorAtZero(party.ownPeakW);
    case 'contract':
      return party.contractW * days;
  }
};

export const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
/** Who gave back more than he drew bears nothing; he is paid for it elsewhere. */
const floorAtZero = (n: bigint): bigint => (n < 0n ? 0n : n);
