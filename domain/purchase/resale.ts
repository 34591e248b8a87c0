import { byText, split } from '../allocation/split.ts';
import type { Period } from '../tariff/tariff.ts';
import { type Fen, fen } from '../units/money.ts';
import type { PeriodSum, PurchaseSums } from './purchase-sums.ts';
import { compositeShares, compositeTotal, intervalShares, type PeriodBill, periodShares, type TenantShares } from './tenant-shares.ts';

/** Who used something: an account, nobody (the landlord), or a group's public area, whose money goes on to who bears it. */
export type ResaleUser =
  | { readonly type: 'account'; readonly account: string | null }
  | { readonly type: 'pool'; readonly group: string | null };

/** What a user drew, by the period it was drawn in; null: of all of them. Whole Wh, from the grid and from the roof. */
export interface ResaleUse {
  readonly user: ResaleUser;
  readonly period: Period | null;
  readonly gridWh: bigint;
  readonly pvWh: bigint;
}

export interface ResaleInput {
  /** Methods A, B, C of DOMAIN 8.2. */
  readonly method: 'composite' | 'period' | 'interval';
  readonly grid: PurchaseSums;
  readonly pv: PurchaseSums | null;
  readonly exportSharePpm: number;
  readonly uses: readonly ResaleUse[];
  /** Who bears how much of each group's public energy. */
  readonly borne: readonly { readonly group: string | null; readonly account: string | null; readonly wh: bigint }[];
}

export const RESALE_PARTS = ['all', 'grid', 'pv', 'rest', 'public'] as const;
export type ResalePart = (typeof RESALE_PARTS)[number];

/** What somebody owes of the purchase bills: wh of ofWh, for amount of ofAmount. Account null: the landlord. */
export interface ResaleShare {
  readonly account: string | null;
  readonly part: ResalePart;
  /** Of `public`: the group; null: the park's. */
  readonly group: string | null;
  readonly period: Period | null;
  readonly wh: bigint;
  readonly amount: Fen;
  readonly ofWh: bigint;
  readonly ofAmount: Fen;
}

export type Resale =
  /** They sum to the total, to the fen. */
  | { readonly type: 'shares'; readonly total: Fen; readonly shares: readonly ResaleShare[] }
  /** Money of a period in which nobody used anything. */
  | { readonly type: 'nobody'; readonly part: ResalePart; readonly period: Period | null; readonly amount: Fen };

/** The purchase bills shared out among who used what they paid for, by one of the three methods: the same in any order. */
export const resaleOf = (input: ResaleInput): Resale => {
  const { grid, pv, exportSharePpm } = input;
  const bills = {
    grid: fen(grid.energy + grid.capacity + grid.powerFactor),
    pv: pv?.energy ?? fen(0n),
    exportIncome: pv?.exportIncome ?? fen(0n),
    exportSharePpm,
  };
  const total = compositeTotal(bills);
  const found = tenantShares(input, bills, total);
  if (found.type === 'nobody') return { type: 'nobody', part: found.source, period: found.period, amount: found.amount };
  const publicMoney = new Map<string, { wh: bigint; amount: bigint }>();
  const shares: ResaleShare[] = [];
  for (const pot of Map.groupBy(found.lines, ({ source, period }) => JSON.stringify([source, period])).values()) {
    const ofWh = pot.reduce((sum, { wh }) => sum + wh, 0n);
    const ofAmount = fen(pot.reduce((sum, { amount }) => sum + amount, 0n));
    for (const { key, source, period, wh, amount } of pot) {
      const user = userOf(key);
      if (user.type === 'account') shares.push({ account: user.account, part: source, group: null, period, wh, amount, ofWh, ofAmount });
      else {
        const before = publicMoney.get(key) ?? { wh: 0n, amount: 0n };
        publicMoney.set(key, { wh: before.wh + wh, amount: before.amount + amount });
      }
    }
  }
  for (const [key, { amount }] of publicMoney) {
    const user = userOf(key);
    const group = user.type === 'pool' ? user.group : null;
    const bearers = input.borne.filter((one) => one.group === group && one.wh > 0n);
    const ofWh = bearers.reduce((sum, { wh }) => sum + wh, 0n);
    const parts = split(
      amount,
      bearers.map(({ account, wh }) => ({ key: keyOf({ type: 'account', account }), weight: wh })),
    );
    if (parts === null) return { type: 'nobody', part: 'public', period: null, amount: fen(amount) };
    for (const part of parts.parts) {
      const bearer = userOf(part.key);
      if (bearer.type !== 'account' || part.weight === 0n) continue;
      const { account } = bearer;
      shares.push({ account, part: 'public', group, period: null, wh: part.weight, amount: fen(part.amount), ofWh, ofAmount: fen(amount) });
    }
  }
  return { type: 'shares', total, shares: shares.toSorted(byPlace) };
};

const byPlace = (a: ResaleShare, b: ResaleShare): number =>
  byText(a.account ?? '', b.account ?? '') ||
  RESALE_PARTS.indexOf(a.part) - RESALE_PARTS.indexOf(b.part) ||
  byText(a.group ?? '', b.group ?? '') ||
  byText(a.period ?? '', b.period ?? '');

type Bills = Parameters<typeof compositeShares>[0];

const tenantShares = (input: ResaleInput, bills: Bills, total: Fen): TenantShares => {
  const uses = summed(input.uses);
  if (input.method === 'composite')
    return compositeShares(
      bills,
      [...Map.groupBy(uses, ({ key }) => key)].map(([key, own]) => ({ key, usedWh: own.reduce((sum, one) => sum + one.wh, 0n) })),
    );
  const dated = uses.flatMap(({ period, ...use }) => (period === null ? [] : [{ ...use, period }]));
  const periods = periodBills(input, dated);
  const rest = fen(total - periods.reduce((sum, { grid, pv }) => sum + grid.amount + pv.amount, 0n));
  return input.method === 'period' ? periodShares(periods, rest, dated) : intervalShares(periods, rest, dated);
};

interface DatedUse {
  readonly key: string;
  readonly period: Period;
  readonly wh: bigint;
  readonly gridWh: bigint;
  readonly pvWh: bigint;
}

/** What the bills ask by period. A roof's money without periods follows what the roof gave in each; where nothing of it was measured it stays in the rest. */
const periodBills = ({ grid, pv }: ResaleInput, uses: readonly DatedUse[]): readonly PeriodBill[] => {
  const roof = pv === null ? [] : pvByPeriod(pv, uses);
  const of = (sums: readonly PeriodSum[], period: Period) => sums.find((one) => one.period === period) ?? { wh: 0n, amount: fen(0n) };
  const periods = new Set([...grid.byPeriod, ...roof].map(({ period }) => period));
  return [...periods].map((period) => {
    const [bought, given] = [of(grid.byPeriod, period), of(roof, period)];
    return { period, grid: { wh: bought.wh, amount: bought.amount }, pv: { wh: given.wh, amount: given.amount } };
  });
};

const pvByPeriod = (pv: PurchaseSums, uses: readonly DatedUse[]): readonly PeriodSum[] => {
  if (pv.byPeriod.length > 0) return pv.byPeriod;
  const given = [...Map.groupBy(uses, ({ period }) => period)].flatMap(([period, own]) => {
    const wh = own.reduce((sum, { pvWh }) => sum + pvWh, 0n);
    return wh > 0n ? [{ period, wh }] : [];
  });
  const money = split(
    pv.energy,
    given.map(({ period, wh }) => ({ key: period, weight: wh })),
  );
  return given.map(({ period, wh }) => ({ period, wh, amount: fen(money?.parts.find(({ key }) => key === period)?.amount ?? 0n) }));
};

interface SummedUse extends Omit<DatedUse, 'period'> {
  readonly period: Period | null;
}

/** One line a user and period. Who gave back more than he drew has no weight. */
const summed = (uses: readonly ResaleUse[]): readonly SummedUse[] => {
  const sums = new Map<string, SummedUse>();
  for (const { user, period, gridWh, pvWh } of uses) {
    const key = keyOf(user);
    const place = JSON.stringify([key, period]);
    const before = sums.get(place) ?? { key, period, wh: 0n, gridWh: 0n, pvWh: 0n };
    const own = { gridWh: gridWh > 0n ? gridWh : 0n, pvWh: pvWh > 0n ? pvWh : 0n };
    sums.set(place, {
      ...before,
      gridWh: before.gridWh + own.gridWh,
      pvWh: before.pvWh + own.pvWh,
      wh: before.wh + own.gridWh + own.pvWh,
    });
  }
  return [...sums.values()];
};

const keyOf = (user: ResaleUser): string =>
  user.type === 'account'
    ? user.account === null
      ? 'landlord'
      : `account ${user.account}`
    : user.group === null
      ? 'pool'
      : `pool ${user.group}`;

const userOf = (key: string): ResaleUser => {
  if (key === 'landlord') return { type: 'account', account: null };
  if (key === 'pool') return { type: 'pool', group: null };
  return key.startsWith('account ') ? { type: 'account', account: key.slice(8) } : { type: 'pool', group: key.slice(5) };
};
