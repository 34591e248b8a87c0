import type { ParkModel } from '../park/model.ts';
import { stepParts } from '../tiers/step-parts.ts';
import { type StepTerms, stepCutsOf, stretchOf, type TariffStep } from '../tiers/steps.ts';
import type { DayUse } from '../tiers/tier-window.ts';
import type { ParkDay } from '../time/instant.ts';
import { monthOf } from '../time/park-day.ts';
import { quantity } from '../units/quantity.ts';

/** What an account used by a tariff with steps: all that their surcharges hang on. Whole Wh (litres) of closed slots. */
export interface SteppedUse {
  readonly steps: readonly TariffStep[];
  readonly terms: StepTerms;
  /** Days on which steps and prices of the park change: `stretchOf`. */
  readonly cuts: readonly ParkDay[];
  /** By the first day of the stretch. */
  readonly uses: Map<ParkDay, number>;
  /** Of the last days, within `uses`: what a day's surcharge is told by. */
  readonly days: Map<ParkDay, number>;
  /** Gaps that wait for the refold, by device and then by stretch: not in `uses`. */
  readonly deferred: Map<number, Map<ParkDay, number>>;
  /** What `uses` come to; null since they have moved. */
  sums: { readonly month: string; readonly of: StepSums } | null;
}

/** Surcharges in 1e-11 yuan. */
export interface StepSums {
  readonly total: bigint;
  /** Of the running month. */
  readonly month: bigint;
  /** Of the days that are kept. */
  readonly byDay: ReadonlyMap<ParkDay, bigint>;
}

export const NO_SURCHARGE: StepSums = { total: 0n, month: 0n, byDay: new Map() };

type Stepped = ReadonlyMap<number, SteppedUse>;

/** By account, and then by tariff version: one object for all versions of a tariff. Accounts that have never had a tariff with steps are not in it. */
export const steppedAccounts = (model: ParkModel): ReadonlyMap<number, Stepped> => {
  const tariffs = new Map(model.tariffs.filter(({ steps = [] }) => steps.length > 0).map((tariff) => [tariff.id, tariff]));
  const found = new Map<number, Map<number, SteppedUse>>();
  if (tariffs.size === 0) return found;
  const cuts = stepCutsOf([...tariffs.values()]);
  const accounts = new Map(model.accounts.map((account) => [account.id, account]));
  for (const { accountId, tariffId } of model.points.flatMap(({ assignments }) => assignments)) {
    const [tariff, account] = [tariffs.get(tariffId), accounts.get(accountId)];
    if (!tariff || !account) continue;
    const own = found.get(accountId) ?? new Map<number, SteppedUse>();
    found.set(accountId, own);
    if (tariff.versions.some(({ id }) => own.has(id))) continue;
    const terms = { ...account.terms, openedOn: account.openedOn };
    const use: SteppedUse = { steps: tariff.steps ?? [], terms, cuts, uses: new Map(), days: new Map(), deferred: new Map(), sums: null };
    for (const { id } of tariff.versions) own.set(id, use);
  }
  return found;
};

/** A slot more, or (sign -1) one less. */
export const bookStep = (use: SteppedUse, day: ParkDay, used: number, kept: boolean): void => {
  add(use.uses, stretchOf(use.cuts, day), used);
  if (kept) add(use.days, day, used);
  use.sums = null;
};

/** A gap that waits: counted in the balance, and taken out when its slots are booked. */
export const deferStep = (use: SteppedUse, deviceId: number, { day, used }: { readonly day: ParkDay; readonly used: number }): void => {
  const own = use.deferred.get(deviceId) ?? new Map<ParkDay, number>();
  add(own, stretchOf(use.cuts, day), used);
  use.deferred.set(deviceId, own);
};

const add = (sums: Map<ParkDay, number>, day: ParkDay, used: number): void => void sums.set(day, (sums.get(day) ?? 0) + used);

/** Of closed slots, reckoned anew only when they have moved. */
export const stepSums = (use: SteppedUse, today: ParkDay): StepSums => {
  const month = String(monthOf(today));
  if (use.sums?.month === month) return use.sums.of;
  const parts = stepParts(use.steps, use.terms, [...apart(use)]);
  const byDay = new Map<ParkDay, bigint>();
  let [total, ofMonth] = [0n, 0n];
  for (const { day, charge } of parts) {
    total += charge;
    if (day.startsWith(month)) ofMonth += charge;
    if (use.days.has(day)) byDay.set(day, (byDay.get(day) ?? 0n) + charge);
  }
  const of = { total, month: ofMonth, byDay };
  use.sums = { month, of };
  return of;
};

/** Uses by stretch, those of the days that are kept by day. */
function* apart({ cuts, uses, days }: SteppedUse): Generator<DayUse> {
  const rest = new Map(uses);
  for (const [day, used] of days) {
    add(rest, stretchOf(cuts, day), -used);
    yield { day, used: quantity(used) };
  }
  for (const [day, used] of rest) if (used !== 0) yield { day, used: quantity(used) };
}

/** What gaps that wait, and then open slots, add: each at its place in the tiers, after what is closed. */
export const stepsBeside = (
  use: SteppedUse,
  today: ParkDay,
  open: readonly DayUse[],
): { readonly deferred: bigint; readonly open: bigint } => {
  const closed = stepSums(use, today).total;
  const waiting = [...use.deferred.values()].flatMap((own) => Array.from(own, ([day, used]) => ({ day, used: quantity(used) })));
  const totalOf = (more: readonly DayUse[]): bigint => {
    if (more.length === 0) return closed;
    const uses = [...Array.from(use.uses, ([day, used]) => ({ day, used: quantity(used) })), ...more];
    return stepParts(use.steps, use.terms, uses).reduce<bigint>((sum, { charge }) => sum + charge, 0n);
  };
  const withWaiting = totalOf(waiting);
  const all = open.length === 0 ? withWaiting : totalOf([...waiting, ...open]);
  return { deferred: withWaiting - closed, open: all - withWaiting };
};
