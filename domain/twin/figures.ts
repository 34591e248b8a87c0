import type { BalanceLevel, CutDecision } from '../board/board.ts';
import { availableOf, daysLeft } from '../prepay/available.ts';
import { balanceLevel, decideCut } from '../prepay/cut-off.ts';
import { inNoCutWindow } from '../prepay/no-cut-window.ts';
import { stretchOf } from '../tiers/steps.ts';
import type { DayUse as StepDay } from '../tiers/tier-window.ts';
import type { InstantMs, ParkDay } from '../time/instant.ts';
import { HOUR_MS } from '../time/instant.ts';
import { chargeOf, type Exact, exact, exactFromFen, type Fen, fen } from '../units/money.ts';
import { quantity } from '../units/quantity.ts';
import { daysBefore } from './book-slot.ts';
import type { AccountTwin, PointTwin, Twin } from './state.ts';
import { NO_SURCHARGE, type SteppedUse, type StepSums, stepSums, stepsBeside } from './stepped.ts';

/** What the slot in progress holds of a point, priced for now by the period it lies in. */
export interface OpenUse {
  readonly quantity: number;
  readonly charge: Exact;
  readonly account: AccountTwin | null;
  /** 0: it has no price. */
  readonly versionId: number;
  readonly start: number;
}

const NOTHING: OpenUse = { quantity: 0, charge: exact(0n), account: null, versionId: 0, start: -1 };
const NONE = -1;

export const openUseOf = (point: PointTwin): OpenUse => {
  const chain = point.current?.registers[0].chain;
  if (!chain || chain.slot === NONE) return NOTHING;
  const start = chain.slot as InstantMs;
  const assigned = point.rates.find((rate) => start >= rate.from && start < rate.to);
  const rate = assigned?.plan.rateAt(start);
  const used = chain.slotQuantity;
  return {
    quantity: used,
    charge: rate ? chargeOf(quantity(used), rate.price) : exact(0n),
    account: assigned?.account ?? null,
    versionId: rate?.versionId ?? 0,
    start,
  };
};

export interface AccountFigures {
  readonly ledger: Fen;
  /** Accrued and not yet posted, with gaps that wait for the refold and open slots. */
  readonly unposted: Exact;
  /** Of the open slots alone: what today and the month have beside closed ones. */
  readonly open: Exact;
  /** What steps add for closed slots, not in `accrued`. */
  readonly steps: StepSums;
  readonly available: Fen;
  readonly openWh: number;
  readonly openLitres: number;
  readonly level: BalanceLevel;
  readonly cut: CutDecision;
  readonly daysLeft: number | null;
}

/** A figure older than two intervals is stale; a meter silent for ten minutes and two intervals is offline. */
const OFFLINE_MS = 600_000;

export const isOnline = (point: PointTwin, now: InstantMs): boolean => {
  const device = point.current?.device;
  if (!device || device.newestAt < 0) return false;
  return now - device.newestAt <= OFFLINE_MS + 2_000 * device.device.intervalS;
};

/** The points that are charged to an account now; `account.points` has also those that were. */
export const pointsNow = (account: AccountTwin, now: InstantMs): readonly PointTwin[] =>
  account.points.filter((point) => point.rates.some((rate) => rate.account === account && now >= rate.from && now < rate.to));

/**
 * Available = ledger - accrued and not posted - open slots (DESIGN 9), and what follows from it now. A settlement moves the ledger and what is
 * posted by the same fen, so that nobody's available balance moves with it.
 */
export const figuresOf = (twin: Twin, account: AccountTwin, now: InstantMs): AccountFigures => {
  const openSteps = account.stepped === null ? null : new Map<SteppedUse, StepDay[]>();
  let open = 0n;
  let openWh = 0;
  let openLitres = 0;
  for (const point of account.points) {
    const use = openUseOf(point);
    if (use.account !== account) continue;
    open += use.charge;
    if (account.stepped !== null && openSteps !== null) addOpen(twin, use, { stepped: account.stepped, into: openSteps });
    if (point.point.medium === 'electricity') openWh += use.quantity;
    else openLitres += use.quantity;
  }
  const ledger = fen(account.ledger);
  let deferred = 0n;
  for (const charge of account.deferred.values()) deferred += charge;
  const steps = account.stepped === null ? NO_SURCHARGE : addSteps(account.stepped, twin.day as ParkDay);
  if (account.stepped !== null) {
    for (const stepped of new Set(account.stepped.values())) {
      const beside = stepsBeside(stepped, twin.day as ParkDay, openSteps?.get(stepped) ?? []);
      deferred += beside.deferred;
      open += beside.open;
    }
  }
  const unposted = exact(account.accrued + steps.total - exactFromFen(fen(account.posted)) + deferred + open);
  const available = availableOf(ledger, unposted);
  const { account: terms } = account;
  const level = balanceLevel(available, terms);
  const cut = decideCut({
    available,
    account: terms,
    isCut: account.cut,
    inNoCutWindow: level === 'exhausted' && inNoCutWindow(now, terms.noCut, { zone: twin.model.zone, calendar: twin.model.calendar }),
    online: pointsNow(account, now).every((point) => !point.current || isOnline(point, now)),
  });
  return {
    ledger,
    unposted,
    open: exact(open),
    steps,
    available,
    openWh,
    openLitres,
    level,
    cut,
    daysLeft: daysLeft(available, recentUse(twin, account, { now, steps })),
  };
};

const addOpen = (
  twin: Twin,
  use: OpenUse,
  { stepped, into }: { readonly stepped: ReadonlyMap<number, SteppedUse>; readonly into: Map<SteppedUse, StepDay[]> },
): void => {
  const own = stepped.get(use.versionId);
  if (!own || use.quantity === 0) return;
  const day = twin.clock.dayOf(use.start as InstantMs);
  into.set(own, [...(into.get(own) ?? []), { day: stretchOf(own.cuts, day), used: quantity(use.quantity) }]);
};

/** Of all tariffs of an account together. */
const addSteps = (stepped: ReadonlyMap<number, SteppedUse>, today: ParkDay): StepSums => {
  const all = [...new Set(stepped.values())].map((use) => stepSums(use, today));
  const [first] = all;
  if (all.length === 1 && first) return first;
  const byDay = new Map<ParkDay, bigint>();
  for (const one of all) for (const [day, charge] of one.byDay) byDay.set(day, (byDay.get(day) ?? 0n) + charge);
  const sum = (read: (of: StepSums) => bigint): bigint => all.reduce((total, of) => total + read(of), 0n);
  return { total: sum(({ total }) => total), month: sum(({ month }) => month), byDay };
};

const DAY_MS = 24 * HOUR_MS;
const WEEK_DAYS = 7;

/** The seven park days before today, or as many as there are, and today so far. */
const recentUse = (twin: Twin, account: AccountTwin, { now, steps }: { readonly now: InstantMs; readonly steps: StepSums }) => {
  const first = daysBeforeCached(twin.day);
  let charge = 0n;
  let oldest = twin.day;
  for (const [day, use] of account.days) {
    if (day < first) continue;
    charge += use.charge + (steps.byDay.get(day as ParkDay) ?? 0n);
    if (day < oldest && use.charge > 0n) oldest = day;
  }
  const since = twin.clock.rangeOf(oldest as Parameters<typeof twin.clock.rangeOf>[0]).from;
  return { charge: exact(charge), overMs: Math.min(now - since, (WEEK_DAYS + 1) * DAY_MS) };
};

let cachedDay = '';
let cachedFirst = '';
/** The same for every account of a day: kept, since it is asked for each. */
const daysBeforeCached = (day: string): string => {
  if (day !== cachedDay) {
    cachedDay = day;
    cachedFirst = daysBefore(day, WEEK_DAYS);
  }
  return cachedFirst;
};
