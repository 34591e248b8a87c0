import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { csvOf } from './csv.ts';
import type { ExportFormat } from './request.ts';
import type { Table } from './table.ts';
import { xlsxOf } from './xlsx.ts';

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const GZIP_LEVEL = 1;

/**
 * Sends a table as a file while it is read: a batch is asked for when the connection has taken the last. Resolves to false when the reader went away;
 * then no further batch is asked for.
 */
export async function sendTable(
  req: IncomingMessage,
  res: ServerResponse,
  { table, format }: { readonly table: Table; readonly format: ExportFormat },
): Promise<boolean> {
  // A workbook is compressed already.
  const compress = format === 'csv' && /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''));
  res.writeHead(200, {
    'content-type': TYPES[format],
    'content-disposition': dispositionOf(`${table.fileName}.${format}`),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    ...(compress ? { 'content-encoding': 'gzip' } : {}),
  });
  const source = format === 'csv' ? Readable.from(csvOf(table), { highWaterMark: 1 }) : xlsxOf(table);
  try {
    await (compress ? pipeline(source, createGzip({ level: GZIP_LEVEL }), res) : pipeline(source, res));
    return true;
  } catch (fault) {
    if (isGone(fault)) return false;
    throw fault;
  }
}

/** The reader went away. */
export const isGone = (fault: unknown): boolean =>
  fault instanceof Error &&
  'code' in fault &&
  (fault.code === 'ERR_STREAM_PREMATURE_CLOSE' || fault.code === 'ECONNRESET' || fault.code === 'EPIPE');

/** RFC 6266: the name as it is, and one of plain letters for those who do not read it. */
export const dispositionOf = (name: string): string => {
  const plain = name.replace(/[^A-Za-z0-9._-]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
};
