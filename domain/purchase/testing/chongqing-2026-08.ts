import { spanOfMonth } from '../../fees/day-span.ts';
import type { Period } from '../../tariff/tariff.ts';
import { yuan } from '../../tariff/testing/tariffs.ts';
import { monthOf, parkDay } from '../../time/park-day.ts';
import { type Fen, fen, fenFromYuan } from '../../units/money.ts';
import { type BillRow, type GridBill, lineQuantityFromText, sectionsOf, withoutSubtotals } from '../grid-bill.ts';

/** A real bill without its customer: Chongqing, August 2026, 10 kV large industry, market retail, capacity 2,000 kVA (DOMAIN 3.6). */

const amount = (text: string): Fen => fenFromYuan(text) ?? fen(0n);
const kilo = (text: string): bigint => lineQuantityFromText(text) ?? 0n;

interface Cells {
  readonly period?: Period;
  readonly quantity?: string;
  readonly price?: string;
}

const row = (component: string, category: string, name: string, fee: string, { period, quantity, price }: Cells = {}): BillRow => ({
  component,
  category,
  name,
  amount: amount(fee),
  ...(period && { period }),
  ...(quantity !== undefined && { quantity: kilo(quantity) }),
  ...(price !== undefined && { price: yuan(price) }),
});

const INDUSTRIAL = '547287';
const RESIDENTIAL = '8330';
const market = (name: string, fee: string, cells?: Cells) => row('purchase', '市场化购电费', name, fee, cells);
const td = (name: string, fee: string, cells: Cells) => row('td', '输配电量电费', name, fee, cells);
const system = (name: string, price: string, fee: string) => row('sysOp', '系统运行费', name, fee, { quantity: INDUSTRIAL, price });
const fund = (name: string, quantity: string, price: string, fee: string) =>
  row('fund', '政府性基金及附加', name, fee, { quantity, price });

/** In the order of the bill, with the category sums it prints above their parts. */
export const CHONGQING_ROWS: readonly BillRow[] = [
  market('零售交易电费', '6181.17', { period: 'criticalPeak', quantity: '14177', price: '0.436' }),
  market('零售交易电费', '40409.79', { period: 'peak', quantity: '92683', price: '0.436' }),
  market('零售交易电费', '70115.78', { period: 'flat', quantity: '160816', price: '0.436' }),
  market('零售交易电费', '121910.40', { period: 'valley', quantity: '279611', price: '0.436' }),
  market('零售交易发电侧收益返还电费', '-4940.37'),
  market('中长期超额申报费用返还（用户）', '-524.70'),
  market('中长期偏差回收返还（用户）', '-39397.70'),
  market('零售损益分摊电费', '19585.21', { quantity: INDUSTRIAL, price: '0.035786' }),
  row('lineLoss', '上网环节线损费用', '上网环节线损费用', '9453.84', { quantity: INDUSTRIAL, price: '0.017274' }),
  td('零售输配电费', '4123.81', { period: 'criticalPeak', quantity: '14177', price: '0.29088' }),
  td('零售输配电费', '22466.36', { period: 'peak', quantity: '92683', price: '0.2424' }),
  td('零售输配电费', '24363.62', { period: 'flat', quantity: '160816', price: '0.1515' }),
  td('零售输配电费', '16097.21', { period: 'valley', quantity: '279611', price: '0.05757' }),
  row('sysOp', '系统运行费', '系统运行费', '31633.19'),
  system('燃气机组容量电费', '0.015522', '8494.99'),
  system('新能源机制差价分摊电费', '0.006505', '3560.10'),
  system('电价交叉补贴新增损益', '0.005454', '2984.90'),
  system('上网环节线损代理采购损益', '-0.001436', '-785.90'),
  system('其他系统运行费用', '0.00375', '2052.33'),
  system('抽水蓄能容量电费', '0.0067', '3666.82'),
  system('辅助服务费用', '0', '0'),
  system('煤电容量电费', '0.021305', '11659.95'),
  row('demand', '输配容量电费', '输配容量电费', '44000.00', { quantity: '2000', price: '22' }),
  fund('农网还贷', INDUSTRIAL, '0.02', '10945.74'),
  fund('可再生能源附加', INDUSTRIAL, '0.019', '10398.45'),
  fund('国家重大水利工程建设基金', INDUSTRIAL, '0.001969', '1077.61'),
  fund('库区移民基金', INDUSTRIAL, '0.006225', '3406.86'),
  fund('小型水库移民后期扶持资金（地方）', INDUSTRIAL, '0.0005', '273.64'),
  row('catalogue', '目录电费', '基础电费', '4167.55', { quantity: RESIDENTIAL, price: '0.500306' }),
  fund('农网还贷', RESIDENTIAL, '0.02', '166.60'),
  fund('可再生能源附加', RESIDENTIAL, '0.001', '8.33'),
  fund('国家重大水利工程建设基金', RESIDENTIAL, '0.001969', '16.40'),
  fund('库区移民基金', RESIDENTIAL, '0.006225', '51.85'),
  fund('小型水库移民后期扶持资金（地方）', RESIDENTIAL, '0.0005', '4.17'),
];

/** Chongqing leaves system operation fee and funds out of the power-factor base; the residential part belongs to it. */
export const CHONGQING_POWER_FACTOR = {
  standard: 90,
  base: ['purchase', 'lineLoss', 'td', 'demand', 'catalogue'],
  rewardAllowed: true,
} as const;

export const chongqingBill = (rows: readonly BillRow[] = CHONGQING_ROWS): GridBill => ({
  period: spanOfMonth(monthOf(parkDay('2026-08-01'))),
  sections: sectionsOf(withoutSubtotals(rows), [
    { code: 'industrial', used: kilo(INDUSTRIAL), printedSubtotal: amount('391579.91') },
    { code: 'residential', used: kilo(RESIDENTIAL), printedSubtotal: amount('4414.90') },
  ]),
  meters: [
    { register: 'active', previous: kilo('2863740'), current: kilo('3419357'), ratio: kilo('1'), added: 0n, billed: kilo('555617') },
    { register: 'reactive', previous: 0n, current: kilo('140820'), ratio: kilo('1'), added: 0n, billed: kilo('140820') },
  ],
  powerFactor: { powerFactor: 97, ratio: -75, base: amount('338011.97'), amount: amount('-2535.09') },
  printedSubtotals: [
    { section: 'industrial', component: 'sysOp', amount: amount('31633.19') },
    { section: 'industrial', component: 'fund', amount: amount('26102.30') },
  ],
  printedTotal: amount('393459.72'),
});
