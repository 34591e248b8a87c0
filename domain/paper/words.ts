import type { CorrectionReason, LineKind } from '../bill/line.ts';
import type { TaxItem } from '../bill/tax.ts';
import type { Period } from '../tariff/tariff.ts';
import type { PaperColumn, PaperLanguage } from './template.ts';

/** What is printed and no park writes itself. */
export interface PaperWords {
  readonly to: string;
  readonly account: string;
  readonly address: string;
  readonly number: string;
  readonly period: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly reverses: string;
  readonly reason: string;
  readonly page: (page: number, pages: number) => string;
  readonly goesOn: string;
  readonly columns: Readonly<Record<PaperColumn, string>>;
  readonly groups: Readonly<Record<LineKind, string>>;
  readonly shares: Readonly<Record<string, string>>;
  /** Of the park's own purchase bills; domain/purchase says which. */
  readonly resale: Readonly<Record<string, string>>;
  readonly resaleOf: (own: string | null, of: { readonly wh: string; readonly yuan: string; readonly bills: string }) => string;
  readonly periods: Readonly<Record<Period, string>>;
  readonly validFrom: (tariff: string, day: string) => string;
  readonly correctionOf: (month: string, reason: string) => string;
  readonly reasons: Readonly<Record<CorrectionReason, string>>;
  readonly factor: (factor: string, ratio: string, base: string) => string;
  readonly via: (group: string) => string;
  readonly toPay: string;
  readonly toPayBack: string;
  readonly sum: string;
  readonly excl: string;
  readonly tax: string;
  readonly taken: string;
  readonly toTake: string;
  readonly capital: string;
  readonly yuan: string;
  readonly use: string;
  readonly usedKWh: string;
  readonly usedM3: string;
  readonly average: string;
  readonly meters: string;
  readonly meter: string;
  readonly serial: string;
  readonly start: string;
  readonly end: string;
  readonly ratio: string;
  readonly metered: string;
  readonly taxes: string;
  readonly items: Readonly<Record<TaxItem, string>>;
  readonly payment: string;
  readonly note: string;
  readonly draft: string;
  readonly draftSays: string;
  readonly reversed: string;
  readonly reversedSays: string;
  readonly sample: string;
  readonly sampleSays: string;
}

const ZH: PaperWords = {
  to: '户名',
  account: '户号',
  address: '用能地址',
  number: '编号',
  period: '账期',
  issuedOn: '出具日期',
  dueOn: '缴费期限',
  reverses: '冲红账单',
  reason: '原因',
  page: (page, pages) => `第 ${page}/${pages} 页`,
  goesOn: '续',
  columns: {
    item: '项目',
    days: '起止',
    quantity: '数量',
    price: '单价 元',
    excl: '不含税 元',
    rate: '税率',
    tax: '税额 元',
    amount: '金额 元',
  },
  groups: {
    use: '电度与水费',
    demand: '容（需）量电费',
    powerFactor: '力调电费',
    share: '分摊',
    fee: '其他费用',
    correction: '往期更正（退补）',
  },
  shares: {
    sharedArea: '公摊',
    lineLoss: '线损',
    transformerLoss: '变损',
    capacity: '容（需）量电费分摊',
    powerFactor: '力调电费分摊',
    surplus: '结余返还',
  },
  resale: {
    all: '购电账单分摊',
    grid: '电网账单分摊',
    pv: '光伏账单分摊',
    rest: '不按电量计收部分的分摊',
    public: '公用电分摊',
  },
  resaleOf: (own, { wh, yuan, bills }) =>
    `${own === null ? '按总电量' : `${wh} kWh 中的 ${own} kWh，`}承担 ${yuan} 元中的份额 · 账单 ${bills}`,
  periods: { deepValley: '深谷', valley: '低谷', flat: '平段', peak: '高峰', criticalPeak: '尖峰' },
  validFrom: (tariff, day) => `${tariff}，自 ${day} 起`,
  correctionOf: (month, reason) => `更正 ${month} · ${reason}`,
  reasons: { newReadings: '补到读数', newPrice: '电价更正', sharedAnew: '公摊重算', billedBefore: '后续账单已计' },
  factor: (factor, ratio, base) => `功率因数 ${factor} · ${ratio} × ${base} 元`,
  via: (group) => `分组 ${group}`,
  toPay: '本期应缴',
  toPayBack: '本期应退',
  sum: '本期合计',
  excl: '不含税金额',
  tax: '税额',
  taken: '其中已按日扣除',
  toTake: '本次扣除',
  capital: '金额大写',
  yuan: '元',
  use: '本期用量',
  usedKWh: '用电量',
  usedM3: '用水量',
  average: '电费平均单价',
  meters: '抄表',
  meter: '表计',
  serial: '表号',
  start: '上期示数',
  end: '本期示数',
  ratio: '倍率',
  metered: '抄见用量',
  taxes: '税额分项',
  items: { electricity: '供电', water: '自来水', sewage: '污水处理费', waterResource: '水资源费', service: '服务', lease: '不动产租赁' },
  payment: '缴费方式',
  note: '说明',
  draft: '草稿 非账单',
  draftSays: '草稿：这不是账单，数字还会变，请勿据此缴费。',
  reversed: '已冲红',
  reversedSays: '这份账单已被冲红，请勿据此缴费。',
  sample: '样张',
  sampleSays: '样张：户名、数字均为示例。',
};

const EN: PaperWords = {
  to: 'Customer',
  account: 'Account',
  address: 'Supplied at',
  number: 'Number',
  period: 'Period',
  issuedOn: 'Issued on',
  dueOn: 'Due on',
  reverses: 'Takes back',
  reason: 'Reason',
  page: (page, pages) => `Page ${page}/${pages}`,
  goesOn: 'continued',
  columns: {
    item: 'Item',
    days: 'Days',
    quantity: 'Quantity',
    price: 'Price ¥',
    excl: 'Excl. tax ¥',
    rate: 'Rate',
    tax: 'Tax ¥',
    amount: 'Amount ¥',
  },
  groups: {
    use: 'Electricity and water',
    demand: 'Capacity and demand',
    powerFactor: 'Power factor',
    share: 'Shares',
    fee: 'Fees',
    correction: 'Corrections of earlier months',
  },
  shares: {
    sharedArea: 'Shared area',
    lineLoss: 'Line loss',
    transformerLoss: 'Transformer loss',
    capacity: 'Share of capacity or demand',
    powerFactor: 'Share of power factor',
    surplus: 'Surplus returned',
  },
  resale: {
    all: 'Share of the purchase bills',
    grid: 'Share of the grid bill',
    pv: 'Share of the PV bill',
    rest: 'Share of what hangs on no kWh',
    public: 'Share of common electricity',
  },
  resaleOf: (own, { wh, yuan, bills }) => `${own === null ? 'by all energy' : `${own} of ${wh} kWh`}, of ¥${yuan} · bill ${bills}`,
  periods: { deepValley: 'deep valley', valley: 'valley', flat: 'flat', peak: 'peak', criticalPeak: 'critical peak' },
  validFrom: (tariff, day) => `${tariff}, from ${day}`,
  correctionOf: (month, reason) => `corrects ${month} · ${reason}`,
  reasons: { newReadings: 'late readings', newPrice: 'price corrected', sharedAnew: 'shared anew', billedBefore: 'billed later already' },
  factor: (factor, ratio, base) => `power factor ${factor} · ${ratio} × ¥${base}`,
  via: (group) => `group ${group}`,
  toPay: 'To pay',
  toPayBack: 'To pay back',
  sum: 'Total',
  excl: 'Excl. tax',
  tax: 'Tax',
  taken: 'Taken day by day already',
  toTake: 'Taken with this statement',
  capital: 'In words (大写)',
  yuan: '¥',
  use: 'Use of the period',
  usedKWh: 'Electricity',
  usedM3: 'Water',
  average: 'Electricity, average price',
  meters: 'Meters',
  meter: 'Meter',
  serial: 'Serial',
  start: 'Start',
  end: 'End',
  ratio: 'Ratio',
  metered: 'Metered',
  taxes: 'Tax by kind',
  items: {
    electricity: 'Electricity',
    water: 'Tap water',
    sewage: 'Sewage',
    waterResource: 'Water resource fee',
    service: 'Services',
    lease: 'Lease',
  },
  payment: 'How to pay',
  note: 'Notes',
  draft: 'DRAFT, NO BILL',
  draftSays: 'Draft: this is no bill. Its figures may still change; do not pay by it.',
  reversed: 'REVERSED',
  reversedSays: 'This bill has been taken back; do not pay by it.',
  sample: 'SAMPLE',
  sampleSays: 'Sample: names and figures are made up.',
};

export const PAPER_WORDS: Readonly<Record<PaperLanguage, PaperWords>> = { zh: ZH, en: EN };
