import { LINE_KINDS, type LineKind } from '../bill/line.ts';
import { fen } from '../units/money.ts';
import { cellText, inLanguage, nameOfLine, noteOfLine, type PlacedColumn, placed } from './columns.ts';
import type { Draft } from './draft.ts';
import { yuanText } from './figures.ts';
import type { Block } from './flow.ts';
import { MARGIN, type Mark, RIGHT } from './mark.ts';
import type { PaperLine } from './paper-bill.ts';
import { fitted, rule, type TextStyle, textAt, textBefore, widthOf, wrapped } from './text.ts';

const HEAD: TextStyle = { size: 7.5, weight: 'regular', tone: 'muted' };
const BODY: TextStyle = { size: 8.5, weight: 'regular', tone: 'ink' };
const FIGURE: TextStyle = { size: 8, weight: 'regular', tone: 'ink' };
const GROUP: TextStyle = { size: 8.5, weight: 'bold', tone: 'ink' };
const SMALL: TextStyle = { size: 7, weight: 'regular', tone: 'muted' };
/** Of a line of text, and of a small one. */
const LEADING = 11.5;
const LEADING_SMALL = 9.5;
const PAD = 3;
/** Their only line says what they are. */
const ALONE: readonly LineKind[] = ['demand', 'powerFactor'];
/** Letters of six decimals and their point. */
const SIX = 7;
/** Air between two columns. */
const BETWEEN = 6;

/** The lines of a bill by kind: each kind with its sum, each tariff told once, each line whole. */
export function lineBlocks(draft: Draft): readonly Block[] {
  const { bill, template } = draft;
  const columns = placed(template.columns);
  const head = headOf(draft, columns);
  return LINE_KINDS.flatMap((kind) => {
    const own = bill.lines.filter((line) => line.kind === kind);
    if (own.length === 0) return [];
    const group = ALONE.includes(kind) ? [] : [groupBlock(draft, kind, own)];
    return [...group, ...own.flatMap((line, i) => rowsOf(draft, columns, line, own[i - 1]))].map((block, i, all) => ({
      ...block,
      head,
      // The last two stand together, so that no page begins with one lonely row.
      keepsNext: block.keepsNext === true || i === all.length - 2,
    }));
  });
}

const headOf = ({ measure, words }: Draft, columns: readonly PlacedColumn[]): Block => ({
  height: 18,
  draw: (y) => [
    ...columns.map(({ column, left, width }): Mark => {
      const text = words.columns[column];
      return column === 'item'
        ? textAt(left, y + 10, text, HEAD)
        : textBefore(measure, left + width, y + 10, text, fitted(measure, text, HEAD, width - BETWEEN));
    }),
    rule(y + 15, { from: MARGIN.left, width: 0.8, tone: 'ink' }),
  ],
});

const groupBlock = ({ measure, words, template }: Draft, kind: LineKind, lines: readonly PaperLine[]): Block => ({
  height: 19,
  keepsNext: true,
  draw: (y) => {
    const sum = yuanText(fen(lines.reduce((total, { amount }) => total + amount, 0n)));
    const amount = placed(template.columns).find(({ column }) => column === 'amount');
    return [
      textAt(MARGIN.left, y + 13, words.groups[kind], GROUP),
      ...(amount === undefined || lines.length === 1
        ? []
        : [
            textBefore(
              measure,
              amount.left + amount.width,
              y + 13,
              sum,
              fitted(measure, sum, { ...GROUP, size: FIGURE.size }, amount.width - 2),
            ),
          ]),
      rule(y + 17.5, { from: MARGIN.left }),
    ];
  },
});

const versionOf = (line: PaperLine | undefined): string | null => (line?.version ? JSON.stringify(line.version) : null);

/** A line; before the first of its tariff, which tariff that is. */
const rowsOf = (draft: Draft, columns: readonly PlacedColumn[], line: PaperLine, before: PaperLine | undefined): readonly Block[] => {
  const row = rowBlock(draft, columns, line);
  if (line.version === null || versionOf(line) === versionOf(before)) return [row];
  const { words, language } = draft;
  const text = words.validFrom(inLanguage(line.version.tariff, language), line.version.validFrom);
  return [{ height: 12, keepsNext: true, draw: (y) => [textAt(MARGIN.left, y + 9, text, SMALL)] }, row];
};

const rowBlock = (draft: Draft, columns: readonly PlacedColumn[], line: PaperLine): Block => {
  const { measure, words, language } = draft;
  const item = columns.find(({ column }) => column === 'item');
  const body = ALONE.includes(line.kind) ? GROUP : BODY;
  const dot = line.period === null ? 0 : 9;
  const width = (item?.width ?? 0) - BETWEEN - dot;
  const names = wrapped(measure, nameOfLine(line, language), body, width);
  const note = noteOfLine(line, words);
  const notes = note === null ? [] : wrapped(measure, note, SMALL, width);
  const height = PAD * 2 + names.length * LEADING + notes.length * LEADING_SMALL;
  return {
    height,
    draw: (y) => {
      const base = y + PAD + 8.6;
      const left = (item?.left ?? MARGIN.left) + dot;
      return [
        ...(line.period === null
          ? []
          : [{ type: 'box', x: left - dot, y: base - 5.8, width: 5, height: 5, tone: line.period, hollow: false } satisfies Mark]),
        ...names.map((text, i) => textAt(left, base + i * LEADING, text, body)),
        ...notes.map((text, i) => textAt(left, base + names.length * LEADING - 1 + i * LEADING_SMALL, text, SMALL)),
        ...columns.flatMap(({ column, left: at, width: wide }) => {
          const text = column === 'item' ? '' : cellText(line, column);
          if (text === '') return [];
          // Prices of six and of eight decimals stand point below point.
          const short = column === 'price' && text.length - text.indexOf('.') === SIX ? widthOf(measure, '00', FIGURE) : 0;
          return [textBefore(measure, at + wide - short, base, text, fitted(measure, text, FIGURE, wide - BETWEEN - short))];
        }),
        rule(y + height - 0.2, { from: MARGIN.left, to: RIGHT, width: 0.25, tone: 'faint' }),
      ];
    },
  };
};
