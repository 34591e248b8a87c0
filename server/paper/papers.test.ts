import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PaperTemplate, PLAIN_TEMPLATE } from '#domain/paper/template.ts';
import { cellsOf } from '../export/workbook.fixture.ts';
import { type Bench, startBench, type Who } from '../testing/bench.ts';
import { asker } from '../trpc/questions.fixture.ts';
import { pdfTexts } from './pdf-text.fixture.ts';

let bench: Bench;
const ask = asker(() => bench);
const act = asker(() => bench, 'mutation');
const park = 'small';

const footed = (zh: string): PaperTemplate => ({ ...PLAIN_TEMPLATE, footer: { zh, en: zh } });

/** A statement of T1 with two lines that sum to 1,130.00; answers its id. */
const writeBill = async (month: string): Promise<string> => {
  const { rows } = await bench.db.pool.query(
    `with b as (
       insert into bill (park_id, account_id, month, kind, total_fen, excl_fen, tax_fen, to_post_fen, used_wh, used_l, input_hash, computed_at)
       select a.park_id, a.id, $1::date, 'bill', 113000, 100000, 13000, 113000, 2000000, 0, '', '2026-11-01'
       from account a join park k on k.id = a.park_id where k.code = 'small' and a.code = 'T1' returning id),
     l as (
       insert into bill_line (bill_id, line, kind, item, of_month, from_on, to_on, component, name, quantity, unit, price, amount_fen, tax_rate, excl_fen, tax_fen, posted)
       select id, n, 'use', 'electricity', $1::date, $1::date, $1::date + 29, 'c' || n, '{"zh":"购电","en":"Purchase"}', 1000000, 'kWh', 56500000, 56500, 1300, 50000, 6500, false
       from b, generate_series(1, 2) n)
     select id::text as id from b`,
    [month],
  );
  return rows[0].id;
};
let last = 0;
const issue = (id: string) =>
  bench.db.pool.query(
    `update bill set state = 'issued', year = 2026, number = $2, issued_at = '2026-11-03T10:00:00+08:00', issued_by = 'test', due_on = '2026-11-18' where id = $1::bigint`,
    [id, ++last],
  );
const get = async (who: Who, path: string): Promise<Buffer> => {
  const response = await fetch(`${bench.url}/api/v1/${path}`, { headers: bench.headers[who] });
  expect([path, response.status]).toEqual([path, 200]);
  return Buffer.from(await response.arrayBuffer());
};
const paperOf = async (id: string, lang = 'zh'): Promise<string[]> =>
  pdfTexts(await get('manager', `papers/small/bills/${id}.pdf?lang=${lang}`)).flat();
const save = (template: PaperTemplate, base: number) => act('manager', 'papers.save', { park, base, template });

beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

describe('a bill', () => {
  let id = '';
  test('is a draft first, and its paper says that it is no bill', async () => {
    id = await writeBill('2026-09-01');
    expect(await paperOf(id)).toEqual(expect.arrayContaining(['草稿：这不是账单，数字还会变，请勿据此缴费。', '草稿 非账单']));
    await expect(get('tenant', `papers/small/bills/${id}.pdf`)).rejects.toThrow();
  });

  test('says the sums of its lines, whom it is for and until when', async () => {
    await issue(id);
    const texts = await paperOf(id);
    expect(texts).toEqual(
      expect.arrayContaining(['能源费账单', '2026-000001', '2026-11-18', '1,130.00', '565.00', '¥ 1,130.00', '壹仟壹佰叁拾元整']),
    );
    expect(texts.filter((text) => text === '565.00').length).toBe(2);
    expect(texts).not.toContain('草稿 非账单');
  });

  test('is the tenant’s to print, in the language asked for', async () => {
    const texts = pdfTexts(await get('tenant', `papers/small/bills/${id}.pdf?lang=en`)).flat();
    expect(texts).toEqual(expect.arrayContaining(['Energy bill', 'To pay', 'Purchase']));
  });

  test('stays the paper it was when it went out, whatever is saved or renamed later', async () => {
    const before = await get('manager', `papers/small/bills/${id}.pdf`);
    expect(await save(footed('从今以后'), 0)).toEqual({ type: 'saved', revision: 1 });
    await bench.db.pool.query(`update account set name_zh = '改了名', name_en = 'Renamed' where code = 'T1'`);
    expect((await get('manager', `papers/small/bills/${id}.pdf`)).equals(before)).toBe(true);
    const next = await writeBill('2026-10-01');
    expect(await paperOf(next)).toEqual(expect.arrayContaining(['从今以后', '改了名']));
    await issue(next);
    expect(await save(footed('再以后'), 1)).toEqual({ type: 'saved', revision: 2 });
    expect(await paperOf(next)).toContain('从今以后');
  });

  test('is a workbook too: its lines sum to it, as numbers', async () => {
    const [head, ...rows] = cellsOf(await get('tenant', `export/bill.xlsx?park=small&bill=${id}&lang=zh`));
    const amount = head?.indexOf('金额 (元)') ?? -1;
    expect(rows.map((row) => row[amount])).toEqual([565, 565]);
    expect(rows[0]?.[0]).toBe('购电');
  });
});

describe('a month', () => {
  test('is an archive of its issued bills, each a PDF by its account, month and number', async () => {
    const ticket = 'ticket-of-a-test';
    const files = unzipStored(await get('manager', `papers/small/months/2026-10.zip?ticket=${ticket}`));
    expect([...files.keys()]).toEqual(['T1-2026-10-2026-000002.pdf']);
    expect(pdfTexts(files.get('T1-2026-10-2026-000002.pdf') ?? Buffer.alloc(0)).flat()).toContain('从今以后');
    expect(await ask('manager', 'papers.progress', { park, ticket })).toEqual({ done: 1, total: 1 });
    expect(await ask('manager', 'papers.progress', { park, ticket: 'another-ticket' })).toBeNull();
  });

  test('without a bill has no archive', async () => {
    const response = await fetch(`${bench.url}/api/v1/papers/small/months/2025-01.zip`, { headers: bench.headers.manager });
    expect(response.status).toBe(404);
  });

  test('is a workbook, a row a bill', async () => {
    const [head, ...rows] = cellsOf(await get('manager', 'export/bills.xlsx?park=small&month=2026-10&lang=en'));
    expect(
      rows.map((row) => [row[head?.indexOf('Account') ?? -1], row[head?.indexOf('Number') ?? -1], row[head?.indexOf('Yuan') ?? -1]]),
    ).toEqual([['T1', '2026-000002', 1130]]);
  });
});

describe('a template', () => {
  test('tells who saved which revision, and gives an earlier one back', async () => {
    const { revision, revisions, template } = await ask('manager', 'papers.template', { park });
    expect([revision, template.footer.zh]).toEqual([2, '再以后']);
    expect(revisions).toMatchObject([
      { revision: 2, savedBy: 'manager' },
      { revision: 1, savedBy: 'manager' },
    ]);
    expect((await ask('manager', 'papers.revision', { park, revision: 1 })).template.footer.zh).toBe('从今以后');
  });

  test('is not saved over one that somebody saved meanwhile, nor with a text that does not fit', async () => {
    expect(await save(footed('迟了'), 1)).toEqual({ type: 'overtaken' });
    expect(await save(footed('长'.repeat(500)), 2)).toMatchObject({ type: 'faults' });
    expect((await ask('manager', 'papers.template', { park })).revision).toBe(2);
  });

  test('names no logo that the park has not', async () => {
    await expect(save({ ...PLAIN_TEMPLATE, logo: { hash: '0'.repeat(64), width: 1, height: 1 } }, 2)).rejects.toThrow('NOT_FOUND');
    expect(await act('manager', 'papers.uploadLogo', { park, base64: Buffer.from('no picture').toString('base64') })).toEqual({
      type: 'refused',
      because: 'unreadable',
    });
  });

  test('and what was printed by it cannot be changed in the database either', async () => {
    for (const statement of [
      `update paper_template set content = '{}'`,
      'delete from paper_template',
      'delete from bill_paper',
      `update bill_paper set revision = 2`,
    ])
      await expect(bench.db.pool.query(statement)).rejects.toThrow('append-only');
  });
});

/** Stored, not compressed: the PDFs are compressed inside. */
function unzipStored(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6])) + 16);
  while (archive.readUInt32LE(at) === 0x02014b50) {
    const [size, name, extra, note] = [
      archive.readUInt32LE(at + 24),
      archive.readUInt16LE(at + 28),
      archive.readUInt16LE(at + 30),
      archive.readUInt16LE(at + 32),
    ];
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    files.set(archive.toString('utf8', at + 46, at + 46 + name), archive.subarray(from, from + size));
    at += 46 + name + extra + note;
  }
  return files;
}
