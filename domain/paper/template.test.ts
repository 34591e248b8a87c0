import { describe, expect, test } from 'vitest';
import { checkTemplate, PLAIN_TEMPLATE, TEXT_BOUNDS } from './template.ts';

test('the plain template is in order, and never changes: bills were printed by it', () => {
  expect(checkTemplate(PLAIN_TEMPLATE)).toEqual([]);
  expect(PLAIN_TEMPLATE).toMatchSnapshot();
});

describe('a template is refused', () => {
  test('with a text that does not fit its place', () => {
    const long = '字'.repeat(TEXT_BOUNDS.footer.letters + 1);
    expect(checkTemplate({ ...PLAIN_TEMPLATE, footer: { zh: '', en: long } })).toEqual([{ type: 'text', place: 'footer', language: 'en' }]);
    expect(checkTemplate({ ...PLAIN_TEMPLATE, contact: { zh: '一\n二\n三\n四', en: '' } })).toEqual([
      { type: 'text', place: 'contact', language: 'zh' },
    ]);
  });

  test('with no title', () => {
    const titles = { ...PLAIN_TEMPLATE.titles, reversal: { zh: ' ', en: 'Reversal' } };
    expect(checkTemplate({ ...PLAIN_TEMPLATE, titles })).toEqual([{ type: 'text', place: 'title', language: 'zh' }]);
  });

  test('without the item or the amount, or with a column twice', () => {
    for (const columns of [['amount'], ['item'], ['item', 'tax', 'tax', 'amount']] as const)
      expect(checkTemplate({ ...PLAIN_TEMPLATE, columns })).toEqual([{ type: 'columns' }]);
    expect(checkTemplate({ ...PLAIN_TEMPLATE, sections: ['note', 'note'] })).toEqual([{ type: 'sections' }]);
  });
});
