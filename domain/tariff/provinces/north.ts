import { type AreaTemplate, onTop, percent, rulesFrom } from './template.ts';

const RATIO_UNKNOWN = {
  zh: '浮动比例未收录，请按当月价格表逐时段填写',
  en: 'the floats are not collected: take each price from the month’s table',
};

/** 华北、东北、西北. */
export const NORTHERN_AREAS: readonly AreaTemplate[] = [
  {
    code: 'beijing',
    area: { zh: '北京', en: 'Beijing' },
    documents: ['京发改规〔2023〕11号'],
    rules: rulesFrom('7,8: critical 11-13 16-17', '1,12: critical 18-21', 'all: peak 10-13 17-22; flat 7-10 13-17 22-23; valley 23-7'),
    floating: [
      {
        customers: { zh: '两部制', en: 'two-part' },
        components: ['purchase'],
        ppm: { peak: percent(60), valley: percent(-60), criticalPeak: onTop(percent(60), 20) },
      },
      {
        customers: { zh: '1千伏及以上单一制', en: 'single-part, 1 kV and above' },
        components: ['purchase'],
        ppm: { peak: percent(80), valley: percent(-70), criticalPeak: onTop(percent(80), 20) },
      },
      {
        customers: { zh: '不满1千伏单一制', en: 'single-part, below 1 kV' },
        components: ['purchase'],
        ppm: { peak: percent(71), valley: percent(-64), criticalPeak: onTop(percent(71), 20) },
      },
    ],
    gaps: [],
  },
  {
    code: 'tianjin',
    area: { zh: '天津', en: 'Tianjin' },
    documents: ['津发改价综〔2021〕395号'],
    rules: rulesFrom('all: peak 9-12 16-21; valley 23-7; flat 7-9 12-16 21-23'),
    floating: [{ components: ['purchase', 'td'], ppm: { peak: percent(50), valley: percent(-54) } }],
    gaps: [
      {
        zh: '尖峰月份与时段未收录（说明提到部分月份有尖峰）',
        en: 'months and hours of critical peak are not collected, though the notice speaks of some',
      },
    ],
  },
  {
    code: 'hebei-south',
    area: { zh: '河北（南网）', en: 'Hebei, southern grid' },
    documents: ['冀发改能价〔2025〕1115号'],
    rules: rulesFrom(
      '3,4,5: deep 12-15; valley 3-7 11-12; flat 0-3 7-11 15-16; peak 16-24',
      '6,7,8: valley 1-7 12-14; flat 0-1 7-12 14-16; peak 16-19 22-24; critical 19-22',
      '9,10,11: deep 12-14; valley 2-6 11-12 14-15; flat 0-2 6-11 15-16; peak 16-24',
      '12,1,2: valley 2-6 11-15; flat 0-2 6-7 9-11 15-17 23-24; peak 7-9 19-23; critical 17-19',
    ),
    floating: [],
    gaps: [RATIO_UNKNOWN],
  },
  {
    code: 'hebei-north',
    area: { zh: '河北（冀北）', en: 'Hebei, northern grid' },
    documents: ['冀发改能价〔2023〕1711号'],
    rules: rulesFrom(
      '6,7,8: valley 0-7 23-24; flat 7-10 12-16 22-23; peak 10-12 16-17 20-22; critical 17-20',
      '11,12,1: valley 1-7 12-14; flat 0-1 7-8 10-12 14-16 22-24; peak 8-10 16-17 19-22; critical 17-19',
      '2,3,4,5,9,10: valley 1-7 12-14; flat 0-1 7-8 10-12 14-16 22-24; peak 8-10 16-22',
    ),
    floating: [],
    gaps: [RATIO_UNKNOWN],
  },
  {
    code: 'shanxi',
    area: { zh: '山西', en: 'Shanxi' },
    documents: ['晋发改商品发〔2021〕479号'],
    rules: rulesFrom('all: peak 8-11 17-23; valley 0-7 11-13; flat 7-8 13-17 23-24', '1,7,8,12: critical 18-20'),
    floating: [],
    gaps: [
      { zh: '尖峰仅适用于大工业用户', en: 'critical peak is for large industry alone' },
      {
        zh: '+60%/−55%，尖峰再上浮20%；哪些部分浮动需按价格表核对',
        en: '+60 %/−55 %, critical peak 20 % above peak; which parts float has to be taken from the table',
      },
    ],
  },
  {
    code: 'inner-mongolia-west',
    area: { zh: '内蒙古（蒙西）', en: 'Inner Mongolia, western grid' },
    documents: ['内发改价费字〔2023〕1630号'],
    rules: rulesFrom(
      '1,2,3,4,5,9,10,11,12: peak 6-8 18-22; flat 4-6 8-11 16-18 22-24; valley 0-4 11-16',
      '6,7,8: peak 6-8 18-22; flat 0-6 8-11 16-18 22-24; valley 11-16; critical 19-21; deep 13-15',
    ),
    floating: [
      { months: [1, 2, 3, 4, 5, 9, 10, 11, 12], components: ['purchase'], ppm: { peak: percent(68), valley: percent(-52) } },
      {
        months: [6, 7, 8],
        components: ['purchase'],
        ppm: { peak: percent(54), valley: percent(-56), criticalPeak: onTop(percent(54), 20), deepValley: onTop(percent(-56), -20) },
      },
    ],
    gaps: [{ zh: '比例针对平均交易价格', en: 'the ratios are those of average traded prices' }],
  },
  {
    code: 'inner-mongolia-east',
    area: { zh: '内蒙古（蒙东）', en: 'Inner Mongolia, eastern grid' },
    documents: ['内发改价费字〔2023〕1631号'],
    rules: rulesFrom('all: peak 6-9 17-22; flat 5-6 9-11 14-17 22-24; valley 11-14 0-5', '6,7,8: critical 18-20; deep 12-14'),
    floating: [],
    gaps: [
      {
        zh: '+68%/−52%，尖峰为峰段上浮20%，深谷为谷段下浮20%；哪些部分浮动未收录',
        en: '+68 %/−52 %, critical peak 20 % above peak, deep valley 20 % below valley; which parts float is not collected',
      },
    ],
  },
  {
    code: 'liaoning',
    area: { zh: '辽宁', en: 'Liaoning' },
    documents: ['辽发改价格〔2023〕441号'],
    rules: rulesFrom('all: peak 7:30-10:30 16-21; valley 11:30-12:30 22-5; flat 0-24', '1,7,8,12: critical 17-19'),
    floating: [],
    gaps: [RATIO_UNKNOWN],
  },
  {
    code: 'jilin',
    area: { zh: '吉林', en: 'Jilin' },
    documents: ['吉发改价格〔2025〕11号'],
    rules: rulesFrom('all: peak 8-10 16-21; flat 5-8 10-11 14-16 21-23; valley 0-5 11-14 23-24'),
    floating: [{ components: ['purchase'], ppm: { peak: percent(55), valley: percent(-55) } }],
    gaps: [{ zh: '尖峰灵活启动，启动日需另加规则', en: 'critical peak is called by the day: add a rule for each such day' }],
  },
  {
    code: 'heilongjiang',
    area: { zh: '黑龙江', en: 'Heilongjiang' },
    documents: ['黑发改价格函〔2024〕291号'],
    rules: rulesFrom('all: peak 7-8 9-11:30 15:30-20; valley 12-14 23:30-5:30; flat 0-24'),
    floating: [{ components: ['purchase'], ppm: { peak: percent(50), valley: percent(-50) } }],
    gaps: [{ zh: '尖峰暂停执行，恢复后需更新', en: 'critical peak is suspended; look again when it comes back' }],
  },
  {
    code: 'shaanxi',
    area: { zh: '陕西', en: 'Shaanxi' },
    documents: ['陕发改价格〔2025〕1034号'],
    rules: rulesFrom('7,8: critical 19-21', '12,1: critical 18-20', 'all: peak 16-23; valley 0-6 11-14; flat 0-24'),
    floating: [{ components: ['purchase'], ppm: { peak: percent(70), valley: percent(-70), criticalPeak: percent(90) } }],
    gaps: [],
  },
  {
    code: 'gansu',
    area: { zh: '甘肃', en: 'Gansu' },
    documents: ['甘发改价格〔2024〕424号'],
    rules: rulesFrom('all: peak 6-8 18-23; flat 23-6 8-10 16-18; valley 10-16'),
    floating: [],
    gaps: [{ zh: '峰谷价差由市场形成（购电与线损浮动）', en: 'the market makes the spread (purchase and line loss float)' }],
  },
  {
    code: 'qinghai',
    area: { zh: '青海', en: 'Qinghai' },
    documents: ['青发改价格〔2024〕179号'],
    rules: rulesFrom('all: peak 7-9 17-23; valley 9-17; flat 0-24'),
    floating: [{ components: ['purchase'], ppm: { peak: percent(63), valley: percent(-65) } }],
    gaps: [],
  },
  {
    code: 'ningxia',
    area: { zh: '宁夏', en: 'Ningxia' },
    documents: ['宁发改价格（管理）〔2023〕7号'],
    rules: rulesFrom('all: peak 7-9 17-23; valley 9-17; flat 0-7 23-24'),
    floating: [],
    gaps: [RATIO_UNKNOWN, { zh: '尖峰、深谷时段另行公布', en: 'hours of critical peak and deep valley are announced apart' }],
  },
  {
    code: 'xinjiang',
    area: { zh: '新疆', en: 'Xinjiang' },
    documents: ['新发改规〔2023〕11号'],
    rules: rulesFrom(
      'all: peak 8-11 19-24; flat 11-13 17-19 0-4; valley 4-8 13-17',
      '7: critical 21-23',
      '1,11,12: critical 19-21',
      '5,6,7,8: deep 14-16',
    ),
    floating: [
      { components: ['purchase'], ppm: { peak: percent(75), valley: percent(-75), criticalPeak: percent(100), deepValley: percent(-90) } },
    ],
    gaps: [],
  },
];
