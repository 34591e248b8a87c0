import { describe, expect, test } from 'vitest';
import { yuanFromFen } from '../units/money.ts';
import { layOut } from './lay-out.ts';
import { MARGIN, type Mark, type Measure, PAGE, type Page, RIGHT } from './mark.ts';
import type { PaperBill } from './paper-bill.ts';
import { sampleBill } from './sample-bill.ts';
import { type PaperTemplate, PLAIN_TEMPLATE } from './template.ts';

/** Wide as Noto Sans SC: figures 555, Chinese a whole em. */
const measure: Measure = (text) => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 1_000 : 555), 0);
const order = { template: PLAIN_TEMPLATE, language: 'zh', measure } as const;
const bill = (more: Partial<PaperBill> = {}): PaperBill => ({ ...sampleBill(), sample: false, ...more });

const textsOf = (pages: readonly Page[]): string[] =>
  pages.flatMap(({ marks }) => marks.flatMap((mark) => ('text' in mark ? [mark.text] : [])));
const rowsOf = ({ marks }: Page): string[] => {
  const rows = Map.groupBy(
    marks.filter((mark) => mark.type === 'text'),
    ({ y }) => Math.round(y),
  );
  return [...rows]
    .toSorted(([a], [b]) => a - b)
    .map(([, row]) =>
      row
        .toSorted((a, b) => a.x - b.x)
        .map(({ text }) => text)
        .join(' | '),
    );
};
const templated = (more: Partial<PaperTemplate>) => ({ ...order, template: { ...PLAIN_TEMPLATE, ...more } });

describe('a bill', () => {
  test('says who, what, how much and until when, line by line', () => {
    expect(rowsOf(layOut(bill(), order)[0] ?? { marks: [] })).toMatchSnapshot();
  });

  test('says the same in English', () => {
    expect(rowsOf(layOut(bill(), { ...order, language: 'en' })[0] ?? { marks: [] })).toMatchSnapshot();
  });

  test('is the same however often it is laid out', () => {
    expect(layOut(bill(), order)).toEqual(layOut(bill(), order));
  });

  test('prints amounts that sum to its total, and its total in capitals', () => {
    const one = bill();
    const pages = layOut(one, order);
    const right = pages.flatMap(({ marks }) =>
      marks.filter((mark) => mark.type === 'text' && mark.weight === 'regular' && mark.size === 8 && Math.abs(endOf(mark) - RIGHT) < 0.01),
    );
    const lines = right
      .slice(0, one.lines.length)
      .map((mark) => ('text' in mark ? BigInt(mark.text.replace(/[,.]/g, '').replace('−', '-')) : 0n));
    expect(yuanFromFen(lines.reduce((sum, amount) => sum + amount, 0n) as never)).toBe(yuanFromFen(one.total));
    expect(textsOf(pages)).toContain('伍万零捌佰伍拾捌元捌角玖分');
  });

  test('of a statement tells what was taken already', () => {
    const lines = sampleBill({ kind: 'statement' });
    const texts = textsOf(layOut({ ...lines, toPost: 0n as never }, order));
    expect(texts).toEqual(expect.arrayContaining(['能源费对账单', '其中已按日扣除', '本次扣除', '0.00']));
    expect(texts).not.toContain('缴费期限');
  });
});

describe('a share of the purchase bills', () => {
  test.each([
    ['resale.rest', null, '不按电量计收部分的分摊', '按总电量承担 4,414.90 元中的份额 · 账单 G-8'],
    ['resale.all.peak', 1_250_500n, '购电账单分摊 · 高峰', '9,000.000 kWh 中的 1,250.500 kWh，承担 4,414.90 元中的份额 · 账单 G-8'],
    ['unknown', 0n, 'unknown', null],
  ])('%s says what it is of', (kind, quantity, name, note) => {
    const [line] = bill().lines;
    if (!line) throw new Error('no line');
    const of = { wh: '9000000', yuan: '4414.90', bills: ['G-8'] };
    const share = { group: null, kind, via: null, revision: 1, ...(note === null ? {} : { of }) };
    const texts = textsOf(layOut(bill({ lines: [{ ...line, kind: 'share', period: null, quantity, share }] }), order));
    expect(texts.join('').replace(/\s/g, '')).toContain(`${name}${note ?? ''}`.replace(/\s/g, ''));
  });
});

describe('what is no bill', () => {
  test.each([
    [
      'a draft',
      bill({ number: null, state: 'draft', issuedOn: null, dueOn: null }),
      '草稿：这不是账单，数字还会变，请勿据此缴费。',
      '草稿 非账单',
    ],
    ['one that was taken back', bill({ state: 'reversed' }), '这份账单已被冲红，请勿据此缴费。', '已冲红'],
    ['a sample', sampleBill(), '样张：户名、数字均为示例。', '样张'],
  ])('%s says so on every page', (_, one, says, across) => {
    const pages = layOut({ ...one, meters: sampleBill({ meters: 90 }).meters }, order);
    expect(pages.length).toBeGreaterThan(2);
    for (const { marks } of pages) {
      expect(textsOf([{ marks }])).toContain(says);
      expect(marks.filter((mark) => mark.type === 'across').map(({ text }) => text)).toEqual([across]);
    }
  });

  test('a reversal names what it takes back, and why', () => {
    const texts = textsOf(layOut({ ...sampleBill({ kind: 'reversal' }), sample: false }, order));
    expect(texts).toEqual(expect.arrayContaining(['红字账单', '冲红账单', '2026-000101', '示例']));
  });
});

describe('a long bill', () => {
  const pages = layOut(bill({ meters: sampleBill({ meters: 90 }).meters }), order);

  test('numbers its pages and repeats the head of a table', () => {
    expect(pages.map((page) => textsOf([page]).find((text) => text.startsWith('第 ')))).toEqual(
      pages.map((_, i) => `第 ${i + 1}/${pages.length} 页`),
    );
    const withMeters = pages.filter((page) => textsOf([page]).some((text) => text.startsWith('车间')));
    expect(withMeters.length).toBeGreaterThan(1);
    for (const page of withMeters) expect(textsOf([page])).toContain('表号');
  });

  test('leaves nothing out, and prints nothing twice', () => {
    const meters = textsOf(pages).filter((text) => text.startsWith('3108'));
    expect(meters).toEqual(sampleBill({ meters: 90 }).meters.map(({ serial }) => serial));
  });

  test.each(['zh', 'en'] as const)('keeps everything between its margins (%s)', (language) => {
    for (const meters of [0, 1, 20, 60]) {
      const all = layOut(bill({ meters: sampleBill({ meters }).meters }), {
        ...templated({ columns: ['item', 'days', 'quantity', 'price', 'excl', 'rate', 'tax', 'amount'] }),
        language,
      });
      for (const { marks } of all)
        for (const mark of marks) {
          if (mark.type !== 'text') continue;
          expect([mark.text, mark.x >= MARGIN.left - 0.01, endOf(mark) <= RIGHT + 0.01]).toEqual([mark.text, true, true]);
          expect(mark.y).toBeLessThan(PAGE.height - 20);
        }
    }
  });

  test('never parts a group from its first line, nor the total from the last', () => {
    for (let lines = 1; lines < 60; lines++) {
      const own = bill().lines[0];
      if (!own) throw new Error('no line');
      const all = layOut(bill({ lines: Array.from({ length: lines }, () => own), meters: [] }), order);
      for (const { marks } of all) {
        const table = marks
          .filter((mark) => mark.type === 'text' && mark.y < PAGE.height - MARGIN.bottom + 1)
          .toSorted((a, b) => a.y - b.y);
        const last = table.at(-1);
        expect(last && 'text' in last ? last.text : '').not.toBe('电度与水费');
      }
      const total = all.findIndex((page) => textsOf([page]).includes('税额'));
      expect(textsOf([all[total] ?? { marks: [] }])).toContain('0.88446875');
    }
  });
});

describe('a template', () => {
  test('orders the columns', () => {
    const heads = rowsOf(layOut(bill(), templated({ columns: ['item', 'amount', 'tax'] }))[0] ?? { marks: [] });
    expect(heads).toContain('项目 | 金额 元 | 税额 元');
  });

  test('orders what follows the total, and leaves out what it does not name', () => {
    const texts = textsOf(layOut(bill(), templated({ sections: ['note', 'use'] })));
    expect(texts.indexOf('说明')).toBeLessThan(texts.indexOf('本期用量'));
    for (const title of ['抄表', '税额分项', '金额大写']) expect(texts).not.toContain(title);
  });

  test('names who issues the bill; without one the park does', () => {
    expect(textsOf(layOut(bill(), order))).toContain('示范产业园');
    expect(textsOf(layOut(bill(), templated({ issuer: { zh: '示范运营公司', en: '' } })))).toContain('示范运营公司');
  });

  test('keeps the shape of a logo within its place', () => {
    for (const [width, height] of [
      [400, 100],
      [100, 400],
    ] as const) {
      const pages = layOut(bill(), templated({ logo: { hash: '', width, height } }));
      const [logo] = pages[0]?.marks.filter((mark) => mark.type === 'logo') ?? [];
      expect(logo && logo.width <= 130 && logo.height <= 38 && Math.abs(logo.width / logo.height - width / height) < 0.001).toBe(true);
      expect(pages[1]?.marks.some((mark) => mark.type === 'logo')).toBe(false);
    }
  });

  test('lets no figure out of its column, however large', () => {
    const [line] = bill().lines;
    if (!line) throw new Error('no line');
    const huge = { ...line, amount: 123_456_789_012_345n as never, quantity: 987_654_321_012_345n };
    const texts = layOut(bill({ lines: [huge] }), order)[0]?.marks ?? [];
    const quantity = texts.find((mark) => 'text' in mark && mark.text.includes('987,654,321,012.345'));
    expect(quantity?.type === 'text' && quantity.size < 8).toBe(true);
  });
});

function endOf(mark: Mark): number {
  return mark.type === 'text' ? mark.x + (measure(mark.text, mark.weight) * mark.size) / 1_000 : 0;
}
