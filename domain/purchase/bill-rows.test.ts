import { describe, expect, test } from 'vitest';
import { yuanFromFen, yuanFromPrice } from '../units/money.ts';
import { billRowsFromText } from './bill-rows.ts';
import { checkGridBill } from './check-grid-bill.ts';
import type { BillRow } from './grid-bill.ts';
import { CHONGQING_POWER_FACTOR, CHONGQING_ROWS, chongqingBill } from './testing/chongqing-2026-08.ts';

const HEADER = '费用类别,费用组成,分时时段,计费电量,计费标准,电费';
const PERIODS = { criticalPeak: '尖峰', peak: '峰', flat: '平', valley: '谷', deepValley: '深谷' } as const;
const lineOf = ({ category, name, period, quantity, price, amount }: BillRow): string =>
  [
    category,
    name,
    period === undefined ? '' : PERIODS[period],
    quantity === undefined ? '' : `"${(quantity / 1_000_000n).toLocaleString('en')}"`,
    price === undefined ? '' : yuanFromPrice(price),
    `"${yuanFromFen(amount).replace(/\B(?=(\d{3})+\.)/g, ',')}"`,
  ].join(',');
const rowsOf = (text: string): readonly BillRow[] => {
  const found = billRowsFromText(text);
  if (found.type === 'refused') throw new Error(JSON.stringify(found.faults));
  return found.rows;
};

test('the fee block of the Chongqing bill, thousands in commas, is read and adds up to the cent', () => {
  const text = [`\uFEFF${HEADER}`, ...CHONGQING_ROWS.map(lineOf)].join('\r\n');
  expect(text).toContain('"121,910.40"');
  const rows = rowsOf(text);
  expect(rows).toEqual(CHONGQING_ROWS);
  expect(checkGridBill(chongqingBill(rows), CHONGQING_POWER_FACTOR)).toEqual([]);
});

test('a merged cell leaves the category to the lines below it, and tabs separate as well', () => {
  const rows = rowsOf(
    `${HEADER.replaceAll(',', '\t')}\n系统运行费\t煤电容量电费\t\t10\t0.02\t0.2\n\t抽水蓄能容量电费\t\t10\t0.01\t0.1\n容(需)量电费\t\t\t2000\t22\t44000\n`,
  );
  expect(rows.map(({ category, name, component }) => [category, name, component])).toEqual([
    ['系统运行费', '煤电容量电费', 'sysOp'],
    ['系统运行费', '抽水蓄能容量电费', 'sysOp'],
    ['容(需)量电费', '容(需)量电费', 'demand'],
  ]);
});

describe('what cannot be read is told, all of it', () => {
  test('columns', () => {
    expect(billRowsFromText('费用类别,电费\n')).toMatchObject({
      type: 'refused',
      faults: [{ column: '费用组成' }, { column: '分时时段' }, { column: '计费电量' }, { column: '计费标准' }],
    });
  });

  test('categories, periods and numbers, by line', () => {
    const found = billRowsFromText(`${HEADER}\n滞纳金,滞纳金,,,,1.00\n市场化购电费,零售,午,ten,0.1.1,1.001\n`);
    expect(found.type === 'refused' && found.faults.map(({ line, column, code }) => `${line} ${column} ${code}`)).toEqual([
      '2 费用类别 UNKNOWN_CATEGORY',
      '3 分时时段 UNKNOWN_PERIOD',
      '3 计费电量 NO_NUMBER',
      '3 计费标准 NO_NUMBER',
      '3 电费 NO_NUMBER',
    ]);
  });
});
