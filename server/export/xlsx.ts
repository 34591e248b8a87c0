import { PassThrough, pipeline, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Cell, Column, Table } from './table.ts';

/** A quarter of the time of the default for a few per cent more bytes. */
const LEVEL = 3;

/**
 * A table as one sheet of a workbook (ISO/IEC 29500), written as it is read: texts stand in their cells, so nothing is kept until the end. Destroying it
 * ends its batches.
 */
export function xlsxOf(table: Table): Readable {
  const zip = new ZipFile();
  for (const [path, text] of PARTS) zip.addBuffer(Buffer.from(text), path, { compress: true });
  zip.addBuffer(Buffer.from(workbookOf(table.title)), 'xl/workbook.xml', { compress: true });
  const sheet = Readable.from(sheetOf(table), { objectMode: false, highWaterMark: SHEET_BYTES });
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', { compress: true, compressionLevel: LEVEL });
  zip.end();
  // Not wrap(): it ends with its source, whatever a slow reader has still to take. A fault is told by `out` itself.
  const out = new PassThrough();
  pipeline(zip.outputStream, out, () => {});
  const fail = (fault: unknown): void => void out.destroy(fault instanceof Error ? fault : new Error(String(fault)));
  sheet.once('error', fail);
  zip.once('error', fail);
  out.once('close', () => sheet.destroy());
  return out;
}

const SHEET_BYTES = 256 * 1024;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What every workbook of one sheet holds beside it. Style 1 is bold: the head. */
const PARTS: readonly (readonly [string, string])[] = [
  [
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
  ],
  [
    'xl/styles.xml',
    `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>' +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ],
];

const workbookOf = (title: string): string =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escaped(sheetName(title))}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

const SHEET_NAME_MAX = 31;
const sheetName = (title: string): string => title.replace(/[\\/*?:[\]]/g, ' ').slice(0, SHEET_NAME_MAX);

/** The head stays in sight; widths follow it, so that instants and names are not cut. */
async function* sheetOf({ columns, batches }: Table): AsyncGenerator<Buffer> {
  const cols = columns.map(({ head, type }, i) => `<col min="${i + 1}" max="${i + 1}" width="${widthOf(head, type)}" customWidth="1"/>`);
  yield Buffer.from(
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>` +
      `</sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData>` +
      `<row>${columns.map(({ head }) => textCell(head, ' s="1"')).join('')}</row>`,
  );
  const numeric = columns.map(({ type }) => type === 'number');
  for await (const batch of batches) {
    let text = '';
    for (const row of batch) {
      text += '<row>';
      for (const [i, cell] of row.entries()) text += numeric[i] ? numberCell(cell) : textCell(cell);
      text += '</row>';
    }
    yield Buffer.from(text);
  }
  yield Buffer.from('</sheetData></worksheet>');
}

const WIDTH_MIN = 12;
const WIDTH_TEXT = 18;
const widthOf = (head: string, type: Column['type']): number =>
  Math.max(
    type === 'text' ? WIDTH_TEXT : WIDTH_MIN,
    [...head].reduce((width, letter) => width + (letter > '\u2e80' ? 2 : 1), 2),
  );

const numberCell = (cell: Cell): string => (cell === null || cell === '' ? '<c/>' : `<c><v>${cell}</v></c>`);
const textCell = (cell: Cell, style = ''): string =>
  cell === null || cell === '' ? '<c/>' : `<c${style} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;

/** What XML cannot hold is left out. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const MARKUP = /[&<>"]/;
const escaped = (text: string): string => {
  const fit = text.replace(UNFIT, '');
  if (!MARKUP.test(fit)) return fit;
  return fit.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
};
