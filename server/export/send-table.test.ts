import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { EXPORT_FORMATS, type ExportFormat } from './request.ts';
import { sendTable } from './send-table.ts';
import type { Row, Table } from './table.ts';
import { cellsOf, unzip } from './workbook.fixture.ts';

const ROWS = 5_000;
const BATCHES = 200;
const MARKUP = '<a> & "b"\u0007';

let server: Server;
/** Batches that were asked for of the table last sent, and how the sending ended. */
let asked = 0;
let closed: Promise<void>;
let sent: Promise<boolean>;
let fails = false;

const table = (count: number): Table => {
  const end = Promise.withResolvers<void>();
  closed = end.promise;
  return {
    title: 'Use: [all]',
    fileName: 'small-slots',
    columns: [
      { head: 'Point', type: 'text' },
      { head: 'kWh', type: 'number' },
    ],
    batches: (async function* () {
      try {
        for (let n = 0; n < count; n++) {
          asked += 1;
          if (fails && n === 3) throw new Error('the database went away');
          yield Array.from({ length: ROWS }, (_, i): Row => [i === 0 ? MARKUP : `=P${i}`, i === 1 ? null : `${i}.125`]);
        }
      } finally {
        end.resolve();
      }
    })(),
  };
};

beforeAll(async () => {
  server = createServer((req, res) => {
    const format = (req.url?.slice(1).split('?')[0] ?? 'csv') as ExportFormat;
    sent = sendTable(req, res, { table: table(Number(req.url?.split('?')[1] ?? 1)), format });
    sent.catch(() => res.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(() => server.close());
beforeEach(() => {
  asked = 0;
  fails = false;
});

const ask = async (path: string, headers = {}): Promise<IncomingMessage> => {
  const request = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', path, headers });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response;
};

describe('a table that is sent', () => {
  test('as a workbook holds its heads, its numbers as numbers, and texts that run nothing', async () => {
    const response = await ask('/xlsx?2');
    expect(response.headers['content-disposition']).toContain('filename="small-slots.xlsx"');
    const archive = await buffer(response);
    const cells = cellsOf(archive);
    expect(cells).toHaveLength(1 + 2 * ROWS);
    expect(cells.slice(0, 4)).toEqual([
      ['Point', 'kWh'],
      ['<a> & "b"', 0.125],
      ['=P1', null],
      ['=P2', 2.125],
    ]);
    expect(unzip(archive).get('xl/workbook.xml')?.toString()).toContain('name="Use   all "');
  });

  test('as text is compressed where the reader can', async () => {
    const plain = await buffer(await ask('/csv?2'));
    expect(plain.toString('utf8').split('\r\n')).toHaveLength(1 + 2 * ROWS + 1);
    const response = await ask('/csv?2', { 'accept-encoding': 'gzip' });
    expect(response.headers['content-encoding']).toBe('gzip');
    expect((await buffer(response)).length).toBeLessThan(plain.length / 2);
  });

  test.each(EXPORT_FORMATS)('as %s waits for a reader that is slow, and stops asking when it goes away', async (format) => {
    const response = await ask(`/${format}?${BATCHES}`);
    await once(response, 'readable');
    response.read(1_000);
    response.destroy();
    await closed;
    expect(asked).toBeLessThan(BATCHES / 2);
    expect(await sent).toBe(false);
  });

  test.each(EXPORT_FORMATS)('as %s is cut off where it fails: nobody takes half of it for all', async (format) => {
    fails = true;
    const response = await ask(`/${format}?10`);
    await expect(buffer(response)).rejects.toThrow();
    await expect(sent).rejects.toThrow('the database went away');
  });
});
