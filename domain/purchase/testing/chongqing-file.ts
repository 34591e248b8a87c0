import { yuanFromFen, yuanFromPrice } from '../../units/money.ts';
import { ROW_COLUMNS } from '../bill-rows.ts';
import type { BillRow } from '../grid-bill.ts';
import { CHONGQING_ROWS } from './chongqing-2026-08.ts';

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

const lastIndustrialFund = CHONGQING_ROWS.findIndex(({ category }) => category === '目录电费');

/** The bill of DOMAIN 3.6 as a file: one sum above its parts, one that says it is a sum. */
export const CHONGQING_FILE = [
  '\uFEFF重庆市电力公司电费账单',
  '账单编号,CQ-202608',
  '电费合计,"393,459.72"',
  '考核标准,0.90',
  '实际功率因数,0.97',
  '调整系数,-0.75%',
  '参与调整电费,"338,011.97"',
  '功率因数调整电费,"-2,535.09"',
  '调整基数构成,purchase lineLoss td demand catalogue',
  '',
  '示数类型,上期示数,本期示数,倍率,变损线损,计费电量',
  '有功总,2863740,3419357,1,,"555,617"',
  '无功总,0,140820,1,,"140,820"',
  '',
  '用电分类,电量,小计',
  'industrial,547287,"391,579.91"',
  'residential,8330,"4,414.90"',
  '',
  Object.values(ROW_COLUMNS).join(','),
  ...CHONGQING_ROWS.slice(0, lastIndustrialFund).map(lineOf),
  '政府性基金及附加,基金小计,,"547,287",,"26,102.30"',
  ...CHONGQING_ROWS.slice(lastIndustrialFund).map(lineOf),
].join('\r\n');
