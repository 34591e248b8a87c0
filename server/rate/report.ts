import type { Compared } from '#domain/tariff/compare-books.ts';
import type { RatedLine, RatedMonth } from '#domain/tariff/rate-months.ts';
import type { Fen } from '#domain/units/money.ts';
import { yuanFromFen, yuanFromPrice } from '#domain/units/money.ts';
import { decimalOf, KILO_UNIT, kiloOf } from './figures.ts';

/** The rated months as a table for a terminal. */
export const tableOf = (months: readonly RatedMonth[], total: Fen, zone: string): string =>
  [
    ...months.flatMap((month) => [...headOf(month, zone), ...month.lines.map(rowOf), totalRow('total', month.total), '']),
    totalRow('all months', total),
  ].join('\n');

/** Months beside each other, with the saving. */
export const comparisonOf = ({ months, saving }: Compared, says: string): string =>
  [
    `${'month'.padEnd(7)}${'now'.padStart(15)}${'against'.padStart(15)}${'saving'.padStart(15)}${says === '' ? '' : `   against: ${says}`}`,
    ...months.map(({ month, now, against, saving: own }) => `${month}${yuanCell(now.total)}${yuanCell(against.total)}${yuanCell(own)}`),
    `${'total'.padEnd(37)}${yuanCell(saving)}`,
  ].join('\n');

const headOf = (month: RatedMonth, zone: string): readonly string[] => {
  const at = Temporal.Instant.fromEpochMilliseconds(month.maxDemandAt).toZonedDateTimeISO(zone).toPlainDateTime().toString().slice(0, 16);
  const missing = month.expected - month.intervals;
  return [
    `${month.month}   ${kiloOf(month.usedWh)} kWh   largest interval ${kiloOf(month.maxDemandW)} kW (${at.replace('T', ' ')})`,
    ...(missing > 0 ? [`  NOT COMPLETE: ${missing} of ${month.expected} intervals are missing`] : []),
    ...(month.estimatedWh > 0 ? [`  ${kiloOf(month.estimatedWh)} kWh lie in intervals in which the price changes: dealt out by time`] : []),
    ...demandHead(month),
    ...powerFactorHead(month),
  ];
};

const demandHead = ({ twoPart, demandFrom }: RatedMonth): readonly string[] => {
  if (twoPart === null || twoPart.mode === 'single') return [];
  const source = demandFrom === 'given' ? 'the meter’s register' : 'the load’s intervals: for reference';
  const discount = twoPart.discounted ? ', 260 kWh per kVA reached: price x 0.9' : '';
  return [`  demand by ${twoPart.mode}${twoPart.mode === 'capacity' ? '' : `, maximum from ${source}`}${discount}`];
};

const powerFactorHead = ({ powerFactor }: RatedMonth): readonly string[] => {
  if (powerFactor === null) return [];
  const average = powerFactor.powerFactor === null ? 'not assessed' : decimalOf(powerFactor.powerFactor, 2);
  const suspect = powerFactor.suspect ? ' (no active energy: look at it)' : '';
  return [`  power factor ${average}, ${decimalOf(powerFactor.ratio, 2)} % of ${yuanFromFen(powerFactor.base)} yuan${suspect}`];
};

const rowOf = (line: RatedLine): string => {
  const what = line.tier === null ? (line.period ?? '') : `step ${line.tier + 1}`;
  const quantity = line.quantity === null || line.unit === null ? '' : `${kiloOf(line.quantity)} ${KILO_UNIT[line.unit].padEnd(3)}`;
  const price = line.price === null ? (line.kind === 'energy' ? 'by the clock' : '') : yuanFromPrice(line.price);
  return `  ${line.component.padEnd(14)}${what.padEnd(14)}${quantity.padStart(20)}${price.padStart(18)}${yuanCell(line.amount)}`;
};

const totalRow = (name: string, amount: Fen): string => `  ${name.padEnd(66)}${yuanCell(amount)}`;

const yuanCell = (amount: Fen): string => yuanFromFen(amount).padStart(15);
