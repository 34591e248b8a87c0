import type { ClosedSlot } from '../metering/chain.ts';
import type { InstantMs, ParkDay } from '../time/instant.ts';
import { monthOf } from '../time/park-day.ts';
import { chargeOf } from '../units/money.ts';
import { quantity } from '../units/quantity.ts';
import type { Effects, SlotRow } from './effects.ts';
import { type AccountTwin, type DayUse, type InstallationTwin, type PointTwin, type Twin, touchAccount } from './state.ts';
import { bookStep } from './stepped.ts';

const IMPORT = 0;

/** Rates a closed slot by the account, tariff version and period in force at its start. Only active import (and water) is charged. */
export const rateSlot = (twin: Twin, where: InstallationTwin, register: number, slot: ClosedSlot): SlotRow => {
  const start = slot.start as InstantMs;
  const assigned = register === IMPORT ? where.point.rates.find((rate) => start >= rate.from && start < rate.to) : undefined;
  const rate = assigned?.plan.rateAt(start) ?? null;
  return {
    pointId: where.point.point.id,
    register,
    start,
    installationId: where.installation.id,
    quantity: slot.quantity,
    quality: slot.quality,
    windowMax: slot.windowMax,
    windowAt: slot.windowAt,
    accountId: assigned && rate ? assigned.account.account.id : 0,
    versionId: rate?.versionId ?? 0,
    period: rate?.period ?? 0,
    day: twin.clock.dayOf(start),
    charge: rate ? chargeOf(quantity(slot.quantity), rate.price) : 0n,
  };
};

/** Books a slot into the sums of its point and account and into the accruals to be written; sign -1 takes an earlier booking back. */
export const bookSlot = (twin: Twin, effects: Effects, row: SlotRow, sign: 1 | -1): void => {
  const point = twin.points.get(row.pointId);
  if (!point) throw new Error(`slot of point ${row.pointId}, which the park does not have`);
  if (row.register !== IMPORT) return;
  bookPoint(twin, point, row, sign);
  bookAccrual(effects, row, sign);
  if (row.accountId === 0) return;
  const account = twin.accounts.get(row.accountId);
  if (!account) throw new Error(`slot of account ${row.accountId}, which the park does not have`);
  bookAccount(twin, account, point, row, sign);
};

const bookPoint = (twin: Twin, point: PointTwin, row: SlotRow, sign: 1 | -1): void => {
  if (row.day === twin.day) point.today += sign * row.quantity;
  if (sameMonth(row.day, twin.day)) {
    point.month += sign * row.quantity;
    if (sign === 1 && row.windowMax > point.monthWindow) {
      point.monthWindow = row.windowMax;
      point.monthWindowAt = row.windowAt;
    }
  }
  if (point.recent) bookRecent(point.recent, row, sign);
  twin.dirtyPoints.add(point);
};

const RECENT_SLOTS = 200;

const bookRecent = (recent: Map<number, number>, row: SlotRow, sign: 1 | -1): void => {
  recent.set(row.start, (recent.get(row.start) ?? 0) + sign * row.quantity);
  if (recent.size <= RECENT_SLOTS) return;
  const oldest = Math.min(...recent.keys());
  recent.delete(oldest);
};

const bookAccount = (twin: Twin, account: AccountTwin, point: PointTwin, row: SlotRow, sign: 1 | -1): void => {
  const charge = sign === 1 ? row.charge : -row.charge;
  account.accrued += charge;
  if (sameMonth(row.day, twin.day)) account.monthCharge += charge;
  const use = dayUseOf(account, row.day, twin.day);
  const stepped = account.stepped?.get(row.versionId);
  if (stepped) bookStep(stepped, row.day as ParkDay, sign * row.quantity, use !== null);
  if (use) {
    use.charge += charge;
    if (point.point.medium === 'electricity') use.wh += sign * row.quantity;
    else use.litres += sign * row.quantity;
  }
  touchAccount(twin, account);
};

const DAYS_KEPT = 8;

/** The account's use of a day, for the last eight park days only. */
export const dayUseOf = (account: AccountTwin, day: string, today: string): DayUse | null => {
  const known = account.days.get(day);
  if (known) return known;
  if (day < daysBefore(today, DAYS_KEPT - 1) || day > today) return null;
  const use: DayUse = { charge: 0n, wh: 0, litres: 0 };
  account.days.set(day, use);
  if (account.days.size > DAYS_KEPT) {
    const oldest = [...account.days.keys()].sort()[0];
    if (oldest !== undefined) {
      account.days.delete(oldest);
      for (const stepped of account.stepped?.values() ?? []) stepped.days.delete(oldest as ParkDay);
    }
  }
  return use;
};

export const daysBefore = (day: string, days: number): string => Temporal.PlainDate.from(day).subtract({ days }).toString();

export const sameMonth = (a: string, b: string): boolean => monthOf(a as ParkDay) === monthOf(b as ParkDay);

/** Every slot of active import (water) is in just one line; account 0 is nobody's: measured and not charged. */
const bookAccrual = (effects: Effects, row: SlotRow, sign: 1 | -1): void => {
  const key = `${row.accountId}|${row.day}|${row.pointId}|${row.versionId}|${row.period}`;
  const line = effects.accruals.get(key);
  const charge = sign === 1 ? row.charge : -row.charge;
  if (line) {
    line.quantity += sign * row.quantity;
    line.charge += charge;
    line.slots += sign;
    return;
  }
  const { accountId, day, pointId, versionId, period } = row;
  effects.accruals.set(key, { accountId, day, pointId, versionId, period, quantity: sign * row.quantity, charge, slots: sign });
};

/** Slots of a gap longer than this are left to the refold, so that a day offline never holds up live readings. */
export const GAP_SLOTS_MAX = 8;
