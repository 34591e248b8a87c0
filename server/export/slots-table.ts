import {
  countExportSlots,
  type ExportPoint,
  type ExportSlot,
  type ExportSlotQuery,
  selectExportAccounts,
  selectExportInstalled,
  selectExportPoints,
  selectExportSlots,
} from '#db/queries/export.ts';
import { QUALITIES } from '#domain/metering/quality.ts';
import { REGISTERS } from '#domain/park/model.ts';
import { PERIODS } from '#domain/tariff/tariff.ts';
import { HOUR_MS, instantMs, SLOT_MS, slotStartOf } from '#domain/time/instant.ts';
import { exactYuan } from '../trpc/exact-yuan.ts';
import { readablePoint } from '../trpc/readable-point.ts';
import { type Asked, accountsAsked, columnsOf, fileNameOf, stepsOf, tooManyRows } from './asked.ts';
import { kiloText } from './local-text.ts';
import { ROWS_A_BATCH, type Row, type Table } from './table.ts';
import { headOf, wordOf } from './words.ts';

const HEADS = ['start', 'point', 'name', 'register', 'quantity', 'quality', 'period', 'account', 'charge', 'maxKw', 'maxAt'] as const;
/** W of a quantity of 15 minutes. */
const PER_HOUR = HOUR_MS / SLOT_MS;
/** Import, export and reactive at most; most meters have one. */
const ROWS_A_QUARTER = 2;
/** Statements that count look at so much more than those that read. */
const COUNT_STEPS = 10;

/** Quarters of an hour of a point, of an account's points, or of all of a park, oldest first: as they are stored. */
export async function slotsTable(asked: Asked): Promise<Table> {
  const { ctx, query, range } = asked;
  const { db } = ctx.services;
  // Whoever pays or paid for the point sees their own slots of it.
  if (query.point !== undefined && query.account === undefined) await readablePoint(ctx, { park: query.park, code: query.point });
  const codes = accountsAsked(asked);
  const points = await selectExportPoints(db, query.park, { point: query.point ?? null, accounts: codes });
  const accounts = await selectExportAccounts(db, query.park, null);
  const accountIds = codes === null ? null : accounts.filter(({ code }) => codes.includes(code)).map(({ id }) => id);
  const stepMs = Math.max(1, Math.floor(ROWS_A_BATCH / (Math.max(1, points.length) * ROWS_A_QUARTER))) * SLOT_MS;
  const pointIds = points.map(({ id }) => id);
  // Nothing was counted before there was a meter: years of nothing are not asked for in steps of minutes.
  const installed = await selectExportInstalled(db, pointIds, range);
  const first = installed.reduce<number>((earliest, meter) => Math.min(earliest, meter.from), range.to);
  const from = instantMs(Math.max(range.from, slotStartOf(instantMs(first))));
  const slots = { pointIds, accountIds, from, to: range.to };
  await requireRoom(asked, slots, stepMs * COUNT_STEPS);
  const rowOf = rowWriter(asked, points, new Map(accounts.map(({ id, code }) => [id, code])));
  async function* batches() {
    for (const step of stepsOf(slots, stepMs)) yield (await selectExportSlots(db, { ...slots, ...step })).sort(byTime).map(rowOf);
  }
  return {
    title: headOf('slots', query.lang),
    fileName: fileNameOf(asked, 'slots'),
    columns: columnsOf(HEADS, ['quantity', 'charge', 'maxKw'], asked),
    batches: batches(),
  };
}

/** Refuses before the first byte: half a file would look like a whole one. */
async function requireRoom(asked: Asked, slots: ExportSlotQuery, stepMs: number): Promise<void> {
  const quarters = (slots.to - slots.from) / SLOT_MS;
  if (quarters * slots.pointIds.length * REGISTERS.length <= asked.rowsMax) return;
  let rows = 0;
  for (const step of stepsOf(slots, stepMs)) {
    rows += await countExportSlots(asked.ctx.services.db, { ...slots, ...step }, asked.rowsMax + 1 - rows);
    if (rows > asked.rowsMax) throw tooManyRows(asked);
  }
}

/** Points have their ids in the order of no name: by time, then as they were made. */
const byTime = (a: ExportSlot, b: ExportSlot): number => a.start - b.start || a.pointId - b.pointId || a.register - b.register;

const rowWriter = ({ query, localText }: Asked, points: readonly ExportPoint[], accounts: ReadonlyMap<number, string>) => {
  const { lang } = query;
  const pointOf = new Map(points.map((point) => [point.id, point]));
  return (slot: ExportSlot): Row => {
    const point = pointOf.get(slot.pointId);
    return [
      localText(slot.start),
      point?.code ?? null,
      point?.name[lang] ?? null,
      wordOf(REGISTERS[slot.register] ?? null, lang),
      kiloText(slot.quantity),
      wordOf(QUALITIES[slot.quality] ?? null, lang),
      slot.period === null ? null : wordOf(PERIODS[slot.period] ?? null, lang),
      slot.accountId === null ? null : (accounts.get(slot.accountId) ?? null),
      exactYuan(slot.charge),
      slot.windowMax === null ? null : kiloText(slot.windowMax * PER_HOUR),
      slot.windowAt === null ? null : localText(slot.windowAt),
    ];
  };
};
