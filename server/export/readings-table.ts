import {
  countExportReadings,
  type ExportInstalled,
  type ExportReading,
  selectExportInstalled,
  selectExportPoints,
  selectExportReadings,
} from '#db/queries/export.ts';
import { requireRead } from '../trpc/trpc.ts';
import { type Asked, columnsOf, fileNameOf, tooManyRows } from './asked.ts';
import { kiloText, registerText } from './local-text.ts';
import { ROWS_A_BATCH, type Row, type Table } from './table.ts';
import { headOf, wordOf } from './words.ts';

const HEADS = ['at', 'serial', 'point', 'import', 'export', 'reactive', 'power', 'relay', 'receivedAt'] as const;

/** What the meters of a point, or of a park, said, meter by meter: registers before the ratio. For those who see the park: a reading knows no payer. */
export async function readingsTable(asked: Asked): Promise<Table> {
  const { ctx, query, range, rowsMax } = asked;
  const { db } = ctx.services;
  requireRead(ctx, { type: 'park', park: query.park });
  const points = await selectExportPoints(db, query.park, { point: query.point ?? null, accounts: query.account ? [query.account] : null });
  const codes = new Map(points.map(({ id, code }) => [id, code]));
  const installed = await selectExportInstalled(db, [...codes.keys()], range);
  let rows = 0;
  for (const meter of installed) {
    rows += await countExportReadings(db, meter, rowsMax + 1 - rows);
    if (rows > rowsMax) throw tooManyRows(asked);
  }
  async function* batches() {
    for (const meter of installed) {
      const code = codes.get(meter.pointId) ?? null;
      for await (const page of pagesOf(asked, meter)) yield page.map((reading) => rowOf(asked, reading, { serial: meter.serial, code }));
    }
  }
  return {
    title: headOf('readings', query.lang),
    fileName: fileNameOf(asked, 'readings'),
    columns: columnsOf(HEADS, ['import', 'export', 'reactive', 'power'], asked),
    batches: batches(),
  };
}

async function* pagesOf({ ctx }: Asked, meter: ExportInstalled): AsyncGenerator<readonly ExportReading[]> {
  let after: ExportReading | undefined;
  for (;;) {
    const from = after?.at ?? meter.from;
    const page = await selectExportReadings(ctx.services.db, { ...meter, from, afterDigest: after?.digest ?? null }, ROWS_A_BATCH);
    if (page.length > 0) yield page;
    after = page.at(-1);
    if (after === undefined || page.length < ROWS_A_BATCH) return;
  }
}

const rowOf = (
  { query, localText }: Asked,
  reading: ExportReading,
  meter: { readonly serial: string; readonly code: string | null },
): Row => [
  localText(reading.at),
  meter.serial,
  meter.code,
  registerText(reading.import),
  registerText(reading.export),
  registerText(reading.reactive),
  reading.power === null ? null : kiloText(reading.power),
  reading.relay === null ? null : wordOf(reading.relay === 1 ? 'closed' : 'open', query.lang),
  localText(reading.receivedAt),
];
