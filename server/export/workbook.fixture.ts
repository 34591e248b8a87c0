import { crc32, inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** The files of a zip archive, each checked against its sum: by the central directory, as spreadsheets read it. */
export function unzip(archive: Buffer): ReadonlyMap<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || archive.readUInt32LE(end) !== END) throw new Error('zip: no end');
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new Error('zip: no entry');
    const size = archive.readUInt32LE(at + 20);
    const [nameLength, extraLength, noteLength] = [
      archive.readUInt16LE(at + 28),
      archive.readUInt16LE(at + 30),
      archive.readUInt16LE(at + 32),
    ];
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const file = inflateRawSync(archive.subarray(from, from + size));
    if (crc32(file) !== archive.readUInt32LE(at + 16)) throw new Error(`zip: ${name} is damaged`);
    files.set(name, file);
    at += 46 + nameLength + extraLength + noteLength;
  }
  return files;
}

/** A cell of a sheet as a spreadsheet takes it: numbers are numbers. */
export type SheetCell = string | number | null;

/** The cells of a workbook's only sheet. */
export function cellsOf(archive: Buffer): SheetCell[][] {
  const sheet = unzip(archive).get('xl/worksheets/sheet1.xml')?.toString('utf8') ?? '';
  return [...sheet.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row = '']) => [...row.matchAll(CELL)].map(cellFrom));
}

const CELL = /<c\/>|<c><v>([^<]*)<\/v><\/c>|<c[^>]* t="inlineStr"><is><t xml:space="preserve">([^<]*)<\/t><\/is><\/c>/g;

const cellFrom = ([, number, text]: RegExpMatchArray): SheetCell => {
  if (number !== undefined) return Number(number);
  if (text === undefined) return null;
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
};
