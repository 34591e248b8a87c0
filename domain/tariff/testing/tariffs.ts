import { parkDay } from '../../time/park-day.ts';
import { type Price, price, priceFromYuan } from '../../units/money.ts';
import { PERIODS, type Period, type PeriodRule, type PriceComponent, type Tariff, type TariffVersion, type TimeRange } from '../tariff.ts';

/** Makers of tariffs for tests, and tables written from the rules of DOMAIN 1.3-1.5. */

export const yuan = (text: string): Price => {
  const found = priceFromYuan(text);
  if (found === null) throw new RangeError(`${text} is no price`);
  return found;
};

/** "07:00-09:00,16:00-21:00" */
export const ranges = (text: string): readonly TimeRange[] =>
  text.split(',').map((range) => {
    const [from = '', to = ''] = range.split('-');
    return { from, to };
  });

export const rule = (period: Period, hours: string, when: Omit<PeriodRule, 'period' | 'ranges'> = {}): PeriodRule => ({
  period,
  ranges: ranges(hours),
  ...when,
});

export const component = (code: string, prices: Readonly<Record<Period, Price>>): PriceComponent => ({
  code,
  name: { zh: code, en: code },
  prices,
});

export const samePrice = (at: Price): Readonly<Record<Period, Price>> => ({
  deepValley: at,
  valley: at,
  flat: at,
  peak: at,
  criticalPeak: at,
});

/** base x (1 + δ) in each period, δ in hundredths; exact where base x δ has no more than eight decimals. */
export const floating = (base: Price, deltaPercent: Readonly<Record<Period, bigint>>): Readonly<Record<Period, Price>> => {
  const at = (period: Period): Price => price((base * (100n + deltaPercent[period])) / 100n);
  return { deepValley: at('deepValley'), valley: at('valley'), flat: base, peak: at('peak'), criticalPeak: at('criticalPeak') };
};

export const version = (change: Partial<TariffVersion> = {}): TariffVersion => ({
  id: 1,
  validFrom: parkDay('2026-01-01'),
  source: 'made for a test',
  components: [component('all', byPeriod('1', '2', '3', '4', '5'))],
  rules: [],
  ...change,
});

/** Delivered prices in the order of PERIODS: deepValley, valley, flat, peak, criticalPeak. */
export const byPeriod = (...texts: readonly [string, string, string, string, string]): Readonly<Record<Period, Price>> => ({
  deepValley: yuan(texts[0]),
  valley: yuan(texts[1]),
  flat: yuan(texts[2]),
  peak: yuan(texts[3]),
  criticalPeak: yuan(texts[4]),
});

export const tariff = (versions: readonly TariffVersion[]): Tariff => ({
  id: 1,
  code: 'test',
  medium: 'electricity',
  name: { zh: '测试', en: 'Test' },
  versions,
});

export const periodName = (index: number | undefined): Period | undefined => (index === undefined ? undefined : PERIODS[index]);

/** 山东 鲁发改价格〔2023〕914号. */
export const SHANDONG_RULES: readonly PeriodRule[] = [
  rule('valley', '02:00-06:00,10:00-15:00', { months: [1, 2, 12] }),
  rule('deepValley', '11:00-14:00', { months: [1, 2, 12] }),
  rule('peak', '07:00-09:00,16:00-21:00', { months: [1, 2, 12] }),
  rule('criticalPeak', '16:00-19:00', { months: [1, 2, 12] }),
  rule('valley', '10:00-15:00', { months: [3, 4, 5] }),
  rule('deepValley', '11:00-14:00', { months: [3, 4, 5] }),
  rule('peak', '17:00-22:00', { months: [3, 4, 5] }),
  rule('criticalPeak', '17:00-20:00', { months: [3, 4, 5] }),
  rule('valley', '07:00-12:00', { months: [6] }),
  rule('valley', '01:00-06:00', { months: [7, 8] }),
  rule('peak', '16:00-23:00', { months: [6, 7, 8] }),
  rule('criticalPeak', '17:00-22:00', { months: [6, 7, 8] }),
  rule('valley', '10:00-15:00', { months: [9, 10, 11] }),
  rule('deepValley', '11:00-14:00', { months: [9, 10, 11] }),
  rule('peak', '16:00-21:00', { months: [9, 10, 11] }),
  rule('criticalPeak', '17:00-19:00', { months: [9, 10, 11] }),
];

/** 山东 2026-08, two-part 110 kV, as published; 2026-07 before it. */
export const shandong = (): Tariff =>
  tariff([
    version({
      id: 7,
      validFrom: parkDay('2026-07-01'),
      components: [component('all', byPeriod('0.18266875', '0.27966875', '0.61896875', '0.95836875', '1.10366875'))],
      rules: SHANDONG_RULES,
    }),
    version({
      id: 8,
      validFrom: parkDay('2026-08-01'),
      components: [component('all', byPeriod('0.17196875', '0.26106875', '0.57266875', '0.88436875', '1.01796875'))],
      rules: SHANDONG_RULES,
    }),
  ]);

/** 上海 沪发改价管〔2022〕50号, 〔2024〕28号, two-part large industry. Holiday names as the State Council list writes them. */
export const SHANGHAI_RULES: readonly PeriodRule[] = [
  rule('peak', '08:00-15:00,18:00-21:00', { months: [7, 8, 9] }),
  rule('criticalPeak', '12:00-14:00', { months: [7, 8] }),
  rule('peak', '08:00-11:00,18:00-21:00', { months: [1, 2, 3, 4, 5, 6, 10, 11, 12] }),
  rule('criticalPeak', '19:00-21:00', { months: [1, 12] }),
  rule('valley', '22:00-06:00'),
  rule('deepValley', '22:00-06:00', {
    dayKind: 'holiday',
    holidayNames: ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'],
  }),
  rule('deepValley', '22:00-06:00', { dayKind: 'restDay', months: [2, 3, 4, 5, 6, 9, 10, 11] }),
];

/** 湖北 2026-01, two-part 110 kV, by component: purchase and line loss float, the rest does not. */
export const hubei = (): TariffVersion => {
  const delta = { deepValley: 0n, valley: -55n, flat: 0n, peak: 49n, criticalPeak: 100n };
  return version({
    components: [
      component('purchase', floating(yuan('0.384470'), delta)),
      component('lineLoss', floating(yuan('0.013643'), delta)),
      component('td', samePrice(yuan('0.0884'))),
      component('sysOp', samePrice(yuan('0.082273'))),
      component('fund', samePrice(yuan('0.0452'))),
    ],
    rules: [
      rule('criticalPeak', '20:00-22:00', { months: [7, 8] }),
      rule('criticalPeak', '18:00-20:00', { months: [1, 2, 3, 4, 5, 6, 9, 10, 11, 12] }),
      rule('peak', '16:00-24:00'),
      rule('valley', '00:00-06:00,12:00-14:00'),
    ],
  });
};
