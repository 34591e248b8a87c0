import { selectParks } from '#db/queries/parks.ts';
import { readCompared } from '../trpc/compare.ts';
import { requireRead } from '../trpc/trpc.ts';
import { type Asked, columnsOf } from './asked.ts';
import { kiloText } from './local-text.ts';
import { ALL_PARKS } from './request.ts';
import type { Row, Table } from './table.ts';
import { headOf } from './words.ts';

const HEADS = ['park', 'name', 'city', 'day', 'energyKwh', 'waterM3', 'yuan', 'meanKwMax', 'areaM2'] as const;

/** The parks side by side, a line a park and day: what the page sums, and the days of its trend. Closed quarters of an hour only. */
export async function compareTable({ ctx, query, range }: Asked): Promise<Table> {
  const { park, lang } = query;
  if (park !== ALL_PARKS) requireRead(ctx, { type: 'park', park });
  const all = await readCompared(ctx, { from: range.first, to: range.last });
  const compared = all.filter((one) => park === ALL_PARKS || one.park === park);
  const lines = new Map((await selectParks(ctx.services.db, new Set(compared.map((one) => one.park)))).map((line) => [line.code, line]));
  async function* batches() {
    for (const { park: code, areaM2, days } of compared) {
      const line = lines.get(code);
      yield days.map(
        (own): Row => [
          code,
          line?.name[lang] ?? null,
          line?.city ?? null,
          own.day,
          kiloText(own.wh),
          kiloText(own.litres),
          own.yuan,
          own.maxW === null ? null : kiloText(Math.round(own.maxW)),
          String(areaM2),
        ],
      );
    }
  }
  return {
    title: headOf('compare', lang),
    fileName: [park === ALL_PARKS ? 'group' : park, 'compare', range.first, range.last].join('-'),
    columns: columnsOf(HEADS, ['energyKwh', 'waterM3', 'yuan', 'meanKwMax', 'areaM2'], { query }),
    batches: batches(),
  };
}
