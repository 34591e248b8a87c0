import { describe, expect, test } from 'vitest';
import { monthOf, parkDay } from '../time/park-day.ts';
import { yuanFromFen } from '../units/money.ts';
import { billFromSheet, type SheetBill } from './bill-from-sheet.ts';
import { type BillSheet, sheetFromText } from './bill-sheet.ts';
import { checkSheet } from './check-sheet.ts';
import { purchaseSums } from './purchase-sums.ts';
import { CHONGQING_POWER_FACTOR, chongqingBill } from './testing/chongqing-2026-08.ts';
import { CHONGQING_FILE } from './testing/chongqing-file.ts';

const AUGUST = monthOf(parkDay('2026-08-01'));
const sheetOf = (text: string): BillSheet => {
  const found = sheetFromText(text);
  if (found.type !== 'sheet') throw new Error(found.missing.join());
  return found.sheet;
};
const billOf = (sheet: BillSheet, kind: 'grid' | 'pv' = 'grid'): SheetBill => {
  const found = billFromSheet(sheet, { kind, month: AUGUST });
  if (found.type !== 'bill') throw new Error(JSON.stringify(found.faults));
  return found.bill;
};
const chongqing = sheetOf(CHONGQING_FILE);

describe('the file of the Chongqing bill', () => {
  const bill = billOf(chongqing);
  test('is the bill: meters, classes of use, lines, power factor and what is printed', () => {
    expect({ ...bill.grid, printedSubtotals: [] }).toEqual({ ...chongqingBill(), printedSubtotals: [] });
    expect(bill.terms).toEqual(CHONGQING_POWER_FACTOR);
    expect(bill.number).toBe('CQ-202608');
  });
  test('adds up to the cent, its sub-totals left out of its lines', () => {
    expect(checkSheet(bill)).toEqual([]);
    expect(bill.subtotalRows.map((row) => chongqing.lines[row]?.amount)).toEqual(['31,633.19', '26,102.30']);
  });
  test('is shared as energy 351,994.81, capacity 44,000.00 and power factor -2,535.09', () => {
    const { energy, capacity, powerFactor, exportIncome, usedWh, byPeriod } = purchaseSums(bill);
    expect([energy, capacity, powerFactor, exportIncome].map(yuanFromFen)).toEqual(['351994.81', '44000.00', '-2535.09', '0.00']);
    expect(yuanFromFen(purchaseTotal(bill))).toBe('393459.72');
    expect(usedWh).toBe(555_617_000n);
    expect(byPeriod.map(({ period, wh, amount }) => [period, wh, yuanFromFen(amount)])).toEqual([
      ['criticalPeak', 14_177_000n, '10304.98'],
      ['peak', 92_683_000n, '62876.15'],
      ['flat', 160_816_000n, '94479.40'],
      ['valley', 279_611_000n, '138007.61'],
    ]);
  });
});
const purchaseTotal = (bill: SheetBill) => {
  const { energy, capacity, powerFactor, exportIncome } = purchaseSums(bill);
  return (energy + capacity + powerFactor - exportIncome) as typeof energy;
};

describe('what does not add up stands beside its line', () => {
  const doubts = (change: (sheet: BillSheet) => BillSheet) =>
    checkSheet(billOf(change(chongqing))).map(({ block, row, cell, code, expected, printed }) => [
      block,
      row,
      cell,
      code,
      expected - printed,
    ]);
  const line = (row: number, amount: string) => (sheet: BillSheet) => ({
    ...sheet,
    lines: sheet.lines.map((own, i) => (i === row ? { ...own, amount } : own)),
  });
  test('a line a cent off is told at its amount, and so is every sum it is in', () => {
    // The base may be a cent off: bills cut it.
    expect(doubts(line(1, '40,409.80'))).toEqual([
      ['lines', 1, 'amount', 'LINE', -1n],
      ['sections', 0, 'subtotal', 'SUBTOTAL', 1n],
      ['header', 0, 'total', 'TOTAL', 1n],
    ]);
  });
  test('a sum that says it is one', () => {
    const at = chongqing.lines.findIndex(({ name }) => name.includes('小计'));
    expect(doubts(line(at, '26,102.31'))).toEqual([['lines', at, 'amount', 'SUBTOTAL', -1n]]);
  });
  test('a register, and the use that the meters counted', () => {
    const meters = chongqing.meters.map((meter, i) => (i === 0 ? { ...meter, current: '3419358' } : meter));
    expect(doubts((sheet) => ({ ...sheet, meters }))).toEqual([['meters', 0, 'billed', 'METER', 1_000_000n]]);
  });
  test('the total', () => {
    expect(doubts((sheet) => ({ ...sheet, header: { ...sheet.header, total: '393459.73' } }))).toEqual([
      ['header', 0, 'total', 'TOTAL', -1n],
    ]);
  });
});

describe('what cannot be read is told, cell by cell', () => {
  test('in every block', () => {
    const wrong: BillSheet = {
      header: { ...chongqing.header, number: ' ', total: 'ten', standard: '0.95', baseOf: '购电 什么' },
      meters: [{ register: '需量', previous: '1', current: 'x', ratio: '1', added: '', billed: '1' }],
      sections: [{ code: '工商业', used: '', subtotal: '' }],
      lines: [{ category: '滞纳金', name: '', period: '午', quantity: '', price: '', amount: '' }],
    };
    const found = billFromSheet(wrong, { kind: 'grid', month: AUGUST });
    expect(found.type === 'faults' && found.faults.map(({ block, cell, code }) => `${block} ${cell} ${code}`)).toEqual([
      'lines 费用类别 UNKNOWN_CATEGORY',
      'lines 分时时段 UNKNOWN_PERIOD',
      'lines 电费 NO_NUMBER',
      'header number EMPTY',
      'header total NO_NUMBER',
      'meters register UNKNOWN_REGISTER',
      'meters current NO_NUMBER',
      'sections used NO_NUMBER',
      'header standard UNKNOWN_STANDARD',
      'header baseOf UNKNOWN_CATEGORY',
    ]);
  });
  test('a file without a fee block', () => {
    expect(sheetFromText('账单编号,1\n')).toMatchObject({
      type: 'noBlock',
      missing: ['费用类别', '费用组成', '分时时段', '计费电量', '计费标准', '电费'],
    });
  });
});

test('a roof’s bill: what was used of it, by period, less what feeding in brought', () => {
  const sheet = sheetOf(
    [
      '账单编号,PV-1',
      '电费合计,4950.00',
      '费用类别,费用组成,分时时段,计费电量,计费标准,电费',
      '光伏自用电费,,峰,10000,0.7,7000',
      '光伏自用电费,,平,1000,0.5,500',
      '余电上网收入,,,-8500,0.3,-2550',
    ].join('\n'),
  );
  const bill = billOf(sheet, 'pv');
  expect(checkSheet(bill)).toEqual([]);
  expect(purchaseSums(bill)).toMatchObject({ energy: 750_000n, capacity: 0n, exportIncome: 255_000n, usedWh: 11_000_000n });
  expect(checkSheet(billOf({ ...sheet, header: { ...sheet.header, total: '4950.01' } }, 'pv'))).toMatchObject([
    { block: 'header', cell: 'total', code: 'TOTAL' },
  ]);
});
