import { isRealDate } from '../time/local-instant.ts';
import { parkDayFromText } from '../time/park-day.ts';
import { minuteOfDayFromText } from '../time/time-of-day.ts';
import type { Price } from '../units/money.ts';
import type { PeriodRule, Tariff, TariffVersion, TimeRange } from './tariff.ts';
import { tilingOf } from './tiling.ts';

export type TariffFaultCode =
  | 'NO_VERSIONS'
  | 'VERSIONS_UNORDERED'
  | 'BAD_DAY'
  | 'NO_SOURCE'
  | 'NO_COMPONENTS'
  | 'DUPLICATE_COMPONENT'
  | 'NEGATIVE_PRICE'
  | 'NO_RANGES'
  | 'BAD_TIME'
  | 'NOT_A_QUARTER'
  | 'EMPTY_RANGE'
  | 'BAD_MONTH'
  | 'BAD_DATE'
  | 'NAMES_WITHOUT_HOLIDAY'
  | 'OVERLAP';

/** Why a tariff must not come into force. */
export interface TariffFault {
  /** Where, from the value that was checked: "rules[2].ranges[0].from". */
  readonly path: string;
  readonly code: TariffFaultCode;
  /** One line for a person. */
  readonly detail: string;
}

/** Every fault of a tariff and of its versions. */
export const checkTariff = ({ versions }: Tariff): readonly TariffFault[] => [
  ...(versions.length === 0 ? [fault('versions', 'NO_VERSIONS', 'a tariff needs a version')] : []),
  ...versions.flatMap((version, index) => {
    const before = versions[index - 1];
    if (!before || before.validFrom < version.validFrom) return [];
    const detail = `${version.validFrom} does not come after ${before.validFrom}`;
    return [fault(`versions[${index}].validFrom`, 'VERSIONS_UNORDERED', detail)];
  }),
  ...versions.flatMap((version, index) => within(`versions[${index}]`, checkTariffVersion(version))),
];

/** Every fault of a version. Overlaps are looked for only when the rules can be read. */
export const checkTariffVersion = (version: TariffVersion): readonly TariffFault[] => {
  const ofRules = version.rules.flatMap((rule, index) => within(`rules[${index}]`, checkRule(rule)));
  return [
    ...(parkDayFromText(version.validFrom) === null ? [fault('validFrom', 'BAD_DAY', `"${version.validFrom}" is no date`)] : []),
    ...(version.source.trim() === '' ? [fault('source', 'NO_SOURCE', 'say where the prices come from')] : []),
    ...checkComponents(version),
    ...negative('demandPrice', version.demandPrice),
    ...negative('capacityPrice', version.capacityPrice),
    ...ofRules,
    ...(ofRules.length === 0 ? overlapsOf(version.rules) : []),
  ];
};

const negative = (path: 'demandPrice' | 'capacityPrice', of: Price | undefined): readonly TariffFault[] =>
  of !== undefined && of < 0n ? [fault(path, 'NEGATIVE_PRICE', 'a price of demand or capacity is not below zero')] : [];

const checkComponents = ({ components, vectors = [] }: TariffVersion): readonly TariffFault[] => {
  if (components.length + vectors.length === 0) return [fault('components', 'NO_COMPONENTS', 'a version needs a price')];
  return components.flatMap(({ code }, index) =>
    components.findIndex((other) => other.code === code) < index
      ? [fault(`components[${index}].code`, 'DUPLICATE_COMPONENT', `"${code}" stands here a second time`)]
      : [],
  );
};

const checkRule = (rule: PeriodRule): readonly TariffFault[] => [
  ...(rule.ranges.length === 0 ? [fault('ranges', 'NO_RANGES', `${rule.period} has no times`)] : []),
  ...rule.ranges.flatMap((range, index) => within(`ranges[${index}]`, checkRange(range))),
  ...checkMonths(rule.months),
  ...checkDates(rule.dates),
  ...checkHolidayNames(rule),
];

const checkRange = (range: TimeRange): readonly TariffFault[] => {
  const faults = (['from', 'to'] as const).flatMap((edge) => checkEdge(edge, range[edge]));
  if (faults.length > 0) return faults;
  if (range.from === '24:00') return [fault('from', 'BAD_TIME', 'a range starts before the end of the day')];
  return range.from === range.to ? [fault('to', 'EMPTY_RANGE', `${range.from}-${range.to}: a whole day is 00:00-24:00`)] : [];
};

const checkEdge = (edge: 'from' | 'to', text: string): readonly TariffFault[] => {
  const minute = minuteOfDayFromText(text);
  if (minute === null) return [fault(edge, 'BAD_TIME', `"${text}" is no time of day as 07:30`)];
  return minute % 15 === 0 ? [] : [fault(edge, 'NOT_A_QUARTER', `${text} is no quarter of an hour`)];
};

const checkMonths = (months: PeriodRule['months']): readonly TariffFault[] => {
  if (!months) return [];
  if (months.length === 0) return [fault('months', 'BAD_MONTH', 'no month: the rule would never apply')];
  return months.flatMap((month, index) => {
    if (!Number.isInteger(month) || month < 1 || month > 12) return [fault(`months[${index}]`, 'BAD_MONTH', `${month} is no month`)];
    return months.indexOf(month) < index ? [fault(`months[${index}]`, 'BAD_MONTH', `${month} stands here a second time`)] : [];
  });
};

const MONTH_DAY = /^(\d{2})-(\d{2})$/;

const checkDates = (dates: PeriodRule['dates']): readonly TariffFault[] => {
  if (!dates) return [];
  return (['from', 'to'] as const).flatMap((edge) => {
    const parts = MONTH_DAY.exec(dates[edge]);
    const real = parts !== null && isRealDate({ year: LEAP_YEAR, month: Number(parts[1]), day: Number(parts[2]) });
    return real ? [] : [fault(`dates.${edge}`, 'BAD_DATE', `"${dates[edge]}" is no day of the year as 07-15`)];
  });
};

/** 02-29 is a day of the year. */
const LEAP_YEAR = 2024;

const checkHolidayNames = (rule: PeriodRule): readonly TariffFault[] => {
  if (!rule.holidayNames) return [];
  if (rule.dayKind !== 'holiday') return [fault('holidayNames', 'NAMES_WITHOUT_HOLIDAY', 'names need dayKind "holiday"')];
  return rule.holidayNames.length === 0
    ? [fault('holidayNames', 'NAMES_WITHOUT_HOLIDAY', 'no name: the rule would never apply; leave the field out for every holiday')]
    : [];
};

const overlapsOf = (rules: readonly PeriodRule[]): readonly TariffFault[] =>
  tilingOf(rules).overlaps.map(({ rules: [first, second], date, kind, at }) => {
    const detail = `${rules[second]?.period} against ${rules[first]?.period} of rules[${first}] at ${at} on ${date} (${kind})`;
    return fault(`rules[${second}].ranges`, 'OVERLAP', detail);
  });

const fault = (path: string, code: TariffFaultCode, detail: string): TariffFault => ({ path, code, detail });

const within = (path: string, faults: readonly TariffFault[]): readonly TariffFault[] =>
  faults.map((found) => ({ ...found, path: `${path}.${found.path}` }));
