import { describe, expect, test } from 'vitest';
import { layOut } from '#domain/paper/lay-out.ts';
import { sampleBill } from '#domain/paper/sample-bill.ts';
import { type PaperLanguage, PLAIN_TEMPLATE } from '#domain/paper/template.ts';
import { instantMs } from '#domain/time/instant.ts';
import { createFontStore } from './font-store.ts';
import { pdfOf } from './pdf.ts';
import { pdfTexts } from './pdf-text.fixture.ts';

const fonts = createFontStore();
const AT = instantMs(Date.UTC(2026, 10, 3));
const BYTES_MAX = 150_000;
const printed = (language: PaperLanguage, name = { zh: '恒信精密机械有限公司', en: 'Hengxin' }, meters = 2) => {
  const pages = layOut({ ...sampleBill({ meters }), name, sample: false }, { template: PLAIN_TEMPLATE, language, measure: fonts.measure });
  return { pages, file: pdfOf(pages, { fonts, language, title: 'a', author: 'b', at: AT, logo: null }) };
};

describe('a PDF', () => {
  test.each(['zh', 'en'] as const)('says what its pages say, letter by letter (%s)', async (language) => {
    const { pages, file } = printed(language);
    const wanted = pages.map(({ marks }) => marks.flatMap((mark) => (mark.type === 'text' ? [mark.text] : [])));
    expect(pdfTexts(await file)).toEqual(wanted);
  });

  test('is small, also with three pages of Chinese', async () => {
    const file = await printed('zh', { zh: '恒信精密机械有限公司', en: '' }, 60).file;
    expect(pdfTexts(file).length).toBeGreaterThanOrEqual(3);
    expect(file.length).toBeLessThan(BYTES_MAX);
  });

  test('is the same file, byte for byte, when it is printed again', async () => {
    expect((await printed('zh').file).equals(await printed('zh').file)).toBe(true);
  });

  test('prints rare and composed letters, and a box for what no font has', async () => {
    const rare = { zh: '犇鑫淼囧 Ångström é ü 喆堃', en: '' };
    const texts = pdfTexts(await printed('zh', rare).file).flat();
    expect(texts).toContain(rare.zh);
    expect(() => fonts.measure('\u{1F9FF}', 'regular')).not.toThrow();
  });
});

test('figures are all of one width, so that they stand in columns', () => {
  for (const weight of ['regular', 'bold'] as const) {
    const widths = new Set([...'0123456789'].map((digit) => fonts.measure(digit, weight)));
    expect(widths.size).toBe(1);
  }
});
