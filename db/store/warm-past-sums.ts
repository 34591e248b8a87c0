import type { ClientBase } from 'pg';
import { instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { monthRange } from '#domain/time/park-day.ts';
import { dayUseOf, sameMonth } from '#domain/twin/book-slot.ts';
import type { InstallationTwin, PointTwin, Twin } from '#domain/twin/state.ts';
import { bookStep } from '#domain/twin/stepped.ts';
import { numbersOf } from './arrays.ts';
import { loadWindowMax } from './refold-store.ts';
import {
  type DaySheet,
  SHEET_COLUMNS,
  type SheetRow,
  type SheetSlot,
  type SheetWindow,
  sheetSlotFromRow,
  windowKey,
} from './warm-sheet.ts';
import { fillSteps } from './warm-steps.ts';

const NONE = -1;

/** Sums of points and accounts over the slots that were closed, by where the chains of the twin stand. */
export const warmPastSums = async (client: ClientBase, twin: Twin, sheet: DaySheet): Promise<void> => {
  beginDay(twin, sheet);
  const behind: Behind[] = [];
  for (const device of twin.devicesById.values()) {
    for (const where of device.installations) {
      const closedTo = closedToOf(where);
      for (const slot of sheet.slots.get(where.installation.id) ?? []) {
        if (slot.start >= closedTo) break;
        book(twin, where, slot, 1);
        raiseWindow(where.point, sheet.dayWindows.get(windowKey(slot.installationId, slot.start)));
      }
      if (closedTo < sheet.range.from) behind.push({ where, closedTo });
    }
  }
  const ends = new Map(behind.map(({ where, closedTo }) => [where.installation.id, closedTo]));
  const installations = new Map(
    [...twin.devicesById.values()].flatMap((device) => device.installations.map((where) => [where.installation.id, where])),
  );
  for (const slot of sheet.yesterday) {
    const point = installations.get(slot.installationId)?.point;
    if (point && slot.start < (ends.get(slot.installationId) ?? Number.POSITIVE_INFINITY)) addRecent(point, slot);
  }
  if (behind.length > 0) await takeBack(client, twin, sheet, behind);
};

/** An installation whose slots are not closed up to the day: its meter has not been heard since, and later readings closed the rest. */
interface Behind {
  readonly where: InstallationTwin;
  readonly closedTo: number;
}

/** Slots before this were closed: all of an installation that has ended, of one that runs those before the one in progress. */
const closedToOf = (where: InstallationTwin): number => {
  if (where.installation.to !== null) return Number.POSITIVE_INFINITY;
  const { slot } = where.registers[0].chain;
  return slot === NONE ? where.installation.from - SLOT_MS : slot;
};

const beginDay = (twin: Twin, sheet: DaySheet): void => {
  for (const point of twin.points.values()) {
    point.today = 0;
    point.month = sheet.months.get(point.point.id) ?? 0;
    const max = sheet.windows.get(point.point.id);
    if (max) Object.assign(point, { monthWindow: max.windowMax, monthWindowAt: max.windowAt });
  }
  for (const [id, before] of sheet.accounts) {
    const account = twin.accounts.get(id);
    if (!account) continue;
    account.accrued = before.accrued;
    account.monthCharge = before.month;
    for (const [day, use] of before.days) account.days.set(day, { ...use });
  }
  fillSteps(twin, sheet.steps);
};

const book = (twin: Twin, { point }: InstallationTwin, slot: SheetSlot, sign: 1 | -1): void => {
  const day = twin.clock.dayOf(instantMs(slot.start));
  const ofMonth = sameMonth(day, twin.day);
  if (day === twin.day) point.today += sign * slot.quantity;
  if (ofMonth) point.month += sign * slot.quantity;
  if (sign === 1) addRecent(point, slot);
  const account = twin.accounts.get(slot.accountId);
  if (!account) return;
  const charge = sign === 1 ? slot.charge : -slot.charge;
  account.accrued += charge;
  if (ofMonth) account.monthCharge += charge;
  const use = dayUseOf(account, day, twin.day);
  const stepped = account.stepped?.get(slot.versionId);
  if (stepped) bookStep(stepped, day, sign * slot.quantity, use !== null);
  if (!use) return;
  use.charge += charge;
  if (point.point.medium === 'electricity') use.wh += sign * slot.quantity;
  else use.litres += sign * slot.quantity;
};

const addRecent = ({ recent }: PointTwin, slot: SheetSlot): void => {
  recent?.set(slot.start, (recent.get(slot.start) ?? 0) + slot.quantity);
};

const raiseWindow = (point: PointTwin, window: SheetWindow | undefined): void => {
  if (window && window.windowMax > point.monthWindow)
    Object.assign(point, { monthWindow: window.windowMax, monthWindowAt: window.windowAt });
};

/** What the days before hold of slots that were closed only later. */
const takeBack = async (client: ClientBase, twin: Twin, sheet: DaySheet, behind: readonly Behind[]): Promise<void> => {
  const answer = await client.query<SheetRow>(
    `select ${SHEET_COLUMNS} from unnest($1::int[], $2::float8[]) as t(i, closed_to)
     join slot s on s.installation_id = i and s.register = 0 and s.start >= to_timestamp(closed_to / 1000.0::float8)
     where s.start < to_timestamp($3::float8 / 1000.0::float8) and s.start >= to_timestamp($4::float8 / 1000.0::float8)`,
    [
      numbersOf(behind, ({ where }) => where.installation.id),
      numbersOf(behind, ({ closedTo }) => closedTo),
      sheet.range.from,
      behind.reduce<number>((least, { closedTo }) => Math.min(least, closedTo), sheet.range.from),
    ],
  );
  const behindBy = new Map(behind.map(({ where }) => [where.installation.id, where]));
  for (const row of answer.rows) {
    const where = behindBy.get(row.i);
    if (where) book(twin, where, sheetSlotFromRow(row), -1);
  }
  const { from } = monthRange(sheet.day, twin.model.zone);
  for (const { where, closedTo } of behind) {
    if (!sheet.windows.has(where.point.point.id)) continue;
    const max = await loadWindowMax(client, where.point.point.id, { from, to: Math.max(from, closedTo) });
    Object.assign(where.point, { monthWindow: max.windowMax, monthWindowAt: max.windowAt });
  }
};
