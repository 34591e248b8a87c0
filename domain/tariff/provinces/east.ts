import { type AreaTemplate, percent, rulesFrom } from './template.ts';

const LARGE_INDUSTRY_DEEP = {
  zh: '深谷仅适用于大工业用户，其他用户应删去深谷规则',
  en: 'deep valley is for large industry alone: leave its rules out for others',
};

/** 华东、华中. */
export const EASTERN_AREAS: readonly AreaTemplate[] = [
  {
    code: 'shanghai-two-part',
    area: { zh: '上海（两部制）', en: 'Shanghai, two-part' },
    documents: ['沪发改价管〔2022〕50号', '沪发改价管〔2024〕28号'],
    rules: rulesFrom(
      '7,8,9: peak 8-15 18-21; flat 6-8 15-18 21-22; valley 22-6',
      '7,8: critical 12-14',
      '1,2,3,4,5,6,10,11,12: peak 8-11 18-21; flat 6-8 11-18 21-22; valley 22-6',
      '1,12: critical 19-21',
      'holiday 春节,劳动节,国庆节,元旦,清明节,端午节,中秋节: deep 22-6',
      'rest 2,3,4,5,6,9,10,11: deep 22-6',
    ),
    floating: [],
    gaps: [
      LARGE_INDUSTRY_DEEP,
      {
        zh: '7–9月、1、12月+80%/−60%，其他月份+60%/−50%，尖峰为峰段上浮25%，深谷−80%；浮动基数未收录',
        en: '+80 %/−60 % in July to September, January, December, else +60 %/−50 %; critical peak 25 % above peak, deep valley −80 %; the base is not collected',
      },
    ],
  },
  {
    code: 'shanghai-single',
    area: { zh: '上海（单一制分时）', en: 'Shanghai, single-part with time of use' },
    documents: ['沪发改价管〔2022〕50号', '沪发改价管〔2024〕28号'],
    rules: rulesFrom('all: peak 6-22; valley 22-6'),
    floating: [],
    gaps: [
      {
        zh: '7–9月、1、12月+20%/−45%，其他月份+17%/−45%；浮动基数未收录',
        en: '+20 %/−45 % in July to September, January, December, else +17 %/−45 %; the base is not collected',
      },
    ],
  },
  {
    code: 'jiangsu',
    area: { zh: '江苏', en: 'Jiangsu' },
    documents: ['苏发改价格发〔2025〕426号'],
    rules: rulesFrom(
      '6,7,8,12,1,2: peak 14-22; flat 6-11 13-14 22-24; valley 0-6 11-13',
      '3,4,5,9,10,11: peak 15-22; flat 6-10 14-15 22-2; valley 2-6 10-14',
    ),
    floating: [
      { customers: { zh: '两部制', en: 'two-part' }, components: ['purchase'], ppm: { peak: percent(80), valley: percent(-65) } },
      {
        customers: { zh: '100千伏安及以上单一制', en: 'single-part, 100 kVA and above' },
        components: ['purchase'],
        ppm: { peak: percent(70), valley: percent(-65) },
      },
      {
        customers: { zh: '100千伏安以下单一制', en: 'single-part, below 100 kVA' },
        components: ['purchase'],
        ppm: { peak: percent(60), valley: percent(-65) },
      },
    ],
    gaps: [
      {
        zh: '315千伏安及以上工业用户的尖峰与节假日深谷未收录',
        en: 'critical peak and deep valley of holidays for industry from 315 kVA on are not collected',
      },
      {
        zh: '商业用户及100千伏安以下工业用户可选择是否执行、可全年执行春秋季时段',
        en: 'commerce and industry below 100 kVA may choose whether, and may take the spring table all year',
      },
    ],
  },
  {
    code: 'zhejiang',
    area: { zh: '浙江（至2026-06-30）', en: 'Zhejiang, until 2026-06-30' },
    documents: ['浙发改价格〔2024〕21号'],
    rules: rulesFrom(
      'holiday 春节,劳动节,国庆节: deep 10-14',
      '2,3,4,5,6,9,10,11: peak 8-11 13-17; flat 17-24; valley 0-8 11-13',
      '1,7,8,12: critical 9-11 15-17; peak 8-9 17-23; flat 13-15 23-24; valley 0-8 11-13',
    ),
    floating: [],
    gaps: [
      {
        zh: '2026-07-01起由浙发改价格〔2026〕112号代替，请用 zhejiang-2026',
        en: 'replaced by 浙发改价格〔2026〕112号 on 2026-07-01: take zhejiang-2026',
      },
      { zh: '各类用户的浮动比例未收录', en: 'the floats of each class are not collected' },
    ],
  },
  {
    code: 'zhejiang-2026',
    area: { zh: '浙江（2026-07-01起）', en: 'Zhejiang, from 2026-07-01' },
    documents: ['浙发改价格〔2026〕112号'],
    rules: rulesFrom(
      'holiday 春节,劳动节,国庆节: deep 9-15',
      'all: flat 7-11 14-16 23-24; valley 0-7 11-14; peak 16-23',
      '1,7,8,12: critical 18-22',
    ),
    floating: [],
    gaps: [
      {
        zh: '据二手资料；2.05 : 1.85 : 1 : 0.4 : 0.2，哪些部分浮动未收录',
        en: 'from a secondary source; 2.05 : 1.85 : 1 : 0.4 : 0.2, which parts float is not collected',
      },
      {
        zh: '劳动节、国庆节深谷仅前三天，规则按整个假期，请按年修改日期',
        en: 'deep valley is the first three days of Labour and National Day; the rule takes the whole holiday: set the dates by the year',
      },
    ],
  },
  {
    code: 'anhui',
    area: { zh: '安徽', en: 'Anhui' },
    documents: ['皖发改价格〔2025〕302号'],
    rules: rulesFrom(
      '7,8,9: peak 16-24; flat 0-2 9-11 13-16; valley 2-9 11-13',
      '1,12: peak 15-23; flat 6-12 14-15; valley 12-14 23-6',
      '2,3,4,5,6,10,11: peak 6-8 16-22; flat 8-11 14-16 22-23; valley 11-14 23-6',
      'holiday: deep 11-15',
    ),
    floating: [],
    gaps: [
      {
        zh: '深谷仅限3天及以上假期、315千伏安及以上两部制工业用户；规则按所有法定假日',
        en: 'deep valley is for holidays of three days or more and two-part industry from 315 kVA on; the rule takes every holiday',
      },
      {
        zh: '1、7–9、12月+84.3%，其他月份+74%，低谷−61.8%，深谷为低谷下浮20%；哪些部分浮动未收录',
        en: '+84.3 % in January, July to September, December, else +74 %; −61.8 %, deep valley 20 % below valley; which parts float is not collected',
      },
    ],
  },
  {
    code: 'fujian',
    area: { zh: '福建', en: 'Fujian' },
    documents: ['闽发改规〔2023〕8号'],
    rules: rulesFrom('all: peak 10-12 15-20 21-22; valley 0-8; flat 0-24', '7,8,9: critical 11-12 17-18'),
    floating: [{ components: ['purchase'], ppm: { peak: percent(58), valley: percent(-63), criticalPeak: percent(80) } }],
    gaps: [],
  },
  {
    code: 'jiangxi',
    area: { zh: '江西', en: 'Jiangxi' },
    documents: ['赣发改价管〔2025〕463号'],
    rules: rulesFrom(
      '1,12: peak 9-12 18-21; critical 18-20; valley 0-6; flat 0-24',
      '2: peak 16-22; valley 0-6; flat 0-24',
      '7,8: critical 20:30-22:30',
      '7,8,9: peak 17-23; valley 1-5 11:30-14:30; deep 12-14; flat 0-24',
      '3,4,5,6,10,11: peak 16-22; valley 1-5 11:30-14:30; deep 12-14; flat 0-24',
      'holiday 春节,劳动节,国庆节: deep 12-14',
    ),
    floating: [
      { components: ['purchase'], ppm: { peak: percent(60), valley: percent(-60), criticalPeak: percent(80), deepValley: percent(-70) } },
    ],
    gaps: [],
  },
  {
    code: 'shandong',
    area: { zh: '山东', en: 'Shandong' },
    documents: ['鲁发改价格〔2023〕914号'],
    rules: rulesFrom(
      '1,2,12: valley 2-6 10-15; deep 11-14; peak 7-9 16-21; critical 16-19',
      '3,4,5: valley 10-15; deep 11-14; peak 17-22; critical 17-20',
      '6: valley 7-12; peak 16-23; critical 17-22',
      '7,8: valley 1-6; peak 16-23; critical 17-22',
      '9,10,11: valley 10-15; deep 11-14; peak 16-21; critical 17-19',
      'all: flat 0-24',
    ),
    floating: [
      {
        components: ['purchase', 'lineLoss', 'capacityCompensation', 'pumpedStorage', 'coalCapacity'],
        ppm: { peak: percent(70), valley: percent(-70), criticalPeak: percent(100), deepValley: percent(-90) },
      },
    ],
    gaps: [{ zh: '时段每年公布，此为2025年表', en: 'periods are published by the year; these are those of 2025' }],
  },
  {
    code: 'henan',
    area: { zh: '河南', en: 'Henan' },
    documents: ['豫发改价管〔2024〕283号'],
    rules: rulesFrom(
      '1,12: critical 17-19',
      '1,2,12: peak 16-24; valley 0-7; flat 0-24',
      '3,4,5,9,10,11: peak 16-24; valley 0-6 11-14; flat 0-24',
      '7,8: critical 20-23',
      '6,7,8: peak 16-24; valley 0-7; flat 0-24',
    ),
    floating: [],
    gaps: [{ zh: '浮动比例未收录，请按当月价格表逐时段填写', en: 'the floats are not collected: take each price from the month’s table' }],
  },
  {
    code: 'hubei',
    area: { zh: '湖北', en: 'Hubei' },
    documents: ['鄂发改价管〔2024〕77号'],
    rules: rulesFrom(
      '7,8: critical 20-22; peak 16-20 22-24',
      '1,2,3,4,5,6,9,10,11,12: critical 18-20; peak 16-18 20-24',
      'all: flat 6-12 14-16; valley 0-6 12-14',
    ),
    floating: [{ components: ['purchase', 'lineLoss'], ppm: { peak: percent(49), valley: percent(-55), criticalPeak: percent(100) } }],
    gaps: [
      {
        zh: '公布价格为+49%，文件称+50%，以公布价格为准',
        en: 'published prices have +49 % where the notice is quoted with +50 %: take the published prices',
      },
    ],
  },
  {
    code: 'hunan',
    area: { zh: '湖南', en: 'Hunan' },
    documents: ['湘发改价调〔2025〕385号'],
    rules: rulesFrom('all: peak 16-24; flat 6-12 14-16; valley 0-6 12-14', '7,8: critical 20-24', '1,12: critical 18-22'),
    floating: [],
    gaps: [
      { zh: '±60%，尖峰为峰段上浮20%；哪些部分浮动未收录', en: '±60 %, critical peak 20 % above peak; which parts float is not collected' },
    ],
  },
];
