import type { IncomingMessage, ServerResponse } from 'node:http';
import { TRPCError } from '@trpc/server';
import { selectParkZone } from '#db/queries/parks.ts';
import { type Context, notFound, requireRead } from '../trpc/trpc.ts';
import { accrualsTable } from './accruals-table.ts';
import { allocationTable } from './allocation-table.ts';
import type { Asked } from './asked.ts';
import { billsTable, billTable } from './bill-table.ts';
import { compareTable } from './compare-table.ts';
import { flowsTable } from './flows-table.ts';
import { alarmsTable, quarantineTable } from './list-tables.ts';
import { accountsTable, metersTable } from './live-tables.ts';
import { localTextOf } from './local-text.ts';
import { monthTable } from './month-table.ts';
import { readingsTable } from './readings-table.ts';
import { arrearsTable, collectionTable, energyTable, heldTable, revenueTable, takingsTable } from './report-tables.ts';
import {
  ALL_PARKS,
  EXPORT_FORMATS,
  EXPORT_KINDS,
  type ExportFormat,
  type ExportKind,
  exportQuery,
  REPORT_KINDS,
  rangeOf,
} from './request.ts';
import { sendTable } from './send-table.ts';
import { slotsTable } from './slots-table.ts';
import { ROWS_MAX, type Table } from './table.ts';

const TABLES: Readonly<Record<ExportKind, (asked: Asked) => Table | Promise<Table>>> = {
  slots: slotsTable,
  readings: readingsTable,
  accruals: accrualsTable,
  accounts: accountsTable,
  meters: metersTable,
  alarms: alarmsTable,
  quarantine: quarantineTable,
  month: monthTable,
  allocation: allocationTable,
  bill: billTable,
  bills: billsTable,
  collection: collectionTable,
  arrears: arrearsTable,
  revenue: revenueTable,
  energy: energyTable,
  takings: takingsTable,
  held: heldTable,
  flows: flowsTable,
  compare: compareTable,
};

/** Of this process at once: each keeps the database busy half of the time, and live figures come first. */
const EXPORTS_MAX = 4;

/** "/export/slots.csv" below /api/v1; null: no export. */
export const exportOf = (path: string): { readonly kind: ExportKind; readonly format: ExportFormat } | null => {
  const [, name, ending] = /^\/export\/([a-z]+)\.([a-z]+)$/.exec(path) ?? [];
  const kind = EXPORT_KINDS.find((known) => known === name);
  const format = EXPORT_FORMATS.find((known) => known === ending);
  return kind && format ? { kind, format } : null;
};

/** Answers an export: judged and refused before the first byte, then streamed. */
export function createExports() {
  let running = 0;
  return async (
    ctx: Context,
    { req, res, url }: { readonly req: IncomingMessage; readonly res: ServerResponse; readonly url: URL },
    { kind, format }: { readonly kind: ExportKind; readonly format: ExportFormat },
  ): Promise<void> => {
    if (ctx.principal.type === 'anonymous') throw new TRPCError({ code: 'UNAUTHORIZED', message: 'sign in, or send an API key' });
    if (running >= EXPORTS_MAX) throw new TRPCError({ code: 'TOO_MANY_REQUESTS', message: 'too many exports at once; try again later' });
    running += 1;
    try {
      const table = await TABLES[kind](await askedOf(ctx, url, kind));
      await sendTable(req, res, { table, format });
    } finally {
      running -= 1;
    }
  };
}

/** Days of all parks together have no zone of their own: both ends are named, or mean UTC's. */
const ZONE_OF_ALL = 'UTC';

async function askedOf(ctx: Context, url: URL, kind: ExportKind): Promise<Asked> {
  const parsed = exportQuery.safeParse(Object.fromEntries(url.searchParams));
  if (!parsed.success)
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'the request is not what the document says', cause: parsed.error });
  const query = parsed.data;
  const all = query.park === ALL_PARKS && REPORT_KINDS.has(kind);
  const zone = all ? ZONE_OF_ALL : await selectParkZone(ctx.services.db, query.park);
  if (zone === null) {
    // Who may see no park learns nothing of which there are.
    requireRead(ctx, { type: 'park', park: query.park });
    throw notFound('park');
  }
  return { ctx, query, zone, range: rangeOf(query, zone, ctx.services.clock.now()), localText: localTextOf(zone), rowsMax: ROWS_MAX };
}
