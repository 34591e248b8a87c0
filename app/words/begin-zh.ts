export const beginZhCN = {
  title: '之前的月份未出账',
  skipped: '{months} 从未出账。处理之前，{month} 的账单不能出具。',
  notIssued: '{months} 的账单已计算，均未出具。',
  go: '去出账 {month}',
  begin: '自 {month} 起出账',
  what: '不出账的月份',
  prepaid: '预付费账户：已从余额扣除的用量不变，公摊与费用不收。',
  postpaid: '后付费账户：这些月份不收费。',
  late: '此后才到的数据，差额列入下一期账单。',
  forEver: '声明记入审计，不可撤销。',
  reason: '原因（必填）',
  reasonLike: '如：此前由纸质抄表出账',
  begun: '{months} 已声明不出账',
  refused: { nothing: '期间已有变动，请刷新后再看', running: '这些月份正在计算，请稍后再试' },
  heldBack: '之前的月份未出账，账单未出具',
  stated: '不出账：{n} 张，计 {yuan} 元。{reason}',
  later: '不由本系统出账？可声明自以后月份起出账。',
  laterGo: '查看 {month}',
};

export type BeginWords = typeof beginZhCN;
