import type { Basis } from '#domain/allocation/rules.ts';
import { type Fen, fen, yuanFromFen } from '#domain/units/money.ts';
import { fenOf, yuanGrouped } from '../../format/money.ts';
import type { ShareLine } from '../../rpc/allocation-shapes.ts';

/** Whole Wh as kWh with three decimals: sums that people add up by hand. */
export const kWhText = (wh: number | string): string => decimal(BigInt(wh), 3);

/** A whole amount in its own unit. */
export const amountText = (amount: string, unit: 'wh' | 'fen'): string =>
  unit === 'wh' ? `${kWhText(amount)} kWh` : yuanGrouped(yuanFromFen(fen(BigInt(amount))));

/** A whole number over a power of ten, digits grouped, zeros at the end cut where `exact` is. */
const decimal = (n: bigint, places: number): string => {
  const digits = (n < 0n ? -n : n).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, -places).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${n < 0n ? '−' : ''}${whole}.${digits.slice(-places)}`;
};
const grouped = (n: bigint): string => n.toString().replace(/\B(?=(\d{3})+$)/g, ',');

/** A weight as people know it: kWh, m² × days, days, per cent × days, kW, kW × days. Its unit is the word of its basis. */
export const weightText = (weight: string, basis: Basis): string => {
  const n = BigInt(weight);
  switch (basis) {
    case 'use':
    case 'coincident':
    case 'ownPeak':
    case 'contract':
      return decimal(n, 3);
    case 'area':
      return decimal(n, 2);
    case 'custom':
      return decimal(n, 4);
    case 'equal':
      return grouped(n);
  }
};

/** Per cent with two decimals, cut: a weight among the weights. */
export const shareOfWeights = (weight: string, weights: string): string =>
  BigInt(weights) === 0n ? '0.00' : decimal((BigInt(weight) * 10_000n) / BigInt(weights), 2);

/** What an account bears of a month: by kind, and in all. Null: the landlord. */
export interface Bearer {
  readonly account: string | null;
  readonly wh: number;
  /** Null: no price is known. */
  readonly amount: Fen | null;
  readonly loss: Fen | null;
  readonly shared: Fen | null;
  /** Capacity, demand and power factor, and a surplus that goes back. */
  readonly other: Fen | null;
  readonly shares: readonly ShareLine[];
}

/** Accounts with the sums of their shares, the dearest first. */
export const bearersOf = (shares: readonly ShareLine[]): readonly Bearer[] =>
  [...Map.groupBy(shares, ({ account }) => account)]
    .map(
      ([account, own]): Bearer => ({
        account,
        wh: own.reduce((sum, { wh }) => sum + (wh ?? 0), 0),
        amount: sumOf(own),
        shared: sumOf(own.filter(({ kind }) => kind === 'sharedArea')),
        loss: sumOf(own.filter(({ kind }) => kind === 'lineLoss' || kind === 'transformerLoss')),
        other: sumOf(own.filter(({ kind }) => kind === 'capacity' || kind === 'powerFactor' || kind === 'surplus')),
        shares: own,
      }),
    )
    .toSorted((a, b) => compareFen(b.amount, a.amount) || b.wh - a.wh || (a.account ?? '').localeCompare(b.account ?? ''));

export const compareFen = (a: Fen | null, b: Fen | null): number => ((a ?? 0n) < (b ?? 0n) ? -1 : (a ?? 0n) > (b ?? 0n) ? 1 : 0);

const sumOf = (shares: readonly ShareLine[]): Fen | null => {
  const priced = shares.filter(({ yuan }) => yuan !== null);
  return priced.length === 0 ? null : fen(priced.reduce((sum, { yuan }) => sum + fenOf(yuan ?? '0'), 0n));
};

export const fenText = (amount: Fen | null): string => (amount === null ? '–' : yuanGrouped(yuanFromFen(amount)));
