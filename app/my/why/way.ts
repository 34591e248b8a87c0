import type { Period } from '#domain/tariff/tariff.ts';
import { PERIODS } from '../../format/periods.ts';

/** Where one stands on the way from an amount down to the bytes; the address is the way. */
export interface Way {
  /** Park days, both included. */
  readonly from: string;
  readonly to: string;
  readonly point: string | null;
  readonly version: number | null;
  readonly period: Period | null;
  /** A quarter of an hour: its start and the installation that made it. */
  readonly slot: { readonly start: number; readonly installation: number } | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SLOT = /^(\d{1,15})\.(\d{1,9})$/;

/** Null where the address names no time. */
export const wayOf = (search: { get(name: string): string | null }): Way | null => {
  const from = search.get('from') ?? '';
  const to = search.get('to') ?? from;
  if (!DAY.test(from) || !DAY.test(to)) return null;
  const version = search.get('version') ?? '';
  const [, start, installation] = SLOT.exec(search.get('slot') ?? '') ?? [];
  return {
    from,
    to,
    point: search.get('point'),
    version: /^[1-9]\d{0,8}$/.test(version) ? Number(version) : null,
    period: PERIODS.find((period) => period === search.get('period')) ?? null,
    slot: start === undefined ? null : { start: Number(start), installation: Number(installation) },
  };
};

/** "?from=2026-11-18&to=2026-11-18&point=B2-101&period=peak"; `kept` goes along whatever the way (whose account it is). */
export const searchOfWay = ({ from, to, point, version, period, slot }: Way, kept: Readonly<Record<string, string>> = {}): string => {
  const search = new URLSearchParams({ ...kept, from, to });
  if (point !== null) search.set('point', point);
  if (version !== null) search.set('version', String(version));
  if (period !== null) search.set('period', period);
  if (slot !== null) search.set('slot', `${slot.start}.${slot.installation}`);
  return `?${search.toString()}`;
};

/** A line is one accrual: a point, a day, a version and a period. */
export const isLine = ({ from, to, point, version, period }: Way): boolean =>
  from === to && point !== null && version !== null && period !== null;

/** All of some days. */
export const daysWay = (from: string, to: string): Way => ({ from, to, point: null, version: null, period: null, slot: null });
