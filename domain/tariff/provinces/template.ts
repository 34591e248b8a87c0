import type { Period, PeriodRule } from '../tariff.ts';

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Period rules of a grid area's notice, for a tariff of its customers; prices change by the month and are not part of it. */
export interface AreaTemplate {
  /** Stable: `shandong`, `hebei-south`, `shanghai-single`. */
  readonly code: string;
  readonly area: Words;
  /** Numbers of the notices. */
  readonly documents: readonly string[];
  readonly rules: readonly PeriodRule[];
  /** Which prices float by how much, as the notice says it; empty where what was collected does not tell. */
  readonly floating: readonly Floating[];
  /** What the template does not say or cannot express: to be settled with the current notice before it prices anybody. */
  readonly gaps: readonly Words[];
}

/** Float of the named components in millionths of their flat price. */
export interface Floating {
  /** Which customers, where the notice tells them apart. */
  readonly customers?: Words;
  /** Months of the year, where it differs; absent: all. */
  readonly months?: readonly number[];
  readonly components: readonly string[];
  readonly ppm: Readonly<Partial<Record<Period, number>>>;
}

/** What every tariff made of a template says of itself. */
export const CHECK_NOTICE = 'check with your current notice; 请以当地最新文件为准';

/**
 * Rules from lines such as `6,7,8: peak 14-22; valley 0-6 11-13`: months (or `all`; `rest` and `holiday` days with months or names after
 * them), then periods with their hours. `flat 0-24` stands for "the rest is flat".
 */
export const rulesFrom = (...lines: readonly string[]): readonly PeriodRule[] =>
  lines.flatMap((line) => {
    const [when = '', what = ''] = line.split(': ');
    return what.split('; ').map((part): PeriodRule => {
      const [name = '', ...hours] = part.split(' ');
      return { period: periodFrom(name), ranges: hours.map(rangeFrom), ...daysFrom(when) };
    });
  });

const PERIOD_OF: Readonly<Record<string, Period>> = {
  critical: 'criticalPeak',
  peak: 'peak',
  flat: 'flat',
  valley: 'valley',
  deep: 'deepValley',
};

const periodFrom = (name: string): Period => {
  const period = PERIOD_OF[name];
  if (period === undefined) throw new RangeError(`template: ${name} is no period`);
  return period;
};

/** "9-11:30" as 09:00-11:30. */
const rangeFrom = (text: string): { readonly from: string; readonly to: string } => {
  const [from = '', to = ''] = text.split('-').map((time) => {
    const [hour = '', minute = '00'] = time.split(':');
    return `${hour.padStart(2, '0')}:${minute}`;
  });
  return { from, to };
};

const daysFrom = (when: string): Pick<PeriodRule, 'months' | 'dayKind' | 'holidayNames'> => {
  const [kind = '', list = ''] = when.split(' ');
  if (kind === 'all') return {};
  if (kind === 'holiday') return { dayKind: 'holiday', ...(list !== '' && { holidayNames: list.split(',') }) };
  if (kind === 'rest') return { dayKind: 'restDay', months: monthsFrom(list) };
  return { months: monthsFrom(kind) };
};

const monthsFrom = (list: string): readonly number[] => list.split(',').map(Number);

/** +84.3 percent as 843,000 millionths. */
export const percent = (n: number): number => Math.round(n * 10_000);

/** A float on top of a float: critical peak 20 % above a peak of +60 % is +92 %. */
export const onTop = (ppm: number, n: number): number => Math.round(((1_000_000 + ppm) * (1_000_000 + percent(n))) / 1_000_000 - 1_000_000);
