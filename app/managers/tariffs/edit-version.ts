import type { Period } from '#domain/tariff/tariff.ts';
import { PERIODS } from '../../format/periods.ts';
import type { Draft, FileFault, Rule, Template, Vector, Version } from '../../rpc/tariffs-api.ts';
import { priceText } from './price-rows.ts';

/** A version as it is typed: every value as text, in the order of the fields. */
export interface VersionText {
  readonly validFrom: string;
  readonly source: string;
  readonly components: readonly ComponentText[];
  readonly rules: readonly RuleText[];
  readonly vector: VectorText | null;
  readonly demandPrice: string;
  readonly capacityPrice: string;
}

export interface ComponentText {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Empty: as flat. */
  readonly prices: Readonly<Record<Period, string>>;
}

export type DayKind = NonNullable<Rule['dayKind']>;

export interface RuleText {
  readonly period: Period;
  readonly hours: string;
  readonly months: string;
  readonly dayKind: DayKind;
  readonly dates: string;
  readonly holidays: string;
}

export interface VectorText {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly days: readonly VectorDayText[];
}

export interface VectorDayText {
  readonly from: string;
  readonly to: string;
  readonly dayKind: DayKind;
  readonly prices: string;
}

export const DAY_KINDS: readonly DayKind[] = ['anyDay', 'workday', 'restDay', 'holiday'];
const NO_PRICES: Readonly<Record<Period, string>> = { deepValley: '', valley: '', flat: '', peak: '', criticalPeak: '' };
export const NEW_COMPONENT: ComponentText = { code: '', zh: '', en: '', prices: NO_PRICES };
export const NEW_RULE: RuleText = { period: 'peak', hours: '', months: '', dayKind: 'anyDay', dates: '', holidays: '' };

/** A version to go on from. What floats nowhere is left empty: it follows the flat price. */
export const textOfVersion = (version: Version): VersionText => ({
  validFrom: version.validFrom,
  source: version.source,
  components: version.components.map(({ code, name, prices }) => ({ code, ...name, prices: ownPrices(prices) })),
  rules: version.rules.map(textOfRule),
  vector: version.vectors[0] ? textOfVector(version.vectors[0]) : null,
  demandPrice: version.demandPrice === null ? '' : priceText(version.demandPrice),
  capacityPrice: version.capacityPrice === null ? '' : priceText(version.capacityPrice),
});

const ownPrices = (prices: Readonly<Record<Period, string>>): Record<Period, string> => {
  const own = { ...NO_PRICES, flat: priceText(prices.flat) };
  for (const period of PERIODS) if (priceText(prices[period]) !== own.flat) own[period] = priceText(prices[period]);
  return own;
};

export const textOfRule = ({ period, ranges, months, dates, dayKind, holidayNames }: Rule): RuleText => ({
  period,
  hours: ranges.map(({ from, to }) => `${from}-${to}`).join(' '),
  months: (months ?? []).join(' '),
  dayKind: dayKind ?? 'anyDay',
  dates: dates ? `${dates.from}..${dates.to}` : '',
  holidays: (holidayNames ?? []).join(' '),
});

const textOfVector = ({ code, name, days }: Vector): VectorText => ({
  code,
  ...name,
  days: days.map(({ from, to, dayKind, prices }) => ({
    from,
    to: to ?? '',
    dayKind: dayKind ?? 'anyDay',
    prices: prices.map(priceText).join(' '),
  })),
});

/** A notice's periods in place of one's own, and its number as the source. */
export const withTemplate = (version: VersionText, { source, rules }: Template): VersionText => ({
  ...version,
  source,
  rules: rules.map(textOfRule),
});

/** What is sent: text as it was typed, so that the check names the field at fault. */
export const draftOf = (version: VersionText): Draft['version'] => ({
  validFrom: version.validFrom.trim(),
  source: version.source,
  components: version.components.map(({ code, zh, en, prices }) => ({
    code: code.trim(),
    name: { zh, en },
    prices: { flat: prices.flat.trim(), ...given(prices) },
  })),
  rules: version.rules.map(ruleOf),
  ...(version.vector === null ? {} : { vectors: [vectorOf(version.vector)] }),
  ...(version.demandPrice.trim() === '' ? {} : { demandPrice: version.demandPrice.trim() }),
  ...(version.capacityPrice.trim() === '' ? {} : { capacityPrice: version.capacityPrice.trim() }),
});

const given = (prices: Readonly<Record<Period, string>>): Partial<Record<Period, string>> => {
  const own: Partial<Record<Period, string>> = {};
  for (const period of PERIODS) if (period !== 'flat' && prices[period].trim() !== '') own[period] = prices[period].trim();
  return own;
};

const wordsOf = (text: string): string[] => text.split(/[\s,，、;；]+/).filter((word) => word !== '');

const ruleOf = ({ period, hours, months, dayKind, dates, holidays }: RuleText): Draft['version']['rules'][number] => ({
  period,
  ranges: wordsOf(hours).map((text) => {
    const [from = '', to = ''] = text.split(/[-–~]/);
    return { from: timeOf(from), to: timeOf(to) };
  }),
  ...(months.trim() === '' ? {} : { months: wordsOf(months).map(monthOf) }),
  ...(dayKind === 'anyDay' ? {} : { dayKind }),
  ...(dates.trim() === '' ? {} : { dates: datesOf(dates.trim()) }),
  ...(holidays.trim() === '' ? {} : { holidayNames: wordsOf(holidays) }),
});

/** "8" and "8:30" as people write them. */
const timeOf = (text: string): string => {
  const parts = /^(\d{1,2})(?:[:：](\d{2}))?$/.exec(text.trim());
  return parts ? `${(parts[1] ?? '').padStart(2, '0')}:${parts[2] ?? '00'}` : text;
};

/** What is no number is 0, which is no month. */
const monthOf = (text: string): number => (/^\d{1,2}$/.test(text) ? Number(text) : 0);

const datesOf = (text: string): { from: string; to: string } => {
  const [from = '', to = ''] = text.split(/\.\.|至|~/);
  return { from: from.trim(), to: to.trim() };
};

const vectorOf = ({ code, zh, en, days }: VectorText) => ({
  code: code.trim(),
  name: { zh, en },
  days: days.map(({ from, to, dayKind, prices }) => ({
    from,
    ...(to === '' ? {} : { to }),
    ...(dayKind === 'anyDay' ? {} : { dayKind }),
    prices: prices.split(/[\s,，;；]+/).filter((price) => price !== ''),
  })),
});

/** Faults of one field and of what is within it. */
export const faultsAt = (faults: readonly FileFault[], path: string): readonly FileFault[] =>
  faults.filter((fault) => fault.path === path || fault.path.startsWith(`${path}.`) || fault.path.startsWith(`${path}[`));

/** Faults that no field of a form shows: of the version, or of the tariff, as a whole. */
export const faultsElsewhere = (faults: readonly FileFault[]): readonly FileFault[] =>
  faults.filter(
    ({ path }) => path === '' || path === 'components' || path === 'rules' || path === 'vectors' || /^rules\[\d+\]$/.test(path),
  );
