import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Measure, Weight } from '#domain/paper/mark.ts';
import { type FontPiece, fontPieceFrom } from './font-piece.ts';

/** The Noto Sans SC that ships with the pages. Semibold is what a bill prints as bold. */
const PACKAGE = '@fontsource/noto-sans-sc';
const WEIGHTS: Readonly<Record<Weight, number>> = { regular: 400, bold: 600 };
/** What stands for a letter the font does not have. */
const MISSING = 0x25a1;

/** A letter's picture in the piece that has it. */
export interface Glyph {
  readonly piece: FontPiece;
  readonly glyph: number;
}

export interface FontStore {
  glyphOf(codePoint: number, weight: Weight): Glyph;
  readonly measure: Measure;
}

/**
 * A font that is read piece by piece, as letters are asked for: some hundred files a weight, of which a bill in Chinese needs thirty. Pieces stay in memory,
 * 8 MB a weight when all have been asked for.
 */
export function createFontStore(): FontStore {
  const folder = dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`));
  const pieceOf = rangesOf(readFileSync(join(folder, 'unicode.json'), 'utf8'));
  const pieces = new Map<string, FontPiece>();
  const known = { regular: new Map<number, Glyph>(), bold: new Map<number, Glyph>() };
  const open = (name: string, weight: Weight): FontPiece => {
    const file = `noto-sans-sc-${name}-${WEIGHTS[weight]}-normal.woff`;
    const before = pieces.get(file);
    if (before) return before;
    const made = fontPieceFrom(readFileSync(join(folder, 'files', file)));
    pieces.set(file, made);
    return made;
  };
  const find = (codePoint: number, weight: Weight): Glyph | null => {
    const name = pieceOf(codePoint);
    const piece = name === null ? null : open(name, weight);
    const glyph = piece?.glyphOf(codePoint) ?? 0;
    return piece && glyph !== 0 ? { piece, glyph } : null;
  };
  const glyphOf = (codePoint: number, weight: Weight): Glyph => {
    const before = known[weight].get(codePoint);
    if (before) return before;
    const found = find(codePoint, weight) ?? find(MISSING, weight) ?? { piece: open('latin', weight), glyph: 0 };
    known[weight].set(codePoint, found);
    return found;
  };
  const measure: Measure = (text, weight) => {
    let units = 0;
    for (const letter of text) {
      const { piece, glyph } = glyphOf(letter.codePointAt(0) ?? MISSING, weight);
      units += (piece.advanceOf(glyph) * 1_000) / piece.unitsPerEm;
    }
    return units;
  };
  return { glyphOf, measure };
}

/** Which piece has a code point, by the package's own list ("U+4e00-4e2d,U+4e30"). Latin first: some pieces repeat it. */
const rangesOf = (json: string): ((codePoint: number) => string | null) => {
  const listed: Readonly<Record<string, string>> = JSON.parse(json);
  const names = Object.keys(listed).toSorted((a, b) => Number(b === 'latin') - Number(a === 'latin'));
  const ranges = names.flatMap((key) =>
    (listed[key] ?? '').split(',').map((range) => {
      const [from = '', to = from] = range.replace('U+', '').split('-');
      return { name: key.replace(/[[\]]/g, ''), from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) };
    }),
  );
  return (codePoint) => ranges.find(({ from, to }) => codePoint >= from && codePoint <= to)?.name ?? null;
};
