import { inLanguage } from './columns.ts';
import type { Draft } from './draft.ts';
import { yuanText } from './figures.ts';
import { MARGIN, type Mark, PAGE, RIGHT, WIDTH } from './mark.ts';
import { fitted, rule, type TextStyle, textAt, textBefore, widthOf, wrapped } from './text.ts';
import { toPayWord } from './totals.ts';

const TITLE: TextStyle = { size: 19, weight: 'bold', tone: 'ink' };
const ISSUER: TextStyle = { size: 11, weight: 'bold', tone: 'ink' };
const CONTACT: TextStyle = { size: 7.5, weight: 'regular', tone: 'muted' };
const LABEL: TextStyle = { size: 7.5, weight: 'regular', tone: 'muted' };
const VALUE: TextStyle = { size: 9, weight: 'regular', tone: 'ink' };
const NAME: TextStyle = { size: 12, weight: 'bold', tone: 'ink' };
const SUM: TextStyle = { size: 24, weight: 'bold', tone: 'ink' };
const WARN: TextStyle = { size: 9, weight: 'bold', tone: 'warn' };
const LOGO = { width: 130, height: 38 } as const;
const HALF = WIDTH / 2 - 10;

export interface Drawn {
  readonly marks: readonly Mark[];
  /** Where what follows begins. */
  readonly bottom: number;
}

/** Who writes, what this is, to whom, and what is to be paid until when. */
export function firstHead(draft: Draft): Drawn {
  const { marks, bottom } = letterHead(draft);
  const warn = warning(draft, bottom + 14);
  const facts = factsOf(draft, warn.bottom + 16);
  const band = bandOf(draft, facts.bottom + 10);
  return { marks: [...marks, ...warn.marks, ...facts.marks, ...band.marks], bottom: band.bottom + 14 };
}

const letterHead = ({ bill, template, language, measure }: Draft): Drawn => {
  const marks: Mark[] = [];
  const { logo } = template;
  let y: number = MARGIN.top;
  if (logo) {
    const scale = Math.min(LOGO.width / logo.width, LOGO.height / logo.height);
    marks.push({ type: 'logo', x: MARGIN.left, y, width: logo.width * scale, height: logo.height * scale });
    y += logo.height * scale + 8;
  }
  const title = inLanguage(template.titles[bill.kind], language);
  const style = fitted(measure, title, TITLE, HALF);
  marks.push(textBefore(measure, RIGHT, MARGIN.top + 17, title, style));
  if (bill.number !== null) marks.push(textBefore(measure, RIGHT, MARGIN.top + 33, bill.number, { ...VALUE, tone: 'muted' }));
  const issuer = inLanguage(template.issuer, language) || inLanguage(bill.park, language);
  for (const line of wrapped(measure, issuer, ISSUER, HALF)) {
    marks.push(textAt(MARGIN.left, y + 11, line, ISSUER));
    y += 15;
  }
  const contact = inLanguage(template.contact, language);
  for (const line of contact === '' ? [] : wrapped(measure, contact, CONTACT, HALF)) {
    marks.push(textAt(MARGIN.left, y + 8, line, CONTACT));
    y += 10.5;
  }
  const bottom = Math.max(y + 6, MARGIN.top + 44);
  marks.push(rule(bottom, { from: MARGIN.left, width: 1.2, tone: 'ink' }));
  return { marks, bottom };
};

/** What must not be taken for a bill says so before anything else. */
const warning = ({ bill, words, measure }: Draft, y: number): Drawn => {
  const text = saysOf({ bill, words });
  if (text === null) return { marks: [], bottom: y - 14 };
  const style = fitted(measure, text, WARN, WIDTH - 20);
  return {
    marks: [
      { type: 'box', x: MARGIN.left, y, width: WIDTH, height: 22, tone: 'warn', hollow: true },
      textAt(MARGIN.left + (WIDTH - widthOf(measure, text, style)) / 2, y + 14.3, text, style),
    ],
    bottom: y + 22,
  };
};

const saysOf = ({ bill, words }: Pick<Draft, 'bill' | 'words'>): string | null => {
  if (bill.sample) return words.sampleSays;
  if (bill.number === null) return words.draftSays;
  return bill.state === 'reversed' ? words.reversedSays : null;
};

/** Laid across every page, so that no page alone is taken for one of a bill that stands. */
export const acrossMark = ({ bill, words, measure }: Draft): readonly Mark[] => {
  const text = bill.sample ? words.sample : bill.number === null ? words.draft : bill.state === 'reversed' ? words.reversed : null;
  if (text === null) return [];
  const size = Math.min(96, (480 * 1_000) / measure(text, 'bold'));
  return [{ type: 'across', x: PAGE.width / 2, y: PAGE.height / 2, text, size, degrees: 38 }];
};

const factsOf = (draft: Draft, top: number): Drawn => {
  const { bill, words, language, measure } = draft;
  const marks: Mark[] = [textAt(MARGIN.left, top + 7, words.to, LABEL)];
  let left = top + 23;
  for (const line of wrapped(measure, inLanguage(bill.name, language), NAME, HALF)) {
    marks.push(textAt(MARGIN.left, left, line, NAME));
    left += 16;
  }
  const pair = (name: string, value: string): void => {
    const label = `${name}  `;
    const wide = widthOf(measure, label, LABEL);
    for (const [i, line] of wrapped(measure, value, VALUE, HALF - wide).entries()) {
      if (i === 0) marks.push(textAt(MARGIN.left, left, label.trimEnd(), LABEL));
      marks.push(textAt(MARGIN.left + wide, left, line, VALUE));
      left += 13.5;
    }
  };
  pair(words.account, bill.account);
  const address = inLanguage(bill.address, language);
  if (address !== '') pair(words.address, address);
  const facts: readonly (readonly [string, string | null])[] = [
    [words.period, `${bill.from} – ${bill.to}`],
    [words.issuedOn, bill.issuedOn],
    [words.dueOn, bill.kind === 'bill' ? bill.dueOn : null],
    [words.reverses, bill.reverses],
    [words.reason, bill.reverses === null || bill.reason === '' ? null : bill.reason],
  ];
  const [x, valueX] = [MARGIN.left + WIDTH / 2 + 40, MARGIN.left + WIDTH / 2 + 112];
  let right = top + 7;
  for (const [name, value] of facts) {
    if (value === null) continue;
    marks.push(textAt(x, right, name, LABEL));
    for (const line of wrapped(measure, value, VALUE, RIGHT - valueX)) {
      marks.push(textAt(valueX, right, line, VALUE));
      right += 14;
    }
  }
  return { marks, bottom: Math.max(left, right) - 6 };
};

const BAND = 50;

/** The one figure a reader looks for. */
const bandOf = ({ bill, words, measure }: Draft, y: number): Drawn => {
  const figure = yuanText(bill.total);
  const right = bill.kind === 'bill' && bill.dueOn !== null ? ([words.dueOn, bill.dueOn] as const) : null;
  return {
    marks: [
      { type: 'box', x: MARGIN.left, y, width: WIDTH, height: BAND, tone: 'band', hollow: false },
      textAt(MARGIN.left + 14, y + 15, toPayWord(bill, words), LABEL),
      textAt(MARGIN.left + 14, y + 39, '¥', { ...SUM, size: 15, weight: 'regular' }),
      textAt(MARGIN.left + 30, y + 39.5, figure, SUM),
      ...(right === null
        ? []
        : [
            textBefore(measure, RIGHT - 14, y + 15, right[0], LABEL),
            textBefore(measure, RIGHT - 14, y + 38, right[1], { ...SUM, size: 15 }),
          ]),
    ],
    bottom: y + BAND,
  };
};

const RUNNING = { height: 30 } as const;

/** Of the pages after the first: which bill they are of. */
export function runningHead({ bill, template, language, measure, words }: Draft): Drawn {
  const y = MARGIN.top;
  const title = inLanguage(template.titles[bill.kind], language);
  const what = [title, bill.number, bill.from.slice(0, 7)].filter((part) => part !== null).join(' · ');
  const whose = `${inLanguage(bill.name, language)} · ${bill.account}`;
  const says = saysOf({ bill, words });
  const right = fitted(measure, what, { ...LABEL, tone: 'ink' }, HALF);
  const marks = [
    textAt(MARGIN.left, y + 7, whose, fitted(measure, whose, { ...LABEL, weight: 'bold', tone: 'ink' }, HALF)),
    textBefore(measure, RIGHT, y + 7, what, right),
    rule(y + 14, { from: MARGIN.left, width: 0.6, tone: 'ink' }),
    ...(says === null ? [] : [textAt(MARGIN.left, y + 24, says, { ...WARN, size: 7 })]),
  ];
  return { marks, bottom: y + RUNNING.height };
}

/** At the foot of a page: what the park writes there, and which page it is. */
export function footOf({ template, language, measure, words }: Draft, page: number, pages: number): readonly Mark[] {
  const y = PAGE.height - 40;
  const text = inLanguage(template.footer, language);
  return [
    rule(y, { from: MARGIN.left }),
    ...(text === '' ? [] : [textAt(MARGIN.left, y + 13, text, fitted(measure, text, CONTACT, WIDTH - 70))]),
    textBefore(measure, RIGHT, y + 13, words.page(page, pages), CONTACT),
  ];
}
