import { type Fen, fen } from '../units/money.ts';
import { type Balance, sumWh } from './balance.ts';
import type { MasterMoney } from './pools.ts';

/** How the month's energy money divides where shared energy costs what the purchase bills leave: own + vacant + left = energy, to the fen. */
export interface Remainder {
  /** What tenants' own use brings in by their tariffs. */
  readonly own: Fen;
  /** What empty rooms used, at the mean of what tenants' own use brings in: the landlord's. */
  readonly vacant: Fen;
  /** What shared energy costs; below zero: tariffs brought in more than the bills, and it goes back. */
  readonly left: Fen;
}

/**
 * What the bills leave after tenants' own use. The use of empty rooms counts as a tenant's would: at the bills' mean others would pay for what is cheaper or dearer
 * than their tariff. Null: shared energy is priced at the mean, no bill is known, or no tenant used anything.
 */
export const remainderOf = ({ tenants }: Balance, { energy, own }: MasterMoney): Remainder | null => {
  const usedWh = sumWh(tenants.filter(({ account }) => account !== null));
  if (energy === null || own === undefined || usedWh <= 0n) return null;
  const vacantWh = sumWh(tenants.filter(({ account }) => account === null));
  const vacant = fen(halfAway(own.energy * vacantWh, usedWh));
  return { own: own.energy, vacant, left: fen(energy - own.energy - vacant) };
};

/** n / d to the nearest whole, half away from zero; d above zero. */
const halfAway = (n: bigint, d: bigint): bigint => (2n * n + (n < 0n ? -d : d)) / (2n * d);
