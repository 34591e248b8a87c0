import { describe, expect, test } from 'vitest';
import { csvOf, textCell } from './csv.ts';
import { kiloText, localTextOf, registerText } from './local-text.ts';
import { dispositionOf } from './send-table.ts';
import type { Row, Table } from './table.ts';

const tableOf = (rows: readonly (readonly Row[])[]): Table => ({
  title: 't',
  fileName: 'f',
  columns: [
    { head: 'a, b', type: 'text' },
    { head: 'n', type: 'number' },
  ],
  batches: (async function* () {
    yield* rows;
  })(),
});

const textOf = async (table: Table): Promise<string> => (await Array.fromAsync(csvOf(table))).join('');

describe('a CSV file', () => {
  test('begins with a BOM, ends lines as RFC 4180 says, and leaves empty what is not known', async () => {
    expect(await textOf(tableOf([[['x', '1.5']], [[null, null]]]))).toBe('\uFEFF"a, b",n\r\nx,1.5\r\n,\r\n');
  });

  test.each([
    ['plain', 'plain'],
    ['甲公司', '甲公司'],
    ['a,b', '"a,b"'],
    ['say "a"', '"say ""a"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
    ['a=1', 'a=1'],
  ])('writes the text %j so that nothing of it is run or split', (text, cell) => expect(textCell(text)).toBe(cell));

  test('leaves numbers as they are, below zero too', async () => {
    expect(await textOf(tableOf([[['-5', '-5.00']]]))).toContain("\r\n'-5,-5.00\r\n");
  });
});

describe('text of figures', () => {
  test.each([
    [0, '0.000'],
    [5, '0.005'],
    [1_234_567, '1234.567'],
    [-40, '-0.040'],
  ])('%i Wh is %s kWh', (wh, text) => expect(kiloText(wh)).toBe(text));

  test('a register keeps its six places', () => {
    expect([registerText(812_345_670_001), registerText(7), registerText(null)]).toEqual(['812345.670001', '0.000007', null]);
  });

  test.each([
    ['Asia/Shanghai', '2026-11-22T02:00:00Z', '2026-11-22T10:00:00+08:00'],
    ['Asia/Kolkata', '2026-11-22T02:00:00.250Z', '2026-11-22T07:30:00.250+05:30'],
    ['America/St_Johns', '2026-07-01T00:00:00Z', '2026-06-30T21:30:00-02:30'],
    ['Europe/Berlin', '2026-10-25T00:59:59Z', '2026-10-25T02:59:59+02:00'],
    ['Europe/Berlin', '2026-10-25T01:00:00Z', '2026-10-25T02:00:00+01:00'],
  ])('in %s %s is %s', (zone, instant, text) => expect(localTextOf(zone)(Date.parse(instant))).toBe(text));

  test('a file keeps its name, and has a plain one for those who cannot read it', () => {
    expect(dispositionOf('main-slots-甲(1)-2026.csv')).toBe(
      `attachment; filename="main-slots-__1_-2026.csv"; filename*=UTF-8''main-slots-%E7%94%B2%281%29-2026.csv`,
    );
  });
});
