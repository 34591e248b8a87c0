import { TAX_ITEMS } from '../bill/tax.ts';
import { fen } from '../units/money.ts';
import { inLanguage } from './columns.ts';
import type { Draft } from './draft.ts';
import { averageText, milliText, rateText, ratioText, registerText, yuanText } from './figures.ts';
import { type Block, gap } from './flow.ts';
import { MARGIN, type Mark, WIDTH } from './mark.ts';
import type { PaperSection } from './template.ts';
import { fitted, rule, type TextStyle, textAt, textBefore, wrapped } from './text.ts';

const TITLE: TextStyle = { size: 8.5, weight: 'bold', tone: 'ink' };
const LABEL: TextStyle = { size: 7.5, weight: 'regular', tone: 'muted' };
const VALUE: TextStyle = { size: 8, weight: 'regular', tone: 'ink' };
const TEXT: TextStyle = { size: 8, weight: 'regular', tone: 'ink' };
const LEADING = 12;
const ROW = 14;

/** What follows the total, as the template orders it. A section with nothing to say is not there. */
export const sectionBlocks = (draft: Draft): readonly Block[] =>
  draft.template.sections.flatMap((section) => {
    const blocks = SECTIONS[section](draft);
    return blocks.length === 0 ? [] : [gap(12), ...blocks];
  });

const titleBlock = (text: string): Block => ({
  height: 18,
  keepsNext: true,
  draw: (y) => [textAt(MARGIN.left, y + 10, text, TITLE), rule(y + 15, { from: MARGIN.left })],
});

const useBlocks = ({ bill, words, measure }: Draft): readonly Block[] => {
  const electricity = bill.lines.filter(({ item, month }) => item === 'electricity' && month === bill.from.slice(0, 7));
  const average = averageText(fen(electricity.reduce((sum, { amount }) => sum + amount, 0n)), BigInt(bill.usedWh));
  const facts = [
    bill.usedWh === 0 ? null : ([words.usedKWh, `${milliText(BigInt(bill.usedWh))} kWh`] as const),
    bill.usedL === 0 ? null : ([words.usedM3, `${milliText(BigInt(bill.usedL))} m³`] as const),
    average === null ? null : ([words.average, `${average} ${words.yuan}/kWh`] as const),
  ].filter((fact) => fact !== null);
  if (facts.length === 0) return [];
  const third = WIDTH / 3;
  return [
    titleBlock(words.use),
    {
      height: 27,
      draw: (y) =>
        facts.flatMap(([name, value], i) => [
          textAt(MARGIN.left + i * third, y + 9, name, LABEL),
          textAt(MARGIN.left + i * third, y + 22, value, fitted(measure, value, { ...VALUE, size: 10 }, third - 8)),
        ]),
    },
  ];
};

/** A small table: texts at the left of their columns, figures at the right. */
interface Small {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Points of each column; the first ones hold text. */
  readonly widths: readonly number[];
  readonly texts: number;
}

const tableBlocks = ({ measure }: Draft, { heads, rows, widths, texts }: Small): readonly Block[] => {
  const cells = (row: readonly string[], y: number, style: TextStyle): readonly Mark[] => {
    let left: number = MARGIN.left;
    return row.flatMap((text, i) => {
      const width = widths[i] ?? 0;
      const own = fitted(measure, text, style, width - 6);
      const mark = i < texts ? textAt(left, y, text, own) : textBefore(measure, left + width, y, text, own);
      left += width;
      return text === '' ? [] : [mark];
    });
  };
  const head: Block = { height: ROW, draw: (y) => cells(heads, y + 9, LABEL) };
  return rows.map((row) => ({
    height: ROW,
    head,
    draw: (y) => [...cells(row, y + 9.5, VALUE), rule(y + ROW - 0.2, { from: MARGIN.left, width: 0.25, tone: 'faint' })],
  }));
};

const meterBlocks = (draft: Draft): readonly Block[] => {
  const { bill, words, language } = draft;
  if (bill.meters.length === 0) return [];
  const rows = bill.meters.map((meter) => [
    `${inLanguage(meter.name, language)} ${meter.point}`,
    meter.serial,
    registerText(meter.start),
    registerText(meter.end),
    ratioText(meter.ratioMilli),
    meter.quantity === null ? '—' : `${milliText(BigInt(meter.quantity))} ${meter.medium === 'water' ? 'm³' : 'kWh'}`,
  ]);
  const heads = [words.meter, words.serial, words.start, words.end, words.ratio, words.metered];
  return [titleBlock(words.meters), ...tableBlocks(draft, { heads, rows, widths: [148, 88, 78, 78, 36, WIDTH - 428], texts: 2 })];
};

/** Amounts by kind of supply and rate, as an invoice splits them. */
const taxBlocks = (draft: Draft): readonly Block[] => {
  const { bill, words } = draft;
  const sums = new Map<string, { item: (typeof TAX_ITEMS)[number]; rate: number; excl: bigint; tax: bigint; amount: bigint }>();
  for (const { item, taxRate, excl, tax, amount } of bill.lines) {
    const key = `${TAX_ITEMS.indexOf(item)} ${String(taxRate).padStart(6, '0')}`;
    const sum = sums.get(key) ?? { item, rate: taxRate, excl: 0n, tax: 0n, amount: 0n };
    sums.set(key, { ...sum, excl: sum.excl + excl, tax: sum.tax + tax, amount: sum.amount + amount });
  }
  if (sums.size === 0) return [];
  const rows = [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { item, rate, excl, tax, amount }]) => [
      words.items[item],
      rateText(rate),
      yuanText(fen(excl)),
      yuanText(fen(tax)),
      yuanText(fen(amount)),
    ]);
  const { columns } = words;
  const heads = ['', columns.rate, columns.excl, columns.tax, columns.amount];
  const side = 78;
  return [titleBlock(words.taxes), ...tableBlocks(draft, { heads, rows, widths: [WIDTH - 4 * side, side, side, side, side], texts: 1 })];
};

const textBlocks = (title: string, text: string, { measure }: Draft): readonly Block[] => {
  if (text.trim() === '') return [];
  const lines = wrapped(measure, text, TEXT, WIDTH);
  return [
    titleBlock(title),
    ...lines.map((line, i): Block => ({ height: LEADING, keepsNext: i < 2, draw: (y) => [textAt(MARGIN.left, y + 9, line, TEXT)] })),
  ];
};

const SECTIONS: Readonly<Record<PaperSection, (draft: Draft) => readonly Block[]>> = {
  // Beside the total.
  capital: () => [],
  use: useBlocks,
  meters: meterBlocks,
  taxes: taxBlocks,
  payment: (draft) => textBlocks(draft.words.payment, inLanguage(draft.template.payment, draft.language), draft),
  note: (draft) => textBlocks(draft.words.note, inLanguage(draft.template.note, draft.language), draft),
};
