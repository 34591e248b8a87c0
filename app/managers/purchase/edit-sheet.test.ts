import { expect, test } from 'vitest';
import type { Translate } from '../../words/use-words.ts';
import { emptySheet, marksOf, withoutBlank } from './edit-sheet.ts';

// Enough of a translator to see which sentence was asked for, with what.
const t = ((key: string, values?: object) => `${key} ${JSON.stringify(values ?? {})}`) as unknown as Translate;

test('lines that were offered and left empty are not sent', () => {
  const sheet = emptySheet('grid');
  expect(withoutBlank(sheet)).toMatchObject({ meters: [], sections: [], lines: [] });
  const lines = sheet.lines.map((line, i) => (i === 2 ? { ...line, amount: '1.00' } : line));
  expect(withoutBlank({ ...sheet, lines }).lines).toEqual([
    { category: '输配电量电费', name: '', period: '', quantity: '', price: '', amount: '1.00' },
  ]);
});

test('a row is marked at the cells that are wrong, by the names of the printed columns too', () => {
  const marks = marksOf(
    {
      faults: [
        { block: 'lines', row: 1, cell: '计费电量', code: 'NO_NUMBER', text: 'ten' },
        { block: 'lines', row: 2, cell: '电费', code: 'NO_NUMBER', text: '' },
      ],
      doubts: [{ block: 'lines', row: 1, cell: 'amount', code: 'LINE', what: null, expected: '1.00', printed: '1.01' }],
    },
    { block: 'lines', row: 1 },
    t,
  );
  expect([...marks]).toEqual([
    ['quantity', 'purchase.fault.NO_NUMBER {"text":"ten"}'],
    ['amount', 'purchase.doubt.LINE {"expected":"1.00","printed":"1.01"}'],
  ]);
});
