import { byText, type Split, split } from '../allocation/split.ts';
import type { Period } from '../tariff/tariff.ts';
import { type Fen, fen, type Price, price } from '../units/money.ts';
import type { PeriodUse, PvUse } from './pv-by-interval.ts';

/** Money that a part of the park's supply cost, for all that was used of it. */
export interface Supplied {
  readonly wh: bigint;
  readonly amount: Fen;
}

/** What a user owes of the purchase bills, and for what. */
export interface TenantLine {
  readonly key: string;
  /** `rest`: capacity, demand, power factor and every other sum that has no kWh of its own; it stays on the grid's bill. */
  readonly source: 'all' | 'grid' | 'pv' | 'rest';
  readonly period: Period | null;
  readonly wh: bigint;
  readonly amount: Fen;
}

export type TenantShares =
  | { readonly type: 'shares'; readonly lines: readonly TenantLine[] }
  /** There is money to share and nobody used anything in its period. */
  | { readonly type: 'nobody'; readonly source: TenantLine['source']; readonly period: Period | null; readonly amount: Fen };

export interface UserUse {
  readonly key: string;
  readonly usedWh: bigint;
}

export interface CompositeBills {
  readonly grid: Fen;
  readonly pv: Fen;
  /** What feeding in brought, and the share of it that is passed on: 1,000,000 is all. */
  readonly exportIncome: Fen;
  readonly exportSharePpm: number;
}

/** Method A (比例分摊): one price for all, by kWh of tenants and public area; DOMAIN 8.2. */
export const compositeShares = (bills: CompositeBills, users: readonly UserUse[]): TenantShares => {
  const total = compositeTotal(bills);
  return sharesOf([{ source: 'all', period: null, amount: total, weights: users.map(({ key, usedWh }) => ({ key, wh: usedWh })) }]);
};

/** GridBill + PVBill - ExportIncome x share, the share rounded down to the fen: the park never passes on more than it got. */
export const compositeTotal = ({ grid, pv, exportIncome, exportSharePpm }: CompositeBills): Fen =>
  fen(grid + pv - (exportIncome * BigInt(exportSharePpm)) / 1_000_000n);

/** The one price of method A, yuan per kWh, rounded half up at the eighth decimal; for showing, the shares are not made of it. */
export const compositePrice = (total: Fen, usedWh: bigint): Price | null =>
  // Fen per Wh are 10 yuan per kWh; 1e-8 yuan are the unit.
  usedWh <= 0n ? null : price((total * 2_000_000_000n + usedWh) / (2n * usedWh));

/** What the supply of one period cost. */
export interface PeriodBill {
  readonly period: Period;
  readonly grid: Supplied;
  readonly pv: Supplied;
}

/**
 * Method B: in each period the grid's and the roof's kWh cost what they cost, and are borne by who used that period, by kWh. `rest` follows
 * the kWh of all periods.
 */
export const periodShares = (bills: readonly PeriodBill[], rest: Fen, users: readonly PeriodUse[]): TenantShares => {
  const totals = totalsOf(users.map(({ key, wh }) => ({ key, wh })));
  const pots = bills.flatMap(({ period, grid, pv }): Pot[] => {
    const weights = totalsOf(users.filter((user) => user.period === period));
    return [
      { source: 'grid', period, amount: grid.amount, weights, wh: grid.wh },
      { source: 'pv', period, amount: pv.amount, weights, wh: pv.wh },
    ];
  });
  return sharesOf([...pots, { source: 'rest', period: null, amount: rest, weights: totals }]);
};

/**
 * Method C: interval by interval the roof serves who draws at that moment, in proportion to what they draw. Who works by day gets the roof's
 * kWh; the grid's money of a period follows what is left to draw from the grid. `uses`: sums of `pvByInterval`.
 */
export const intervalShares = (bills: readonly PeriodBill[], rest: Fen, uses: readonly PvUse[]): TenantShares => {
  const pots = bills.flatMap(({ period, grid, pv }): Pot[] => {
    const ofPeriod = uses.filter((use) => use.period === period);
    return [
      { source: 'grid', period, amount: grid.amount, weights: totalsOf(ofPeriod.map(({ key, gridWh }) => ({ key, wh: gridWh }))) },
      { source: 'pv', period, amount: pv.amount, weights: totalsOf(ofPeriod.map(({ key, pvWh }) => ({ key, wh: pvWh }))) },
    ];
  });
  const totals = totalsOf(uses.map(({ key, gridWh, pvWh }) => ({ key, wh: gridWh + pvWh })));
  return sharesOf([...pots, { source: 'rest', period: null, amount: rest, weights: totals }]);
};

interface Weight {
  readonly key: string;
  readonly wh: bigint;
}

interface Pot {
  readonly source: TenantLine['source'];
  readonly period: Period | null;
  readonly amount: Fen;
  readonly weights: readonly Weight[];
  /** Energy to deal out with the money; absent: each one's own weight. */
  readonly wh?: bigint;
}

/** Each pot by largest remainder, its parts summing to it to the fen. */
const sharesOf = (pots: readonly Pot[]): TenantShares => {
  const lines: TenantLine[] = [];
  for (const { source, period, amount, weights, wh } of pots) {
    const money = splitByWh(amount, weights);
    const energy = wh === undefined ? null : splitByWh(wh, weights);
    if (money === null || (wh !== undefined && energy === null)) return { type: 'nobody', source, period, amount };
    for (const part of money.parts) {
      const own = energy?.parts.find(({ key }) => key === part.key)?.amount ?? part.weight;
      if (part.amount === 0n && own === 0n) continue;
      lines.push({ key: part.key, source, period, wh: source === 'rest' ? 0n : own, amount: fen(part.amount) });
    }
  }
  return { type: 'shares', lines };
};

const splitByWh = (total: bigint, weights: readonly Weight[]): Split | null =>
  split(
    total,
    weights.map(({ key, wh }) => ({ key, weight: wh })),
  );

const totalsOf = (weights: readonly Weight[]): readonly Weight[] => {
  const sums = new Map<string, bigint>();
  for (const { key, wh } of weights) sums.set(key, (sums.get(key) ?? 0n) + wh);
  return [...sums].map(([key, wh]) => ({ key, wh })).sort((a, b) => byText(a.key, b.key));
};
