import { type AreaTemplate, onTop, percent, rulesFrom } from './template.ts';

const HOT_DAYS = {
  zh: '7–9月以外广州最高气温达35℃的日子也执行尖峰：逐日以 dates 另加规则',
  en: 'days outside July to September on which Guangzhou reaches 35 °C have critical peak, too: add a rule with `dates` for each',
};
const GUANGDONG_RULES = rulesFrom('all: peak 10-12 14-19; valley 0-8; flat 0-24', '7,8,9: critical 11-12 15-17');
const GUANGDONG_FLOATING = [
  {
    components: ['purchase', 'lineLoss', 'td', 'sysOp'],
    ppm: { peak: percent(70), valley: percent(-62), criticalPeak: onTop(percent(70), 25) },
  },
];

/** 华南、西南. */
export const SOUTHERN_AREAS: readonly AreaTemplate[] = [
  {
    code: 'guangdong',
    area: { zh: '广东', en: 'Guangdong' },
    documents: ['粤发改价格〔2021〕331号'],
    rules: GUANGDONG_RULES,
    floating: GUANGDONG_FLOATING,
    gaps: [HOT_DAYS],
  },
  {
    code: 'guangdong-delta',
    area: { zh: '广州/珠海/佛山/中山/东莞', en: 'Guangzhou, Zhuhai, Foshan, Zhongshan, Dongguan' },
    documents: ['粤发改价格〔2021〕331号'],
    rules: GUANGDONG_RULES,
    floating: GUANGDONG_FLOATING,
    gaps: [HOT_DAYS],
  },
  {
    code: 'shenzhen',
    area: { zh: '深圳', en: 'Shenzhen' },
    documents: ['深发改〔2021〕1005号'],
    rules: GUANGDONG_RULES,
    floating: [],
    gaps: [HOT_DAYS, { zh: '峰谷比价按用户类别另行规定，未收录', en: 'the ratios of each class are not collected' }],
  },
  {
    code: 'guangxi',
    area: { zh: '广西', en: 'Guangxi' },
    documents: ['桂发改价格〔2023〕609号'],
    rules: rulesFrom('all: peak 11-13 17-23; flat 7-11 13-17; valley 23-7'),
    floating: [],
    gaps: [{ zh: '浮动比例与尖峰未收录', en: 'floats and critical peak are not collected' }],
  },
  {
    code: 'hainan',
    area: { zh: '海南', en: 'Hainan' },
    documents: ['琼发改规〔2021〕18号'],
    rules: rulesFrom('all: peak 10-12 16-22; flat 7-10 12-16 22-23; valley 23-7', '5,6,7: critical 20-22'),
    floating: [{ components: ['purchase', 'td'], ppm: { peak: percent(70), valley: percent(-60), criticalPeak: onTop(percent(70), 20) } }],
    gaps: [],
  },
  {
    code: 'chongqing',
    area: { zh: '重庆', en: 'Chongqing' },
    documents: ['渝发改规范〔2021〕14号'],
    rules: rulesFrom('all: peak 11-17 20-22; flat 8-11 17-20 22-24; valley 0-8', '1,7,8,12: critical 12-14'),
    floating: [],
    gaps: [
      {
        zh: '一张市场化用户账单上仅输配电价浮动（+60%/−62%，尖峰为峰段上浮20%）；代理购电用户未收录',
        en: 'on a bill of a market customer the T&D price alone floats (+60 %/−62 %, critical peak 20 % above peak); agent purchase is not collected',
      },
    ],
  },
  {
    code: 'sichuan',
    area: { zh: '四川', en: 'Sichuan' },
    documents: ['川发改价格〔2025〕185号'],
    rules: rulesFrom(
      '3,4,5,6,10,11: peak 10-12 17-22; flat 8-10 12-17; valley 22-8',
      '7,8,9: peak 11-18 20-23; flat 7-11 18-20 23-1; valley 1-7',
      '1,2,12: peak 10-12 16-22; flat 8-10 12-16 22-24; valley 0-8',
      '7,8: critical 13-14 21-23',
    ),
    floating: [],
    gaps: [
      {
        zh: '尖峰仅大工业用户（攀枝花、凉山、甘孜、阿坝除外）',
        en: 'critical peak is for large industry alone, but not in Panzhihua, Liangshan, Garzê and Ngawa',
      },
      {
        zh: '其他月份连续三日最高气温≥35℃也执行尖峰：逐日以 dates 另加规则',
        en: 'three days in a row of 35 °C in other months have critical peak, too: add rules with `dates`',
      },
      { zh: '±60%，尖峰为峰段上浮20%；哪些部分浮动未收录', en: '±60 %, critical peak 20 % above peak; which parts float is not collected' },
    ],
  },
  {
    code: 'guizhou',
    area: { zh: '贵州', en: 'Guizhou' },
    documents: ['黔发改价格〔2023〕481号'],
    rules: rulesFrom('all: peak 10-13 17-22; flat 8-10 13-17 22-24; valley 0-8'),
    floating: [],
    gaps: [{ zh: '±60%；哪些部分浮动未收录', en: '±60 %; which parts float is not collected' }],
  },
  {
    code: 'yunnan',
    area: { zh: '云南', en: 'Yunnan' },
    documents: ['云发改价格〔2024〕924号'],
    rules: rulesFrom('all: peak 7-9 18-24; flat 0-2 6-7 9-12 16-18; valley 2-6 12-16'),
    floating: [{ components: ['purchase'], ppm: { peak: percent(50), valley: percent(-50) } }],
    gaps: [],
  },
  {
    code: 'xizang',
    area: { zh: '西藏', en: 'Xizang' },
    documents: ['藏政办发〔2023〕28号'],
    rules: rulesFrom(
      '5,6,7,8,9,10: flat 0-3 6-11 17-24; valley 11-17; deep 3-6',
      '1,2,3,4,11,12: flat 0-9 13-19; peak 9-13 22-24; critical 19-22',
    ),
    floating: [],
    gaps: [
      {
        zh: '按丰枯季公布分时价格，请按价格表填写；非工业用户不执行',
        en: 'prices are published by season and period: take them from the table; not for non-industrial customers',
      },
    ],
  },
];
