import { TRPCError } from '@trpc/server';
import { MINUTE_MS, SLOT_MS } from '#domain/time/instant.ts';
import { dayRange, nextDay, parkDayOf } from '#domain/time/park-day.ts';
import { readMonth } from '../trpc/points-month.ts';
import type { Asked } from './asked.ts';
import { kiloText } from './local-text.ts';
import type { Row, Table } from './table.ts';
import { headOf } from './words.ts';

const QUARTERS_A_DAY = 96;

/** The heat map of a point's month: a row a day, a column a quarter of an hour since its midnight (a day with an hour set back has four more). */
export async function monthTable({ ctx, query, zone, range }: Asked): Promise<Table> {
  const { park, point, lang } = query;
  if (point === undefined) throw new TRPCError({ code: 'BAD_REQUEST', message: 'a month is of one point: name it' });
  const asked = query.month ?? (query.from === undefined ? range.last : range.first);
  const { from, quantity } = await readMonth(ctx, { point: { park, code: point }, month: asked, register: 'import' });
  const days: { readonly day: string; readonly quarters: readonly (number | null)[] }[] = [];
  for (let day = parkDayOf(from, zone), i = 0; i < quantity.length; day = nextDay(day)) {
    const { from: start, to } = dayRange(day, zone);
    const count = (to - start) / SLOT_MS;
    days.push({ day, quarters: quantity.slice(i, i + count) });
    i += count;
  }
  const width = Math.max(QUARTERS_A_DAY, ...days.map(({ quarters }) => quarters.length));
  const columns = Array.from({ length: width }, (_, i) => ({ head: timeText(i), type: 'number' as const }));
  async function* batches() {
    yield days.map(({ day, quarters }): Row => [day, ...quarters.map((wh) => (wh === null ? null : kiloText(wh)))]);
  }
  return {
    title: `${headOf('month', lang)} ${asked.slice(0, 7)}`,
    fileName: [park, 'month', point, asked.slice(0, 7)].join('-'),
    columns: [{ head: headOf('day', lang), type: 'text' }, ...columns],
    batches: batches(),
  };
}

const timeText = (quarter: number): string => {
  const minutes = (quarter * SLOT_MS) / MINUTE_MS;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};
