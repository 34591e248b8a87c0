import { type Mark, type Measure, RIGHT, type Tone, type Weight } from './mark.ts';

export interface TextStyle {
  readonly size: number;
  readonly weight: Weight;
  readonly tone: Tone;
}

export const widthOf = (measure: Measure, text: string, { size, weight }: TextStyle): number => (measure(text, weight) * size) / 1_000;

/** Below this nobody reads a figure. */
const SIZE_MIN = 5;

/** Smaller where the text would leave its place: a figure is never cut off. */
export const fitted = (measure: Measure, text: string, style: TextStyle, width: number): TextStyle => {
  const own = widthOf(measure, text, style);
  return own <= width ? style : { ...style, size: Math.max(SIZE_MIN, (style.size * width) / own) };
};

export const textAt = (x: number, y: number, text: string, style: TextStyle): Mark => ({ type: 'text', x, y, text, ...style });

/** Ends at `right`. */
export const textBefore = (measure: Measure, right: number, y: number, text: string, style: TextStyle): Mark =>
  textAt(right - widthOf(measure, text, style), y, text, style);

export const rule = (y: number, { from, to = RIGHT, width = 0.4, tone = 'line' }: RuleStyle): Mark => ({
  type: 'rule',
  x1: from,
  x2: to,
  y,
  width,
  tone,
});

interface RuleStyle {
  readonly from: number;
  readonly to?: number;
  readonly width?: number;
  readonly tone?: Tone;
}

/** A line never begins with what closes, nor ends with what opens. */
const CLOSES = /^[，。、；：！？）」』》”’,.;:!?)\]%]/u;
const OPENS = /[（「『《“‘([]$/u;
const PIECES = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^ \u3000\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+|[ \u3000]+/gu;

/** Lines no wider than `width`; a break in the text is a break on the paper, and a word longer than a line is cut. */
export const wrapped = (measure: Measure, text: string, style: TextStyle, width: number): string[] =>
  text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, (line) => widthOf(measure, line, style) <= width));

const wrapParagraph = (paragraph: string, fits: (line: string) => boolean): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const piece of unbroken(paragraph)) {
    if (fits(line + piece)) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = piece.trimStart();
    while (!fits(line) && [...line].length > 1) {
      const letters = [...line];
      let count = letters.length - 1;
      while (count > 1 && !fits(letters.slice(0, count).join(''))) count -= 1;
      lines.push(letters.slice(0, count).join(''));
      line = letters.slice(count).join('');
    }
  }
  return line.trim() === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()];
};

/** Pieces that a line may begin with. */
const unbroken = (paragraph: string): string[] => {
  const pieces: string[] = [];
  for (const piece of paragraph.match(PIECES) ?? []) {
    const last = pieces.at(-1);
    if (last !== undefined && (CLOSES.test(piece) || OPENS.test(last))) pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  }
  return pieces;
};
