import { capitalYuan } from '../units/capital.ts';
import { fen } from '../units/money.ts';
import type { Draft } from './draft.ts';
import { yuanText } from './figures.ts';
import type { Block } from './flow.ts';
import { MARGIN, type Mark, RIGHT } from './mark.ts';
import { fitted, rule, type TextStyle, textAt, textBefore, widthOf } from './text.ts';

const LABEL: TextStyle = { size: 8.5, weight: 'regular', tone: 'muted' };
const FIGURE: TextStyle = { size: 8.5, weight: 'regular', tone: 'ink' };
const STRONG: TextStyle = { size: 13, weight: 'bold', tone: 'ink' };
const LEADING = 15;
const STRONG_HEIGHT = 26;
const LEFT = RIGHT - 230;

/** Sums at the lines' right edge, the one that counts below a firm rule, in capitals (大写) beside it, also in English: they count where the two differ. */
export function totalsBlock(draft: Draft): Block {
  const { bill, words, measure } = draft;
  const plain = [
    [words.excl, bill.excl],
    [words.tax, bill.tax],
  ] as const;
  const after =
    bill.kind === 'statement'
      ? ([
          [words.taken, fen(bill.total - bill.toPost)],
          [words.toTake, bill.toPost],
        ] as const)
      : [];
  const strong = bill.kind === 'statement' ? words.sum : toPayWord(bill, words);
  return {
    height: 8 + (plain.length + after.length) * LEADING + STRONG_HEIGHT,
    draw: (top) => {
      let y = top + 8;
      const row = ([label, amount]: readonly [string, Parameters<typeof yuanText>[0]]): readonly Mark[] => {
        y += LEADING;
        return [textAt(LEFT, y - 4, label, LABEL), textBefore(measure, RIGHT, y - 4, yuanText(amount), FIGURE)];
      };
      const marks = plain.flatMap(row);
      const figure = `¥ ${yuanText(bill.total)}`;
      marks.push(
        rule(y + 2, { from: LEFT, width: 0.8, tone: 'ink' }),
        textAt(LEFT, y + 18, strong, { ...STRONG, size: 10.5 }),
        textAt(RIGHT - widthOf(measure, figure, STRONG), y + 18.5, figure, STRONG),
        ...capitals(draft, y + 18),
      );
      y += STRONG_HEIGHT;
      return [...marks, ...after.flatMap(row)];
    },
  };
}

const capitals = ({ bill, template, words, measure }: Draft, y: number): readonly Mark[] => {
  if (!template.sections.includes('capital')) return [];
  const label = { ...LABEL, size: 7.5 };
  const text = capitalYuan(bill.total);
  const style = fitted(measure, text, { ...FIGURE, size: 9 }, LEFT - MARGIN.left - 16);
  return [textAt(MARGIN.left, y - 14, words.capital, label), textAt(MARGIN.left, y, text, style)];
};

export const toPayWord = ({ total, kind }: Pick<Draft['bill'], 'total' | 'kind'>, words: Draft['words']): string => {
  if (kind === 'statement') return words.sum;
  return total < 0n ? words.toPayBack : words.toPay;
};
