import { inflateSync } from 'node:zlib';

/** One file of a font that comes in pieces: WOFF 1 with TrueType outlines. */
export interface FontPiece {
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  /** 0: the piece does not have it. */
  glyphOf(codePoint: number): number;
  /** In units of the em. */
  advanceOf(glyph: number): number;
  sideBearingOf(glyph: number): number;
  /** As it stands in `glyf`; empty where nothing is drawn. */
  outlineOf(glyph: number): Buffer;
}

const SIGNATURE = 0x774f4646;
const TRUE_TYPE = 0x00010000;
const HEADER = 44;
const ENTRY = 20;

/** Reads a piece; throws for a file of another kind. */
export function fontPieceFrom(file: Buffer): FontPiece {
  if (file.readUInt32BE(0) !== SIGNATURE || file.readUInt32BE(4) !== TRUE_TYPE)
    throw new Error('font: no WOFF file with TrueType outlines');
  const table = tablesOf(file);
  const head = table('head');
  const hhea = table('hhea');
  const [hmtx, loca, glyf] = [table('hmtx'), table('loca'), table('glyf')];
  const long = head.readInt16BE(50) === 1;
  const metrics = hhea.readUInt16BE(34);
  const offsetOf = (glyph: number): number => (long ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2);
  const map = codePointsOf(table('cmap'));
  return {
    unitsPerEm: head.readUInt16BE(18),
    ascent: hhea.readInt16BE(4),
    descent: hhea.readInt16BE(6),
    glyphOf: (codePoint) => map.get(codePoint) ?? 0,
    advanceOf: (glyph) => hmtx.readUInt16BE(Math.min(glyph, metrics - 1) * 4),
    sideBearingOf: (glyph) => (glyph < metrics ? hmtx.readInt16BE(glyph * 4 + 2) : hmtx.readInt16BE(metrics * 4 + (glyph - metrics) * 2)),
    outlineOf: (glyph) => glyf.subarray(offsetOf(glyph), offsetOf(glyph + 1)),
  };
}

const tablesOf = (file: Buffer): ((tag: string) => Buffer) => {
  const entries = new Map<string, Buffer>();
  for (let i = 0; i < file.readUInt16BE(12); i++) {
    const at = HEADER + i * ENTRY;
    const [offset, packed, size] = [file.readUInt32BE(at + 4), file.readUInt32BE(at + 8), file.readUInt32BE(at + 12)];
    const bytes = file.subarray(offset, offset + packed);
    entries.set(file.toString('latin1', at, at + 4), packed < size ? inflateSync(bytes) : bytes);
  }
  return (tag) => {
    const found = entries.get(tag);
    if (!found) throw new Error(`font: no table ${tag}`);
    return found;
  };
};

/** Formats 4 (16 bits) and 12 (all of Unicode), which are what web fonts carry. */
const codePointsOf = (cmap: Buffer): ReadonlyMap<number, number> => {
  const map = new Map<number, number>();
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const at = cmap.readUInt32BE(4 + i * 8 + 4);
    const format = cmap.readUInt16BE(at);
    if (format === 4) addFormat4(map, cmap, at);
    else if (format === 12) addFormat12(map, cmap, at);
  }
  return map;
};

const addFormat4 = (map: Map<number, number>, cmap: Buffer, at: number): void => {
  const doubled = cmap.readUInt16BE(at + 6);
  const ends = at + 14;
  const [starts, deltas, ranges] = [ends + doubled + 2, ends + doubled * 2 + 2, ends + doubled * 3 + 2];
  for (let i = 0; i < doubled; i += 2) {
    const [start, end] = [cmap.readUInt16BE(starts + i), cmap.readUInt16BE(ends + i)];
    const [delta, range] = [cmap.readUInt16BE(deltas + i), cmap.readUInt16BE(ranges + i)];
    for (let code = start; code <= end && code < 0xffff; code++) {
      const raw = range === 0 ? code : cmap.readUInt16BE(ranges + i + range + (code - start) * 2);
      if (range === 0 || raw !== 0) map.set(code, (raw + delta) & 0xffff);
    }
  }
};

const addFormat12 = (map: Map<number, number>, cmap: Buffer, at: number): void => {
  for (let i = 0; i < cmap.readUInt32BE(at + 12); i++) {
    const group = at + 16 + i * 12;
    const [start, end, first] = [cmap.readUInt32BE(group), cmap.readUInt32BE(group + 4), cmap.readUInt32BE(group + 8)];
    for (let code = start; code <= end; code++) map.set(code, first + code - start);
  }
};
