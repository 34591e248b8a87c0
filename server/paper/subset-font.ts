import type { Weight } from '#domain/paper/mark.ts';
import type { FontPiece } from './font-piece.ts';
import type { FontStore } from './font-store.ts';

/** Of a composite outline's parts. */
const MORE = 0x20;
const WORDS = 0x01;
const SCALE = 0x08;
const TWO_SCALES = 0x40;
const MATRIX = 0x80;

interface Entry {
  readonly codePoint: number | null;
  readonly advance: number;
  readonly bearing: number;
  outline: Buffer;
}

/** A TrueType font of these letters alone, put together from the pieces that have them; some 100 bytes a Latin letter, 250 a Chinese one. */
export function subsetFont(store: FontStore, letters: Iterable<string>, weight: Weight): Buffer {
  const codePoints = [...new Set([...letters].map((letter) => letter.codePointAt(0) ?? 0))].toSorted((a, b) => a - b);
  const latin = store.glyphOf(0x20, weight).piece;
  const entries: Entry[] = [{ codePoint: null, advance: latin.advanceOf(0), bearing: 0, outline: Buffer.alloc(0) }];
  const place = (piece: FontPiece, glyph: number, codePoint: number | null): number => {
    const index = entries.length;
    const entry: Entry = {
      codePoint,
      advance: piece.advanceOf(glyph),
      bearing: piece.sideBearingOf(glyph),
      outline: piece.outlineOf(glyph),
    };
    entries.push(entry);
    if (entry.outline.length > 0 && entry.outline.readInt16BE(0) < 0)
      entry.outline = withParts(entry.outline, (part) => place(piece, part, null));
    return index;
  };
  for (const codePoint of codePoints) {
    const { piece, glyph } = store.glyphOf(codePoint, weight);
    place(piece, glyph, codePoint);
  }
  return trueTypeOf(entries, latin, weight);
}

/** A composite outline whose parts have got new places. */
const withParts = (outline: Buffer, placeOf: (glyph: number) => number): Buffer => {
  const copy = Buffer.from(outline);
  for (let at = 10; ; ) {
    const flags = copy.readUInt16BE(at);
    copy.writeUInt16BE(placeOf(copy.readUInt16BE(at + 2)), at + 2);
    at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & TWO_SCALES ? 4 : flags & MATRIX ? 8 : 0);
    if (!(flags & MORE)) return copy;
  }
};

const trueTypeOf = (entries: readonly Entry[], { unitsPerEm, ascent, descent }: FontPiece, weight: Weight): Buffer => {
  const count = entries.length;
  const loca = Buffer.alloc((count + 1) * 4);
  const hmtx = Buffer.alloc(count * 4);
  const outlines: Buffer[] = [];
  let offset = 0;
  for (const [i, { outline, advance, bearing }] of entries.entries()) {
    loca.writeUInt32BE(offset, i * 4);
    hmtx.writeUInt16BE(advance, i * 4);
    hmtx.writeInt16BE(bearing, i * 4 + 2);
    const padded = padTo4(outline);
    outlines.push(padded);
    offset += padded.length;
  }
  loca.writeUInt32BE(offset, count * 4);
  return fileOf([
    ['cmap', cmapOf(entries)],
    ['glyf', Buffer.concat(outlines)],
    ['head', headOf(unitsPerEm, { ascent, descent })],
    ['hhea', hheaOf(count, { ascent, descent })],
    ['hmtx', hmtx],
    ['loca', loca],
    ['maxp', maxpOf(count)],
    ['name', nameOf(weight)],
    ['post', postTable()],
  ]);
};

/** Format 12, a group a letter: a bill has some hundreds. */
const cmapOf = (entries: readonly Entry[]): Buffer => {
  const mapped = entries.flatMap(({ codePoint }, glyph) => (codePoint === null ? [] : [{ codePoint, glyph }]));
  const table = Buffer.alloc(12 + 16 + mapped.length * 12);
  table.writeUInt16BE(1, 2);
  table.writeUInt16BE(3, 4);
  table.writeUInt16BE(10, 6);
  table.writeUInt32BE(12, 8);
  table.writeUInt16BE(12, 12);
  table.writeUInt32BE(16 + mapped.length * 12, 16);
  table.writeUInt32BE(mapped.length, 24);
  for (const [i, { codePoint, glyph }] of mapped.entries()) {
    const at = 28 + i * 12;
    table.writeUInt32BE(codePoint, at);
    table.writeUInt32BE(codePoint, at + 4);
    table.writeUInt32BE(glyph, at + 8);
  }
  return table;
};

interface Lines {
  readonly ascent: number;
  readonly descent: number;
}

const headOf = (unitsPerEm: number, { ascent, descent }: Lines): Buffer => {
  const table = Buffer.alloc(54);
  table.writeUInt32BE(0x00010000, 0);
  table.writeUInt32BE(0x5f0f3cf5, 12);
  table.writeUInt16BE(unitsPerEm, 18);
  table.writeInt16BE(descent, 38);
  table.writeInt16BE(unitsPerEm, 40);
  table.writeInt16BE(ascent, 42);
  table.writeInt16BE(2, 48);
  table.writeInt16BE(1, 50);
  return table;
};

const hheaOf = (count: number, { ascent, descent }: Lines): Buffer => {
  const table = Buffer.alloc(36);
  table.writeUInt32BE(0x00010000, 0);
  table.writeInt16BE(ascent, 4);
  table.writeInt16BE(descent, 6);
  table.writeUInt16BE(1_000, 10);
  table.writeInt16BE(1, 18);
  table.writeUInt16BE(count, 34);
  return table;
};

const maxpOf = (count: number): Buffer => {
  const table = Buffer.alloc(32);
  table.writeUInt32BE(0x00010000, 0);
  table.writeUInt16BE(count, 4);
  return table;
};

/** Its PostScript name alone (6), in UTF-16 for Windows: what a reader of the PDF lists. */
const nameOf = (weight: Weight): Buffer => {
  const text = Buffer.from(`NotoSansSC-${weight === 'bold' ? 'SemiBold' : 'Regular'}`, 'utf16le').swap16();
  const table = Buffer.alloc(18);
  for (const [i, value] of [0, 1, 18, 3, 1, 0x0409, 6, text.length, 0].entries()) table.writeUInt16BE(value, i * 2);
  return Buffer.concat([table, text]);
};

/** Without names of glyphs. */
const postTable = (): Buffer => {
  const table = Buffer.alloc(32);
  table.writeUInt32BE(0x00030000, 0);
  return table;
};

const fileOf = (tables: readonly (readonly [string, Buffer])[]): Buffer => {
  const head = Buffer.alloc(12 + tables.length * 16);
  head.writeUInt32BE(0x00010000, 0);
  head.writeUInt16BE(tables.length, 4);
  const bodies: Buffer[] = [];
  let offset = head.length;
  for (const [i, [tag, body]] of tables.entries()) {
    const at = 12 + i * 16;
    const padded = padTo4(body);
    head.write(tag, at, 'latin1');
    head.writeUInt32BE(sumOf(padded), at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(body.length, at + 12);
    bodies.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([head, ...bodies]);
};

const padTo4 = (bytes: Buffer): Buffer => (bytes.length % 4 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(4 - (bytes.length % 4))]));

const sumOf = (bytes: Buffer): number => {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
  return sum;
};
