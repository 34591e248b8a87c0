import { HOUR_MS, MINUTE_MS } from '#domain/time/instant.ts';
import { hash, unit } from './noise.ts';

/**
 * Everything that goes wrong in the demo park, and how often. Each fault is a function of (seed, who, instant): a simulator that starts
 * again makes the same ones. `rollover` and `meterChange` are in the park file itself (a register that starts near its modulus; two
 * installations at one point).
 */
export const FAULTS = {
  /** A gateway loses its network; it stores, and replays as historical when it is back. */
  outage: { each: 'gateway', blockMs: 12 * HOUR_MS, chance: 0.04, minutes: [12, 90] },
  /** In the month it stored: hours that the gateway finds and replays only after everything else. */
  lateHours: { each: 'gateway', blockMs: 24 * HOUR_MS, chance: 0.05, minutes: [120, 300] },
  /** A meter does not answer on the bus. Its register goes on; nothing is replayed. */
  silence: { each: 'meter', blockMs: 24 * HOUR_MS, chance: 0.02, minutes: [5, 45] },
  /** A gateway's clock runs ten minutes ahead: what it says is FUTURE, and is not said again. */
  clockAhead: { each: 'gateway', blockMs: 24 * HOUR_MS, chance: 0.05, minutes: [8, 18] },
  /** One meter loses its clock and dates its readings from 2005. */
  clockIn2005: { each: 'the one meter', blockMs: 24 * HOUR_MS, chance: 0.6, minutes: [4, 15] },
} as const satisfies Readonly<Record<string, WindowRule>>;

/** Chances a live message, a live reading, or a replayed reading. */
export const RATES = {
  duplicateMessage: 1 / 500,
  /** Sent after the next one. */
  lateMessage: 1 / 500,
  malformedMessage: 1 / 4_000,
  /** A register shown as zero, once. */
  zeroReading: 1 / 1_200_000,
  /** The same instant told twice with different registers. Each waits for a person, and nobody may come for weeks: one in four days of 370 meters. */
  conflictingReading: 1 / 25_000_000,
  zeroReplayed: 1 / 40_000,
  conflictingReplayed: 1 / 400_000,
  duplicateReplayed: 1 / 400,
  /** Of one gateway only: a meter that nobody has told the platform about. */
  unknownDevice: 1 / 180,
} as const;

/** Once: a register begins again at zero, so long before the demo was installed. */
export const RESET_BEFORE_MS = 9 * 24 * HOUR_MS + 5 * HOUR_MS + 17 * MINUTE_MS;
export const CLOCK_AHEAD_MS = 10 * MINUTE_MS;
/** 2005-01-01T00:00:00Z. */
export const LOST_CLOCK_AT = 1_104_537_600_000;
export const UNKNOWN_SERIAL = 'E-UNREGISTERED-1';
/** Thousandths of a Wh (litre) between two conflicting registers. */
export const CONFLICT_MILLI = 1_500_000;

interface WindowRule {
  readonly each: string;
  readonly blockMs: number;
  /** That a block of time has a window. */
  readonly chance: number;
  readonly minutes: readonly [number, number];
}

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** The window of the block an instant lies in, whether it is open then or not; null where the block has none. Never leaves its block. */
const windowOfBlock = (name: keyof typeof FAULTS, who: number, block: number): Window | null => {
  const rule = FAULTS[name];
  const draw = hash(who, block, name.length * 131 + name.charCodeAt(0));
  if (unit(draw, 1) >= rule.chance) return null;
  const lasts = Math.floor((rule.minutes[0] + unit(draw, 2) * (rule.minutes[1] - rule.minutes[0])) * MINUTE_MS);
  const from = block * rule.blockMs + Math.floor(unit(draw, 3) * (rule.blockMs - lasts));
  return { from, to: from + lasts };
};

/** Is the fault on for `who` at an instant? */
export const isFaulty = (name: keyof typeof FAULTS, who: number, at: number): boolean => {
  const window = windowOfBlock(name, who, Math.floor(at / FAULTS[name].blockMs));
  return window !== null && at >= window.from && at < window.to;
};

/** All windows that touch [from, to), in order. */
export const faultWindows = (name: keyof typeof FAULTS, who: number, { from, to }: Window): Window[] => {
  const blockMs = FAULTS[name].blockMs;
  const windows: Window[] = [];
  for (let block = Math.floor(from / blockMs); block * blockMs < to; block++) {
    const window = windowOfBlock(name, who, block);
    if (window && window.to > from && window.from < to) windows.push({ from: Math.max(from, window.from), to: Math.min(to, window.to) });
  }
  return windows;
};

/** Does a rare thing strike `who` at an instant? */
export const strikes = (name: keyof typeof RATES, who: number, at: number): boolean =>
  unit(hash(who, at, name.length * 131 + name.charCodeAt(0)), 9) < RATES[name];
