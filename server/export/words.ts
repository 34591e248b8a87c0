import type { Quality } from '#domain/metering/quality.ts';
import type { Register } from '#domain/park/model.ts';
import type { Period } from '#domain/tariff/tariff.ts';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Heads of columns and titles of sheets, [zh, en]. */
const HEADS = {
  slots: ['用量', 'Use'],
  readings: ['读数', 'Readings'],
  accruals: ['计费', 'Accruals'],
  accounts: ['账户', 'Accounts'],
  meters: ['表计', 'Meters'],
  alarms: ['告警', 'Alarms'],
  quarantine: ['隔离报文', 'Quarantine'],
  month: ['月度用量', 'Month'],
  point: ['计量点', 'Point'],
  name: ['名称', 'Name'],
  medium: ['介质', 'Medium'],
  role: ['角色', 'Role'],
  register: ['寄存器', 'Register'],
  start: ['开始时间', 'Start'],
  day: ['日期', 'Day'],
  quantity: ['用量 (kWh, m³)', 'Quantity (kWh, m³)'],
  quality: ['质量', 'Quality'],
  period: ['时段', 'Period'],
  charge: ['金额 (元)', 'Charge (yuan)'],
  maxKw: ['最大15分钟平均 (kW, m³/h)', 'Largest 15-minute mean (kW, m³/h)'],
  maxAt: ['最大值窗口结束', 'End of its window'],
  account: ['账户编号', 'Account'],
  serial: ['表号', 'Serial'],
  at: ['时间', 'Time'],
  receivedAt: ['接收时间', 'Received'],
  import: ['正向示数 (kWh, m³)', 'Import register (kWh, m³)'],
  export: ['反向示数 (kWh)', 'Export register (kWh)'],
  reactive: ['无功示数 (kvarh)', 'Reactive register (kvarh)'],
  power: ['功率 (kW, m³/h)', 'Power (kW, m³/h)'],
  relay: ['继电器', 'Relay'],
  kind: ['类型', 'Kind'],
  available: ['可用余额 (元)', 'Available (yuan)'],
  ledger: ['账面余额 (元)', 'Ledger balance (yuan)'],
  unposted: ['未入账 (元)', 'Not yet posted (yuan)'],
  todayYuan: ['今日 (元)', 'Today (yuan)'],
  monthYuan: ['本月 (元)', 'This month (yuan)'],
  level: ['余额级别', 'Level'],
  daysLeft: ['可用天数', 'Days left'],
  today: ['今日 (kWh, m³)', 'Today (kWh, m³)'],
  thisMonth: ['本月 (kWh, m³)', 'This month (kWh, m³)'],
  severity: ['严重程度', 'Severity'],
  subject: ['对象', 'Subject'],
  openedAt: ['发生时间', 'Opened'],
  closedAt: ['结束时间', 'Closed'],
  acknowledgedAt: ['确认时间', 'Acknowledged'],
  acknowledgedBy: ['确认人', 'Acknowledged by'],
  mutedUntil: ['静音至', 'Muted until'],
  data: ['数据', 'Figures'],
  topic: ['主题', 'Topic'],
  reason: ['原因', 'Reason'],
  detail: ['说明', 'Detail'],
  items: ['读数个数', 'Readings in it'],
  resolution: ['处理', 'Resolution'],
} as const;

export type Head = keyof typeof HEADS;

export const headOf = (head: Head, language: Language): string => HEADS[head][language === 'zh' ? 0 : 1];

/** Values people read; whatever is not here is written as its code. */
const VALUES: Readonly<Record<string, readonly [string, string]>> = {
  deepValley: ['深谷', 'deep valley'],
  valley: ['低谷', 'valley'],
  flat: ['平段', 'flat'],
  peak: ['高峰', 'peak'],
  criticalPeak: ['尖峰', 'critical peak'],
  measured: ['实测', 'measured'],
  interpolated: ['插值', 'interpolated'],
  estimated: ['估算', 'estimated'],
  import: ['正向', 'import'],
  export: ['反向', 'export'],
  reactive: ['无功', 'reactive'],
  electricity: ['电', 'electricity'],
  water: ['水', 'water'],
  grid: ['关口', 'grid'],
  feeder: ['馈线', 'feeder'],
  tenant: ['租户', 'tenant'],
  public: ['公区', 'public'],
  pv: ['光伏', 'pv'],
  storage: ['储能', 'storage'],
  prepaid: ['预付费', 'prepaid'],
  postpaid: ['后付费', 'postpaid'],
  supply: ['购电', 'supply'],
  closed: ['合闸', 'closed'],
  open: ['分闸', 'open'],
  ok: ['正常', 'in order'],
  alarm1: ['偏低', 'low'],
  alarm2: ['告急', 'very low'],
  exhausted: ['用尽', 'used up'],
  info: ['提示', 'info'],
  warning: ['警告', 'warning'],
  critical: ['严重', 'critical'],
} satisfies Record<Period | Quality | Register, readonly [string, string]> & Record<string, readonly [string, string]>;

export const wordOf = (value: string | null, language: Language): string | null =>
  value === null ? null : (VALUES[value]?.[language === 'zh' ? 0 : 1] ?? value);
