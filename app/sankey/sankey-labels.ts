import { textWidth } from '../charts/axis.ts';
import type { SankeyNode, SankeySize } from './sankey-data.ts';
import type { Bar } from './sankey-layout.ts';

/** What is written beside a bar; it is cut off at its box, px from the picture's upper left. */
export interface Label {
  readonly node: SankeyNode;
  readonly x: number;
  /** Upper edge. */
  readonly y: number;
  /** All the room it has. */
  readonly width: number;
  readonly height: number;
  /** The name may break into so many lines. */
  readonly nameLines: number;
  /** Beside the name, below it, or not at all for want of room. */
  readonly figure: 'beside' | 'below' | 'none';
}

/** A line of letters with what keeps it from the next. */
export const lineHeight = (text: number): number => text * 1.3;

/** px from a bar to the end of its label where both are written in one line. */
export const labelWidth = (node: SankeyNode, text: number): number => text * BESIDE + lineWidth(node, text);

/** Texts are measured roughly: so much is added. */
const ROUGHLY = 1.15;
/** Between a bar and its label, and between a label and what is to the right of it, in letters. */
export const BESIDE = 0.4;
/** A name of fewer letters says nothing. */
const LETTERS_MIN = 2.5;
/** A name that is cut for its figure's sake keeps so many. */
const LETTERS_BESIDE = 5.5;
const NAME_LINES_MAX = 2;
/** The longest label of a column is as wide as its room, but for the last digits of a sum. */
const TINY = 1e-6;

const wordsWidth = (words: string, text: number): number => textWidth(words, text) * ROUGHLY;
const lineWidth = ({ name, figure }: SankeyNode, text: number): number => wordsWidth(figure === '' ? name : `${name}  ${figure}`, text);

/**
 * Labels to the right of their bars, in the stretch of the column that the bar has for itself. A label ends before the next column, or runs
 * on over flows to the first bar or label that is in its way; the picture's edge is the last. What does not fit a line goes below, as far as the
 * bar is high; then the name is cut, then the figure is left out, and without room for a few letters there is no label.
 */
export const labelsOf = (rows: readonly { readonly bar: Bar; readonly isNamed: boolean }[], size: SankeySize): readonly Label[] => {
  const { width, text } = size;
  const line = lineHeight(text);
  const middleOf = ({ y, height }: Bar) => y + height / 2;
  const inTheWay = rows.map(({ bar, isNamed }) => {
    const half = Math.max(bar.height, isNamed ? line : 0) / 2;
    return { column: bar.column, x: bar.x, top: middleOf(bar) - half, bottom: middleOf(bar) + half };
  });
  return rows.flatMap(({ bar, isNamed }): Label[] => {
    if (!isNamed) return [];
    const x = bar.x + bar.width + text * BESIDE;
    const roomOf = (height: number): number => {
      const [top, bottom] = [middleOf(bar) - height / 2, middleOf(bar) + height / 2];
      const stops = inTheWay.filter((stop) => stop.column > bar.column && stop.top < bottom && stop.bottom > top);
      return Math.min(width, ...stops.map((stop) => stop.x - text * BESIDE)) - x;
    };
    const { lines, ...written } = fitted(bar, roomOf, text);
    const room = roomOf(lines * line);
    if (room < text * LETTERS_MIN) return [];
    return [{ node: bar.node, x, y: middleOf(bar) - (lines * line) / 2, width: room, height: lines * line, ...written }];
  });
};

interface Fitted extends Pick<Label, 'nameLines' | 'figure'> {
  readonly lines: number;
}

/** How a label is written in the room that a box of some height has. */
const fitted = ({ node, height }: Bar, roomOf: (height: number) => number, text: number): Fitted => {
  const line = lineHeight(text);
  const room = roomOf(line);
  const [name, figure] = [wordsWidth(node.name, text), node.figure === '' ? 0 : wordsWidth(node.figure, text)];
  if (lineWidth(node, text) <= room + TINY) return { lines: 1, nameLines: 1, figure: figure > 0 ? 'beside' : 'none' };
  for (let lines = Math.min(Math.floor(height / line), NAME_LINES_MAX + 1); lines > 1; lines--) {
    const below = roomOf(lines * line);
    const figureLines = figure > 0 && figure <= below ? 1 : 0;
    const nameLines = Math.min(NAME_LINES_MAX, Math.ceil(name / below), lines - figureLines);
    if (nameLines > 0 && nameLines + figureLines === lines) return { lines, nameLines, figure: figureLines === 1 ? 'below' : 'none' };
  }
  return { lines: 1, nameLines: 1, figure: figure > 0 && room >= figure + text * LETTERS_BESIDE ? 'beside' : 'none' };
};
