import type { ParkDay } from '#domain/time/instant.ts';
import { fen, yuanFromFen } from '#domain/units/money.ts';
import { fenOf } from '../../format/money.ts';
import type { ComparedPark, ParkLine } from '../../rpc/shapes.ts';
import { dayAfter } from '../calendar.ts';

/** A park over a span of days: what it used, paid and peaked at. */
export interface ComparedRow {
  readonly park: ParkLine;
  readonly wh: number;
  readonly litres: number;
  readonly yuan: string;
  /** kWh per m²; null where the park file names no areas. */
  readonly kWhPerM2: number | null;
  readonly areaM2: number;
  readonly maxW: number | null;
  readonly maxOn: ParkDay | null;
  /** Wh of each day of the span; null where nothing was read. */
  readonly trend: readonly (number | null)[];
}

export interface Span {
  /** Both included. */
  readonly from: ParkDay;
  readonly to: ParkDay;
}

export const comparedRows = (parks: readonly ParkLine[], compared: readonly ComparedPark[], span: Span): readonly ComparedRow[] => {
  const byCode = new Map(compared.map((one) => [one.park, one]));
  const days = daysOf(span);
  return parks.map((park) => {
    const { days: own = [], areaM2 = 0 } = byCode.get(park.code) ?? {};
    const byDay = new Map(own.map((day) => [day.day, day.wh]));
    const wh = own.reduce((sum, day) => sum + day.wh, 0);
    const peak = own.reduce<(typeof own)[number] | null>((top, day) => ((day.maxW ?? -1) > (top?.maxW ?? -1) ? day : top), null);
    return {
      park,
      wh,
      litres: own.reduce((sum, day) => sum + day.litres, 0),
      yuan: yuanFromFen(fen(own.reduce((sum, day) => sum + fenOf(day.yuan), 0n))),
      kWhPerM2: areaM2 > 0 ? wh / KILO / areaM2 : null,
      areaM2,
      maxW: peak?.maxW ?? null,
      maxOn: peak?.day ?? null,
      trend: days.map((day) => byDay.get(day) ?? null),
    };
  });
};

const KILO = 1_000;

const daysOf = ({ from, to }: Span): readonly ParkDay[] => {
  const days: ParkDay[] = [];
  for (let day = from; day <= to; day = dayAfter(day)) days.push(day);
  return days;
};

export type ComparedSum = Pick<ComparedRow, 'wh' | 'litres' | 'yuan' | 'kWhPerM2' | 'trend'>;

/** Several parks as one. Their maxima fell on different times and do not add up. */
export const sumOf = (rows: readonly ComparedRow[]): ComparedSum => {
  const wh = rows.reduce((sum, row) => sum + row.wh, 0);
  const measured = rows.filter(({ areaM2 }) => areaM2 > 0);
  const area = measured.reduce((sum, row) => sum + row.areaM2, 0);
  const days = Math.max(0, ...rows.map(({ trend }) => trend.length));
  return {
    wh,
    litres: rows.reduce((sum, row) => sum + row.litres, 0),
    yuan: yuanFromFen(fen(rows.reduce((sum, row) => sum + fenOf(row.yuan), 0n))),
    kWhPerM2: area > 0 ? measured.reduce((sum, row) => sum + row.wh, 0) / KILO / area : null,
    trend: Array.from({ length: days }, (_, i) =>
      rows.reduce<number | null>((sum, { trend }) => {
        const own = trend[i] ?? null;
        return own === null ? sum : (sum ?? 0) + own;
      }, null),
    ),
  };
};
