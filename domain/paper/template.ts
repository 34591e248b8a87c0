import type { Words } from '../park/model.ts';

/** Papers are printed in one language each. */
export const PAPER_LANGUAGES = ['zh', 'en'] as const;
export type PaperLanguage = (typeof PAPER_LANGUAGES)[number];

/** What a line of the table may tell. `item` and `amount` are never left out. */
export const PAPER_COLUMNS = ['item', 'days', 'quantity', 'price', 'excl', 'rate', 'tax', 'amount'] as const;
export type PaperColumn = (typeof PAPER_COLUMNS)[number];

/** What may follow the total, in the order a park wants. */
export const PAPER_SECTIONS = ['capital', 'use', 'meters', 'taxes', 'payment', 'note'] as const;
export type PaperSection = (typeof PAPER_SECTIONS)[number];

/** A picture kept by its SHA-256; pixels. */
export interface PaperLogo {
  readonly hash: string;
  readonly width: number;
  readonly height: number;
}

/** How a park's bills are printed. Data alone: what it means is fixed by `format`, so that an old bill looks as it did. */
export interface PaperTemplate {
  readonly format: 1;
  /** Of a paper nobody asked a language for. */
  readonly language: PaperLanguage;
  /** Legal name; empty: the park's. */
  readonly issuer: Words;
  /** Address, telephone, tax number: under the name, line by line. */
  readonly contact: Words;
  readonly titles: { readonly bill: Words; readonly statement: Words; readonly reversal: Words };
  /** Bank and account, how to pay. */
  readonly payment: Words;
  readonly note: Words;
  /** At the foot of every page. */
  readonly footer: Words;
  readonly columns: readonly PaperColumn[];
  readonly sections: readonly PaperSection[];
  readonly logo: PaperLogo | null;
}

/** What parks print that have saved nothing. Issued bills are printed by it for ever: it never changes, a new one gets a new format. */
export const PLAIN_TEMPLATE: PaperTemplate = {
  format: 1,
  language: 'zh',
  issuer: { zh: '', en: '' },
  contact: { zh: '', en: '' },
  titles: {
    bill: { zh: '能源费账单', en: 'Energy bill' },
    statement: { zh: '能源费对账单', en: 'Energy statement' },
    reversal: { zh: '红字账单', en: 'Reversal' },
  },
  payment: { zh: '', en: '' },
  note: {
    zh: '税额为价内税。每一行用量均可在园区能源平台上逐日、逐时段核对。',
    en: 'Tax is within the amounts. Every line can be followed by day and quarter of an hour on the energy platform of the park.',
  },
  footer: { zh: '', en: '' },
  columns: ['item', 'quantity', 'price', 'excl', 'rate', 'tax', 'amount'],
  sections: ['capital', 'use', 'meters', 'taxes', 'payment', 'note'],
  logo: null,
};

/** Letters and lines that fit their place on the paper in either language. */
export const TEXT_BOUNDS = {
  issuer: { letters: 60, lines: 1 },
  contact: { letters: 240, lines: 3 },
  title: { letters: 30, lines: 1 },
  payment: { letters: 600, lines: 8 },
  note: { letters: 1_000, lines: 12 },
  footer: { letters: 160, lines: 1 },
} as const;
export type TextPlace = keyof typeof TEXT_BOUNDS;

/** Of a logo: bytes as uploaded, and pixels a side. Every paper carries it whole. */
export const LOGO_BYTES_MAX = 64 * 1024;
export const LOGO_PIXELS_MAX = 1_200;

export type TemplateFault =
  | { readonly type: 'text'; readonly place: TextPlace; readonly language: PaperLanguage }
  /** Named twice, or one that must be there is not. */
  | { readonly type: 'columns' }
  | { readonly type: 'sections' };

/** What keeps a template from being saved. */
export function checkTemplate(template: PaperTemplate): readonly TemplateFault[] {
  const { titles } = template;
  const texts: readonly (readonly [TextPlace, Words])[] = [
    ['issuer', template.issuer],
    ['contact', template.contact],
    ['title', titles.bill],
    ['title', titles.statement],
    ['title', titles.reversal],
    ['payment', template.payment],
    ['note', template.note],
    ['footer', template.footer],
  ];
  const faults: TemplateFault[] = texts.flatMap(([place, words]) =>
    PAPER_LANGUAGES.filter((language) => !fits(place, words[language])).map((language) => ({ type: 'text', place, language }) as const),
  );
  const { columns, sections } = template;
  if (new Set(columns).size !== columns.length || !columns.includes('item') || !columns.includes('amount'))
    faults.push({ type: 'columns' });
  if (new Set(sections).size !== sections.length) faults.push({ type: 'sections' });
  return faults;
}

/** A title is never empty: a paper says what it is. */
const fits = (place: TextPlace, text: string): boolean => {
  const { letters, lines } = TEXT_BOUNDS[place];
  return [...text].length <= letters && text.split('\n').length <= lines && !(place === 'title' && text.trim() === '');
};
