/** Words of the lawful-price checks; `lawful-price-en.ts` has the same keys. */
export const lawfulPriceZhCN = {
  title: '转供电合规检查',
  note: '出账之前；文件原文请由专人核对',
  severity: { block: '阻止出账', warn: '提醒' },
  kept: '{n} 项符合规定',
  outcome: { kept: '符合', broken: '不符合', unknown: '无法判断' },
  figure: {
    charged: '收取',
    landlordOwn: '业主自用',
    paid: '交给电网',
    excess: '超出',
    price: '价格',
    limit: '上限',
    used: '电量',
    subject: '对象',
    period: '时段',
    loss: '损耗',
    since: '自',
  },
  'PC-01': {
    kept: '向终端收取的电费总和没有超过交给电网的电费。',
    broken: '向终端收取的电费总和超过了交给电网的电费。',
    unknown: '总额规则：还不知道交给电网多少电费。',
  },
  'PC-02': {
    kept: '终端平均电价没有超过园区平均电价（含允许损耗）。',
    broken: '终端平均电价超过了园区平均电价（含允许损耗）。',
    unknown: '均价规则：还不知道交给电网多少电费。',
  },
  'PC-03': {
    kept: '各户单价等于按分表电量公平分摊的单价。',
    broken: '有的户单价不等于公平分摊的单价。',
    unknown: '公平分摊：还不知道交给电网多少电费。',
  },
  'PC-04': {
    kept: '各时段价格都没有超过电网对园区的价格。',
    broken: '有的时段价格超过了电网对园区的价格。',
    unknown: '分时规则：缺少电网对园区的价格表。',
  },
  'PC-05': {
    kept: '没有电价以外按度收取的费用。',
    broken: '有电价以外按度收取的费用。',
    unknown: '按度收费：还没有收费项目可查。',
  },
  'PC-06': { kept: '损耗率在上限之内。', broken: '损耗率不可信，或超过上限。', unknown: '损耗率：这个月没有进电。' },
  'PC-07': {
    kept: '电网降价已同日传导给租户。',
    broken: '电网降价没有同日传导给租户。',
    unknown: '降价传导：缺少价格记录。',
  },
  'PC-08': {
    kept: '公共用电没有重复收取。',
    broken: '公共用电既在物业费里，又在电费里。',
    unknown: '重复收取：还没有收费项目可查。',
  },
  'PC-09': { kept: '违约金没有超过上限。', broken: '违约金超过了上限。', unknown: '违约金：没有可查的记录。' },
};

export type LawfulPriceWords = typeof lawfulPriceZhCN;
