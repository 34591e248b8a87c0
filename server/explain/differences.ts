import { QUALITIES } from '#domain/metering/quality.ts';
import { PERIODS } from '#domain/tariff/tariff.ts';
import type { AccrualDelta, SlotRow } from '#domain/twin/effects.ts';
import { exactYuan } from '../trpc/exact-yuan.ts';

/** One figure that is stored otherwise than it comes out anew; null: not there. */
export interface Difference {
  readonly what: string;
  readonly stored: string | null;
  readonly reproduced: string | null;
}

export interface NameOf {
  readonly zone: string;
  point(id: number): string;
  meter(installationId: number): string;
}

interface Sides<T> {
  readonly stored: T;
  readonly anew: T;
}

interface Rows {
  readonly slots: readonly SlotRow[];
  readonly accruals: readonly AccrualDelta[];
}

/** In order of time, slots before the accruals that are their sums; empty: identical. */
export const differencesOf = ({ stored, anew }: Sides<Rows>, names: NameOf): readonly Difference[] => [
  ...differing({ stored: stored.slots, anew: anew.slots }, slotKey, slotText).map(({ row, ...sides }) => ({
    what: `slot ${names.point(row.pointId)} ${localText(row.start, names.zone)} (${names.meter(row.installationId)})`,
    ...sides,
  })),
  ...differing({ stored: stored.accruals, anew: anew.accruals }, accrualKey, accrualText).map(({ row, ...sides }) => ({
    what: `accrual ${names.point(row.pointId)} ${row.day} ${periodText(row)}`,
    ...sides,
  })),
];

const differing = <T>({ stored, anew }: Sides<readonly T[]>, keyOf: (row: T) => string, textOf: (row: T) => string) => {
  const olds = new Map(stored.map((row) => [keyOf(row), row]));
  const news = new Map(anew.map((row) => [keyOf(row), row]));
  return [...new Set([...olds.keys(), ...news.keys()])].sort().flatMap((key) => {
    const [old, made] = [olds.get(key), news.get(key)];
    const row = old ?? made;
    const sides = { stored: old ? textOf(old) : null, reproduced: made ? textOf(made) : null };
    return row === undefined || sides.stored === sides.reproduced ? [] : [{ row, ...sides }];
  });
};

const slotKey = ({ start, pointId, installationId }: SlotRow): string => `${String(start).padStart(15, '0')} ${pointId} ${installationId}`;

const slotText = (row: SlotRow): string => {
  const window = row.windowMax < 0 ? 'no window' : `window ${row.windowMax} at ${row.windowAt}`;
  return `${row.quantity} ${QUALITIES[row.quality]}, ${periodText(row)}, ${exactYuan(row.charge)} yuan, ${window}, day ${row.day}`;
};

const accrualKey = ({ day, pointId, versionId, period }: AccrualDelta): string => `${day} ${pointId} ${versionId} ${period}`;

const accrualText = ({ quantity, charge, slots }: AccrualDelta): string => `${quantity}, ${exactYuan(charge)} yuan, ${slots} slots`;

const periodText = ({ versionId, period }: { readonly versionId: number; readonly period: number }): string =>
  versionId === 0 ? 'not priced' : `${PERIODS[period]} of version ${versionId}`;

const localText = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toString({ smallestUnit: 'minute', timeZoneName: 'never' });
