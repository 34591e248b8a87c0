import type { Words } from '../park/model.ts';
import { PERIODS } from '../tariff/tariff.ts';
import { grouped, milliText, priceText, rateText, unitText, yuanText } from './figures.ts';
import { MARGIN, WIDTH } from './mark.ts';
import type { PaperLine } from './paper-bill.ts';
import type { PaperColumn, PaperLanguage } from './template.ts';
import { PAPER_WORDS, type PaperWords } from './words.ts';

export interface PlacedColumn {
  readonly column: PaperColumn;
  readonly left: number;
  readonly width: number;
}

/** Points that figures of their kind need at 8 pt; `item` takes what is left, 90 at least with all of them. */
const WIDTHS: Readonly<Record<Exclude<PaperColumn, 'item'>, number>> = {
  days: 60,
  quantity: 82,
  price: 58,
  excl: 62,
  rate: 34,
  tax: 54,
  amount: 64,
};

/** Where each column stands, in the template's order. */
export function placed(columns: readonly PaperColumn[]): readonly PlacedColumn[] {
  const others = columns.reduce((sum, column) => sum + (column === 'item' ? 0 : WIDTHS[column]), 0);
  let left: number = MARGIN.left;
  return columns.map((column) => {
    const width = column === 'item' ? WIDTH - others : WIDTHS[column];
    const one = { column, left, width };
    left += width;
    return one;
  });
}

/** What a line's cell says; `item` is written by its own rule. */
export const cellText = (line: PaperLine, column: Exclude<PaperColumn, 'item'>): string => {
  switch (column) {
    case 'days':
      return `${line.from.slice(5)} – ${line.to.slice(5)}`;
    case 'quantity':
      return line.quantity === null || line.unit === null ? '' : `${milliText(line.quantity)} ${unitText(line.unit)}`;
    case 'price':
      return line.price === null ? '' : priceText(line.price);
    case 'excl':
      return yuanText(line.excl);
    case 'rate':
      return rateText(line.taxRate);
    case 'tax':
      return yuanText(line.tax);
    case 'amount':
      return yuanText(line.amount);
  }
};

export const inLanguage = (words: Words, language: PaperLanguage): string => words[language] || words[language === 'zh' ? 'en' : 'zh'];

/** What a line is called: the price's component and period, the pool it shares, the fee. */
export const nameOfLine = (line: PaperLine, language: PaperLanguage): string => {
  const words = PAPER_WORDS[language];
  if (line.kind === 'demand' || line.kind === 'powerFactor') return words.groups[line.kind];
  if (line.share !== null) return nameOfShare(line.share.kind, words);
  const name = line.name === null ? line.component : inLanguage(line.name, language);
  return line.period === null ? name : `${name} · ${words.periods[line.period]}`;
};

/** "lineLoss", or of the purchase bills "resale.rest.peak"; what has no word yet is told by its code. */
const nameOfShare = (kind: string, words: PaperWords): string => {
  const own = words.shares[kind];
  if (own !== undefined) return own;
  const [what, part = '', of] = kind.split('.');
  const name = what === 'resale' ? words.resale[part] : undefined;
  const period = PERIODS.find((one) => one === of);
  if (name === undefined) return kind;
  return period === undefined ? name : `${name} · ${words.periods[period]}`;
};

/** What stands small beneath a line; null: nothing. */
export const noteOfLine = (line: PaperLine, words: PaperWords): string | null => {
  if (line.reason !== null) return words.correctionOf(line.month, words.reasons[line.reason]);
  if (line.factor !== null) {
    const { powerFactor, ratio, base } = line.factor;
    return words.factor(String(powerFactor / 100), rateText(ratio), yuanText(base));
  }
  if (line.share?.of) {
    const { wh, yuan, bills } = line.share.of;
    const own = line.quantity === null ? null : milliText(line.quantity);
    return words.resaleOf(own, { wh: milliText(BigInt(wh)), yuan: grouped(yuan), bills: bills.join(', ') });
  }
  const group = line.share?.group ?? null;
  return group === null ? null : words.via(group);
};
