import type { VersionHead } from '../../rpc/tariffs-api.ts';

export interface Stretch {
  readonly version: VersionHead;
  /** Width among the others. */
  readonly grow: number;
  /** How much of it is over, 0..1; null where today is not in it. */
  readonly over: number | null;
}

/** Days that a version without an end is drawn with beyond today, or beyond its beginning. */
const OPEN_DAYS = 120;
/** A version of a month can still be pressed beside one of years. */
const GROW_MIN = 90;
const GROW_MAX = 400;
const DAY_MS = 86_400_000;

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** Versions as stretches of a line, roughly by their lengths, and where today is. */
export const stretchesOf = (versions: readonly VersionHead[], today: string): readonly Stretch[] =>
  versions.map((version) => {
    const passed = daysBetween(version.validFrom, today);
    const days = version.validTo === null ? Math.max(passed, 0) + OPEN_DAYS : daysBetween(version.validFrom, version.validTo);
    const over = version.state === 'inForce' ? Math.min(1, passed / days) : null;
    return { version, grow: Math.min(GROW_MAX, Math.max(GROW_MIN, days)), over };
  });
