import type { AccountBoard, AlarmLine, LowBalance, ParkBoard, PointBoard } from '../board/board.ts';
import { nextChange } from '../tariff/rate-plan.ts';
import { type InstantMs, instantMs, type ParkDay, SLOT_MS, slotStartOf } from '../time/instant.ts';
import { addDays } from '../time/park-day.ts';
import { exact, fen, roundToFen, yuanFromFen, yuanFromPrice } from '../units/money.ts';
import { figuresOf, isOnline, openUseOf, pointsNow } from './figures.ts';
import { demandOf } from './project-demand.ts';
import type { AccountTwin, PointTwin, Twin } from './state.ts';

const NONE = -1;
const LOW_MAX = 20;
const ALARMS_MAX = 20;

export const projectPoint = (twin: Twin, point: PointTwin, now: InstantMs): PointBoard => {
  const { point: fixed, current } = point;
  const open = openUseOf(point);
  const openToday = isToday(twin, point) ? open.quantity : 0;
  const openMonth = isThisMonth(twin, point) ? open.quantity : 0;
  const chain = current?.registers[0].chain;
  return {
    code: fixed.code,
    name: fixed.name,
    medium: fixed.medium,
    role: fixed.role,
    parent: fixed.parentId === null ? null : (twin.points.get(fixed.parentId)?.point.code ?? null),
    space: spaceCode(twin, fixed.spaceId),
    account: point.rates.find(({ from, to }) => now >= from && now < to)?.account.account.code ?? null,
    serial: current?.device.device.serial ?? null,
    at: current && current.device.newestAt !== NONE ? instantMs(current.device.newestAt) : null,
    intervalS: current?.device.device.intervalS ?? 0,
    power: point.power,
    relay: point.relay,
    register: chain && chain.lastAt !== NONE ? chain.lastValue : null,
    today: point.today + openToday,
    month: point.month + openMonth,
    suspect: chain !== undefined && chain.pendingAt !== NONE,
  };
};

const openDay = (twin: Twin, point: PointTwin): string => {
  const slot = point.current?.registers[0].chain.slot ?? NONE;
  return slot === NONE ? '' : twin.clock.dayOf(slot as InstantMs);
};
const isToday = (twin: Twin, point: PointTwin): boolean => openDay(twin, point) === twin.day;
const isThisMonth = (twin: Twin, point: PointTwin): boolean => openDay(twin, point).slice(0, 7) === twin.day.slice(0, 7);

const spaceCode = (twin: Twin, id: number | null): string | null => (id === null ? null : (twin.spaces.get(id) ?? null));

export const projectAccount = (twin: Twin, account: AccountTwin, now: InstantMs): AccountBoard => {
  const figures = figuresOf(twin, account, now);
  const today = account.days.get(twin.day);
  const openNow = account.points.some((point) => isToday(twin, point));
  const points = pointsNow(account, now);
  const newest = Math.max(NONE, ...points.map((point) => point.current?.device.newestAt ?? NONE));
  const yuan = (charge: bigint) => yuanFromFen(roundToFen(exact(charge)));
  return {
    code: account.account.code,
    name: account.account.name,
    kind: account.account.kind,
    space: spaceCode(twin, account.account.spaceId),
    at: newest === NONE ? null : instantMs(newest),
    power: points.reduce((sum, point) => sum + (point.point.medium === 'electricity' ? (point.power ?? 0) : 0), 0),
    ledger: yuanFromFen(figures.ledger),
    unposted: yuan(figures.unposted),
    available: yuanFromFen(figures.available),
    todayWh: (today?.wh ?? 0) + (openNow ? figures.openWh : 0),
    todayL: (today?.litres ?? 0) + (openNow ? figures.openLitres : 0),
    todayYuan: yuan((today?.charge ?? 0n) + (figures.steps.byDay.get(twin.day as ParkDay) ?? 0n) + (openNow ? figures.open : 0n)),
    monthYuan: yuan(account.monthCharge + figures.steps.month + figures.open),
    level: figures.level,
    cut: figures.cut,
    daysLeft: figures.daysLeft,
    limits: limitsOf(account),
    points: points.map((point) => point.point.code),
  };
};

const limitsOf = ({ account: { kind, alarm1, alarm2, overdraft } }: AccountTwin): AccountBoard['limits'] =>
  kind === 'prepaid' ? { alarm1: yuanFromFen(alarm1), alarm2: yuanFromFen(alarm2), exhausted: yuanFromFen(fen(-overdraft)) } : null;

/** The park from its parts' boards, which are projected first. */
export const projectPark = (
  twin: Twin,
  parts: {
    readonly accounts: Readonly<Record<string, AccountBoard>>;
    readonly points: Readonly<Record<string, PointBoard>>;
    readonly refolding: number;
  },
  now: InstantMs,
): ParkBoard => {
  const { model } = twin;
  const masters = mastersOf(twin);
  const water = [...twin.points.values()].filter((point) => point.point.medium === 'water' && point.point.parentId === null);
  const pv = [...twin.points.values()].filter((point) => point.point.role === 'pv');
  const sum = (points: readonly PointTwin[], pick: (board: PointBoard) => number) =>
    points.reduce((total, point) => total + pick(parts.points[point.point.code] ?? projectPoint(twin, point, now)), 0);
  const money = moneyOf(twin, parts.accounts);
  const todayWh = sum(masters, (board) => board.today);
  const meters = [...twin.points.values()].filter((point) => point.current);
  return {
    code: model.code,
    name: model.name,
    zone: model.zone,
    day: twin.day as ParkDay,
    at: now,
    dataAt: twin.newestAt === NONE ? null : instantMs(twin.newestAt),
    powerW: sum(masters, (board) => board.power ?? 0),
    pvW: sum(pv, (board) => Math.abs(board.power ?? 0)),
    waterLh: sum(water, (board) => board.power ?? 0),
    todayWh,
    monthWh: sum(masters, (board) => board.month),
    todayL: sum(water, (board) => board.today),
    yesterdayToNowWh: masters.reduce((total, point) => total + yesterdayToNow(twin, point, now), 0),
    ...money,
    todayKgCo2: Math.round((todayWh / 1_000) * (model.carbon.microKgPerKWh / 1_000_000) * 10) / 10,
    price: priceNow(twin, masters, now),
    demand: masters.filter((point) => point.point.role === 'grid').map((point) => demandOf(twin, point, now)),
    tenantDemand: twin.bigTenants.map((point) => demandOf(twin, point, now)),
    online: meters.filter((point) => isOnline(point, now)).length,
    meters: meters.length,
    counts: { ...twin.counts },
    refolding: parts.refolding,
    low: lowOf(parts.accounts),
    alarms: alarmsOf(twin),
  };
};

/** Where the park's electricity comes in: its grid points, else those below nothing. */
const mastersOf = (twin: Twin): readonly PointTwin[] => {
  const electric = [...twin.points.values()].filter((point) => point.point.medium === 'electricity' && point.point.role !== 'pv');
  const grid = electric.filter((point) => point.point.role === 'grid');
  return grid.length > 0 ? grid : electric.filter((point) => point.point.parentId === null);
};

/** The park's own account with the grid where it has one, else what all accounts owe. */
const moneyOf = (twin: Twin, accounts: Readonly<Record<string, AccountBoard>>) => {
  const all = [...twin.accounts.values()];
  const supply = all.filter((account) => account.account.kind === 'supply');
  let today = 0n;
  let month = 0n;
  for (const account of supply.length > 0 ? supply : all) {
    const board = accounts[account.account.code];
    if (!board) continue;
    today += fenOf(board.todayYuan);
    month += fenOf(board.monthYuan);
  }
  return { todayYuan: yuanFromFen(fen(today)), monthYuan: yuanFromFen(fen(month)) };
};

const fenOf = (yuan: string): bigint => BigInt(yuan.replace('.', ''));

/** Yesterday from midnight to this time of day, whole slots; the running one by its share. */
const yesterdayToNow = (twin: Twin, point: PointTwin, now: InstantMs): number => {
  if (!point.recent) return 0;
  const midnight = twin.clock.rangeOf(twin.day as ParkDay).from;
  const from = twin.clock.rangeOf(addDays(twin.day as ParkDay, -1)).from;
  const to = Math.min(from + (now - midnight), midnight);
  let sum = 0;
  for (const [start, used] of point.recent) {
    if (start < from || start >= to) continue;
    sum += start + SLOT_MS <= to ? used : Math.round((used * (to - start)) / SLOT_MS);
  }
  return sum;
};

/** Asked for each frame, found once a slot. */
const priceNow = (twin: Twin, masters: readonly PointTwin[], now: InstantMs): ParkBoard['price'] => {
  const slot = slotStartOf(now);
  if (twin.price.slot !== slot) Object.assign(twin.price, { slot, board: findPrice(masters, now) });
  return twin.price.board;
};

const findPrice = (masters: readonly PointTwin[], now: InstantMs): ParkBoard['price'] => {
  for (const point of masters) {
    const rate = point.rates.find((assigned) => now >= assigned.from && now < assigned.to);
    const change = rate && nextChange(rate.plan, now);
    if (change) return { period: change.period, yuan: yuanFromPrice(change.price), nextPeriod: change.nextPeriod, nextAt: change.nextAt };
  }
  return null;
};

const SEVERITY = { exhausted: 0, alarm2: 1, alarm1: 2, ok: 3 } as const;

const lowOf = (accounts: Readonly<Record<string, AccountBoard>>): readonly LowBalance[] =>
  Object.values(accounts)
    .filter(
      (account) => account.kind === 'prepaid' && (account.level !== 'ok' || (account.daysLeft !== null && account.daysLeft < LOW_DAYS)),
    )
    .sort(
      (a, b) => SEVERITY[a.level] - SEVERITY[b.level] || (a.daysLeft ?? LOW_DAYS) - (b.daysLeft ?? LOW_DAYS) || (a.code < b.code ? -1 : 1),
    )
    .slice(0, LOW_MAX)
    .map(({ code, name, available, daysLeft, level, cut }) => ({ code, name, available, daysLeft, level, cut }));

const LOW_DAYS = 3;

const URGENCY = { critical: 0, warning: 1, info: 2 } as const;

/** What was escalated first, then the most urgent, of these the newest. */
const alarmsOf = (twin: Twin): readonly AlarmLine[] =>
  [...twin.alarms]
    .map(([key, alarm]) => ({ key, alarm, since: twin.escalated.get(key) ?? null }))
    .sort(
      (a, b) =>
        Number(a.since === null) - Number(b.since === null) ||
        URGENCY[a.alarm.severity] - URGENCY[b.alarm.severity] ||
        b.alarm.at - a.alarm.at,
    )
    .slice(0, ALARMS_MAX)
    .map(({ key, alarm, since }) => ({
      id: key,
      kind: alarm.kind,
      severity: alarm.severity,
      subject: alarm.code,
      openedAt: instantMs(alarm.at),
      escalatedAt: since === null ? null : instantMs(since),
      data: alarm.data,
    }));
