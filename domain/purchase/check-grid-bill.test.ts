import { describe, expect, test } from 'vitest';
import { powerFactorAdjustment } from '../power-factor/power-factor.ts';
import { demandCharge } from '../tariff/demand-charge.ts';
import { yuan } from '../tariff/testing/tariffs.ts';
import { fen, fenFromYuan, roundToFen, yuanFromFen } from '../units/money.ts';
import { quantity } from '../units/quantity.ts';
import { BILL_TOLERANCE, checkGridBill, checkPvBill, totalOf } from './check-grid-bill.ts';
import { amountOf, type GridBill, lineQuantityFromText, sumOf, withoutSubtotals } from './grid-bill.ts';
import { CHONGQING_POWER_FACTOR, CHONGQING_ROWS, chongqingBill } from './testing/chongqing-2026-08.ts';

const bill = chongqingBill();
const lines = bill.sections.flatMap((section) => section.lines);

describe('the bill of Chongqing, August 2026', () => {
  test('adds up in every line, subtotal, meter, power factor and in its total', () => {
    expect(checkGridBill(bill, CHONGQING_POWER_FACTOR)).toEqual([]);
  });

  test('is made anew from quantities and prices alone, to the cent: 391,579.91 + 4,414.90 - 2,535.09 = 393,459.72', () => {
    const made = bill.sections.map((section) => ({
      ...section,
      lines: section.lines.map((line) =>
        line.quantity === undefined || line.price === undefined ? line : { ...line, amount: amountOf(line.quantity, line.price) },
      ),
    }));
    expect(made.map((section) => yuanFromFen(sumOf(section.lines)))).toEqual(['391579.91', '4414.90']);
    const capacity = demandCharge({ type: 'capacity', price: yuan('22'), capacityVA: 2_000_000 }, { maxDemandW: 0, usedWh: 555_617_000 });
    expect(yuanFromFen(roundToFen(capacity.charge))).toBe('44000.00');
    const adjustment = powerFactorAdjustment(
      CHONGQING_POWER_FACTOR,
      { activeWh: quantity(555_617_000), reactiveVarh: quantity(140_820_000) },
      made.flatMap((section) => section.lines),
    );
    expect([adjustment.base, adjustment.amount].map(yuanFromFen)).toEqual(['338011.97', '-2535.09']);
    expect(yuanFromFen(fen(sumOf(made.flatMap((section) => section.lines)) + adjustment.amount))).toBe('393459.72');
    expect(lines.filter(({ price }) => price !== undefined)).toHaveLength(30);
  });

  test('has 33 lines: the sum of the system operation fee stands above its parts and is none', () => {
    expect(CHONGQING_ROWS).toHaveLength(34);
    expect(lines).toHaveLength(33);
    expect(lines.filter(({ name }) => name === '农网还贷').map(({ amount }) => yuanFromFen(amount))).toEqual(['10945.74', '166.60']);
  });

  test('a sum that is not what follows it stays a line, to be found', () => {
    const wrong = CHONGQING_ROWS.map((row) => (row.name === '系统运行费' ? { ...row, amount: fen(3_163_320n) } : row));
    expect(withoutSubtotals(wrong)).toHaveLength(34);
    expect(checkGridBill(chongqingBill(wrong), CHONGQING_POWER_FACTOR).map(({ code }) => code)).toContain('TOTAL');
  });
});

const withLine = (index: number, change: Partial<(typeof lines)[number]>): GridBill => ({
  ...bill,
  sections: bill.sections.map((section, at) =>
    at === 0 ? { ...section, lines: section.lines.map((line, place) => (place === index ? { ...line, ...change } : line)) } : section,
  ),
});
const codes = (changed: GridBill, tolerance = BILL_TOLERANCE) =>
  checkGridBill(changed, CHONGQING_POWER_FACTOR, tolerance).map(({ path, code }) => `${path} ${code}`);

describe('a slip of the pen is found where it is', () => {
  test('in an amount: the line, its section, the base and the total', () => {
    const found = checkGridBill(withLine(3, { amount: fen(12_191_140n) }), CHONGQING_POWER_FACTOR);
    expect(found).toContainEqual({ path: 'sections[0].lines[3]', code: 'LINE', expected: 12_191_040n, printed: 12_191_140n });
    expect(found.map(({ code }) => code)).toEqual(['LINE', 'SUBTOTAL', 'BASE', 'TOTAL']);
  });

  test('in a quantity: the line and its periods', () => {
    expect(codes(withLine(0, { quantity: 14_178_000_000n }))).toEqual(['sections[0].lines[0] LINE', 'sections[0].purchase PERIODS']);
  });

  test('in a meter, the use of the sections, the power factor, its ratio and its amount', () => {
    const [active, reactive] = bill.meters;
    if (!active || !reactive || !bill.powerFactor) throw new Error('the bill has both registers and a power factor');
    expect(codes({ ...bill, meters: [{ ...active, current: active.current + 1_000_000n }, reactive] })).toEqual(['meters[0].billed METER']);
    expect(codes({ ...bill, meters: [{ ...active, ratio: 2_000_000n, billed: 1_111_234_000_000n }, reactive] })).toEqual([
      'sections USE',
      'powerFactor.powerFactor POWER_FACTOR',
    ]);
    const printed = (change: Partial<typeof bill.powerFactor>) =>
      codes({ ...bill, powerFactor: { ...(bill.powerFactor ?? { powerFactor: 0, ratio: 0, base: fen(0n), amount: fen(0n) }), ...change } });
    expect(printed({ powerFactor: 94 })).toEqual(['powerFactor.powerFactor POWER_FACTOR', 'powerFactor.ratio RATIO']);
    expect(printed({ ratio: -60 })).toEqual(['powerFactor.ratio RATIO', 'powerFactor.amount ADJUSTMENT']);
    expect(printed({ amount: fen(-253_510n) })).toEqual(['printedTotal TOTAL']);
    expect(printed({ base: fen(33_801_196n) })).toEqual([]);
    expect(printed({ base: fen(33_801_000n) })).toContain('powerFactor.base BASE');
  });

  test('within a tolerance it is let pass, on averages a wider one', () => {
    const off = withLine(3, { amount: fen(12_191_041n) });
    expect(codes(off)).toContain('sections[0].lines[3] LINE');
    expect(codes(off, { ...BILL_TOLERANCE, line: fen(1n) })).not.toContain('sections[0].lines[3] LINE');
    const average = (amount: bigint) => codes(withLine(3, { amount: fen(amount), averagePrice: true }));
    expect(average(12_191_540n)).not.toContain('sections[0].lines[3] LINE');
    expect(average(12_191_541n)).toContain('sections[0].lines[3] LINE');
  });

  test('a contract without power factor is not asked about it', () => {
    expect(checkGridBill({ ...bill, powerFactor: { powerFactor: 10, ratio: 0, base: fen(0n), amount: fen(-253_509n) } }, null)).toEqual([]);
  });
});

test('a maximum demand split in a fixed ratio is priced by parts of six decimals that add up to the whole (Hubei)', () => {
  const parts = ['1234.567891', '765.432109'].map((text) => lineQuantityFromText(text) ?? 0n);
  expect(parts.map((part) => yuanFromFen(amountOf(part, yuan('39'))))).toEqual(['48148.15', '29851.85']);
  expect(yuanFromFen(amountOf(2_000_000_000n, yuan('39')))).toBe('78000.00');
  expect(['1,234.5', '-3', '1.0000001', '1e3', ''].map(lineQuantityFromText)).toEqual([1_234_500_000n, -3_000_000n, null, null, null]);
});

test('the total of a bill without adjustment is its lines', () => {
  const { powerFactor: _left, ...rest } = bill;
  expect(totalOf(rest)).toBe((fenFromYuan('393459.72') ?? 0n) + 253_509n);
});

test('the bill of a roof: 7.35 折 of the grid price of each period, less what feeding in brought', () => {
  const line = (name: string, kWh: string, at: string, amount: string) => ({
    component: 'pv',
    name,
    quantity: lineQuantityFromText(kWh) ?? 0n,
    price: yuan(at),
    amount: fenFromYuan(amount) ?? fen(0n),
  });
  const lines = [
    line('peak', '12345.67', '0.62400', '7703.70'),
    line('flat', '20000', '0.42092', '8418.40'),
    line('export', '3000', '-0.3', '-900.00'),
  ];
  expect(checkPvBill({ lines, printedTotal: fenFromYuan('15222.10') ?? fen(0n) })).toEqual([]);
  expect(checkPvBill({ lines: lines.slice(1), printedTotal: fenFromYuan('7518.41') ?? fen(0n) })).toEqual([
    { path: 'printedTotal', code: 'TOTAL', expected: 751_840n, printed: 751_841n },
  ]);
});
