import type { PointRole } from '../../park/model.ts';
import type { MonthInput } from '../allocate-month.ts';
import type { BalancePoint } from '../balance.ts';
import type { AllocationRules, GroupRule, SharedKind, ShareRule } from '../rules.ts';
import type { Party } from '../weights.ts';

/** A rule by use, straight, with the landlord for empty rooms. */
export const rule = (more: Partial<ShareRule> = {}): ShareRule => ({
  basis: 'use',
  upper: null,
  vacancy: 'landlord',
  excluded: [],
  custom: {},
  ...more,
});

/** A group in which every kind is shared alike, but for what is said otherwise. */
export const group = (node: string | null, all: ShareRule = rule(), more: Partial<Record<SharedKind, ShareRule>> = {}): GroupRule => ({
  node,
  lossLimit: 700,
  kinds: { sharedArea: all, lineLoss: all, transformerLoss: all, capacity: all, powerFactor: all, ...more },
});

export const rulesOf = (...groups: readonly GroupRule[]): AllocationRules => ({ groups, transformers: [] });

export const point = (
  code: string,
  role: PointRole,
  parent: string | null,
  kWh: number,
  more: Partial<BalancePoint> = {},
): BalancePoint => ({
  code,
  role,
  parent,
  account: null,
  quantity: kWh * 1_000,
  exported: 0,
  complete: true,
  use: [],
  ...more,
});

/** A tenant's meter, all of it one account's. */
export const tenant = (account: string, parent: string, kWh: number): BalancePoint =>
  point(`E-${account}`, 'tenant', parent, kWh, { use: [{ account, wh: kWh * 1_000 }] });

export const party = (account: string | null, more: Partial<Party> = {}): Party => ({
  account,
  place: account ?? 'empty',
  node: 'M',
  usedWh: 0n,
  areaCentiM2: 0n,
  days: 30,
  peakWh: 0n,
  ownPeakW: 0n,
  contractW: 0n,
  ...more,
});

export const month = (points: readonly BalancePoint[], parties: readonly Party[], more: Partial<MonthInput> = {}): MonthInput => ({
  points,
  parties,
  rules: rulesOf(group(null)),
  money: { energy: null, capacity: null, powerFactor: null },
  daysOfMonth: 30,
  quarters: 30 * 96,
  ...more,
});
