import type { FileTariff, FileTariffVersion } from '#domain/park/park-file.ts';
import type { Period, PeriodRule } from '#domain/tariff/tariff.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { price, priceFromYuan, yuanFromPrice } from '#domain/units/money.ts';

type PeriodPrices = Readonly<Record<Period, string>>;

/** A month's published table of State Grid Shandong for purchase by the grid: two-part, 110 kV; yuan per kWh with VAT. DOMAIN 1.5. */
interface PublishedTable {
  readonly month: string;
  readonly delivered: PeriodPrices;
  /** Transmission and distribution, the same in every period. */
  readonly td: string;
  readonly tdSource: string;
}

const TABLES: readonly PublishedTable[] = [
  {
    month: '2026-07',
    delivered: { criticalPeak: '1.10366875', peak: '0.95836875', flat: '0.61896875', valley: '0.27966875', deepValley: '0.18266875' },
    td: '0.1191',
    tdSource: '输配 0.1191 至 2026-07-31',
  },
  {
    month: '2026-08',
    delivered: { criticalPeak: '1.01796875', peak: '0.88436875', flat: '0.57266875', valley: '0.26106875', deepValley: '0.17196875' },
    td: '0.106',
    tdSource: '输配 0.106 自 2026-08-01 (鲁发改价格〔2026〕556号)',
  },
];

/** 农网还贷 0.019, 可再生 0.00196875, 水库移民 0.0062: as DOMAIN 1.5 adds them up. */
const FUND = '0.02716875';

/** Contract demand, yuan per kW and month. The Shandong figure of the fourth period is not published with the tables above. */
const DEMAND_YUAN = '42';

/** 鲁发改价格〔2023〕914号, table of 2025, unchanged in 2026. DOMAIN 1.4. */
const RULES: readonly PeriodRule[] = [
  rule('valley', [1, 2, 12], '02:00-06:00', '10:00-15:00'),
  rule('deepValley', [1, 2, 12], '11:00-14:00'),
  rule('peak', [1, 2, 12], '07:00-09:00', '16:00-21:00'),
  rule('criticalPeak', [1, 2, 12], '16:00-19:00'),
  rule('valley', [3, 4, 5], '10:00-15:00'),
  rule('deepValley', [3, 4, 5], '11:00-14:00'),
  rule('peak', [3, 4, 5], '17:00-22:00'),
  rule('criticalPeak', [3, 4, 5], '17:00-20:00'),
  rule('valley', [6], '07:00-12:00'),
  rule('valley', [7, 8], '01:00-06:00'),
  rule('peak', [6, 7, 8], '16:00-23:00'),
  rule('criticalPeak', [6, 7, 8], '17:00-22:00'),
  rule('valley', [9, 10, 11], '10:00-15:00'),
  rule('deepValley', [9, 10, 11], '11:00-14:00'),
  rule('peak', [9, 10, 11], '16:00-21:00'),
  rule('criticalPeak', [9, 10, 11], '17:00-19:00'),
];

/** The tariffs of the demo parks. The first table is in force from `since` at the latest, so that all of the history is priced. */
export const demoTariffs = (since: ParkDay): readonly FileTariff[] => [
  {
    code: 'sd-grid',
    medium: 'electricity',
    name: { zh: '山东两部制分时电价', en: 'Shandong two-part time of use' },
    versions: TABLES.map((table) => timeOfUse(table, since, { withDemand: true })),
  },
  {
    code: 'sd-tou',
    medium: 'electricity',
    name: { zh: '园区分时电价（平价转供）', en: 'Park time of use, passed on at cost' },
    versions: TABLES.map((table) => timeOfUse(table, since, { withDemand: false })),
  },
  {
    code: 'sd-dorm',
    medium: 'electricity',
    name: { zh: '宿舍合表电价', en: 'Dormitory, shared meter' },
    versions: [single(since, '0.5464', '样例：居民合表电价（四川公布值）。上线前按当地通知核对。')],
  },
  {
    code: 'sd-resident',
    medium: 'electricity',
    name: { zh: '宿舍一户一表（阶梯）', en: 'Dormitory, a meter a household (tiers)' },
    versions: [single(since, '0.538', '样例：居民一户一表第一档（浙江公布值，年 2,760 与 4,800 千瓦时）。上线前按当地通知核对。')],
    steps: [
      {
        code: 'tier',
        name: { zh: '阶梯加价', en: 'Tier surcharge' },
        window: 'year',
        of: 'limits',
        versions: [{ from: since, limits: ['2760', '4800'], surcharges: ['0', '0.05', '0.3'] }],
      },
    ],
  },
  {
    code: 'water-business',
    medium: 'water',
    name: { zh: '非居民用水', en: 'Water, business' },
    versions: [water(since)],
    steps: [
      {
        code: 'overQuota',
        name: { zh: '超定额累进加价', en: 'Over-quota surcharge' },
        window: 'month',
        of: 'quota',
        // 发改价格〔2017〕1792号: over the quota +0.5, +1, +2 times the base price.
        versions: [{ from: since, limits: ['100', '120', '140'], surcharges: ['0', '2.35', '4.70', '9.40'] }],
      },
    ],
  },
];

function rule(period: Period, months: readonly number[], ...ranges: readonly string[]): PeriodRule {
  return { period, months, ranges: ranges.map((range) => ({ from: range.slice(0, 5), to: range.slice(6) })) };
}

const timeOfUse = (table: PublishedTable, since: ParkDay, { withDemand }: { readonly withDemand: boolean }): FileTariffVersion => {
  const published = `${table.month}-01`;
  const first = table === TABLES[0] && since < published;
  return {
    validFrom: first ? since : published,
    source: [
      `国网山东代理购电工商业用户电价表 ${table.month}，两部制 110 kV；时段 鲁发改价格〔2023〕914号；${table.tdSource}`,
      withDemand ? `需量电价 ${DEMAND_YUAN} 元/kW·月为样例（同湖北 2026-01），` : '',
      first ? `演示从 ${since} 起沿用。` : '',
      '上线前按当月公布表核对。',
    ].join(' '),
    components: [
      {
        code: 'rest',
        name: { zh: '购电、线损、系统运行（合计）', en: 'Purchase, line loss, system operation (sum)' },
        prices: restOf(table),
      },
      { code: 'td', name: { zh: '输配电价', en: 'Transmission and distribution' }, prices: { flat: table.td } },
      { code: 'fund', name: { zh: '政府性基金及附加', en: 'Government funds and surcharges' }, prices: { flat: FUND } },
    ],
    rules: RULES,
    ...(withDemand ? { demandPrice: DEMAND_YUAN } : {}),
  };
};

/** What is left of the delivered price: only totals are published per period, and the parts must add up to them exactly. */
const restOf = ({ delivered, td }: PublishedTable): PeriodPrices => {
  const rest = (total: string) => yuanFromPrice(price(priceIn(total) - priceIn(td) - priceIn(FUND)));
  return {
    criticalPeak: rest(delivered.criticalPeak),
    peak: rest(delivered.peak),
    flat: rest(delivered.flat),
    valley: rest(delivered.valley),
    deepValley: rest(delivered.deepValley),
  };
};

const priceIn = (yuan: string): bigint => {
  const found = priceFromYuan(yuan);
  if (found === null) throw new Error(`seed: ${yuan} is no price`);
  return found;
};

const single = (validFrom: ParkDay, flat: string, source: string): FileTariffVersion => ({
  validFrom,
  source,
  components: [{ code: 'all', name: { zh: '到户价', en: 'Delivered price' }, prices: { flat } }],
  rules: [],
});

/** 6.30 yuan in all, as published; how it falls apart is made up. Sewage already by its discharge ratio. */
function water(validFrom: ParkDay): FileTariffVersion {
  return {
    validFrom,
    source:
      '样例：非居民到户水价 6.30 元（深圳 2025-07-01，含污水处理费）；自来水、污水处理费、水资源税的分项为样例；超定额累进加价 发改价格〔2017〕1792号。上线前按当地通知核对。',
    components: [
      { code: 'water', name: { zh: '自来水', en: 'Water' }, prices: { flat: '4.70' } },
      { code: 'sewage', name: { zh: '污水处理费', en: 'Sewage' }, prices: { flat: '1.20' } },
      { code: 'waterResource', name: { zh: '水资源税', en: 'Water resource tax' }, prices: { flat: '0.40' } },
    ],
    rules: [],
  };
}
