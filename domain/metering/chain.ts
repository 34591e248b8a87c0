import { MINUTE_MS, SLOT_MS } from '../time/instant.ts';
import type { RatioMilli } from '../units/quantity.ts';

/** How one register of one installation counts. */
export interface ChainRule {
  readonly ratio: RatioMilli;
  /** Where the register starts again at zero, thousandths; a whole number of kWh (m³). */
  readonly modulus: number;
  /** The most the meter can carry at its own side, W or litres per hour. */
  readonly maxRate: number;
  /** Whether sliding demand windows are kept (active import of electricity). */
  readonly windows: boolean;
}

/**
 * What a fold found out about a reading that is not a plain link. `conflict`, `outlier` and `suspect` take no part in any quantity;
 * the others do. `reset` and `break` start a new segment: what lies between is never billed. DESIGN 9, DOMAIN 4.6.
 */
export type Verdict = 'conflict' | 'outlier' | 'suspect' | 'reset' | 'jump' | 'rollover' | 'break';

export interface VerdictAt {
  readonly at: number;
  readonly verdict: Verdict;
  /** Of a reset: the register before it, thousandths. */
  readonly prior: number | null;
}

export interface ClosedSlot {
  readonly start: number;
  /** Whole Wh (litres), primary side. */
  readonly quantity: number;
  readonly quality: number;
  /** Largest quantity of 15 minutes in a window ending in (start, start + 15 min], and that end; -1 where none is covered. */
  readonly windowMax: number;
  readonly windowAt: number;
}

/** What a step hands out; the caller empties it. */
export interface ChainOut {
  readonly slots: ClosedSlot[];
  readonly verdicts: VerdictAt[];
}

/**
 * The state of one register: its last accepted reading, one doubtful reading after it, and the slot in progress.
 * A private struct of the fold: nobody else writes it.
 */
export interface Chain {
  lastAt: number;
  lastValue: number;
  /** The last reading is the end of a link, or its register was given by a person. */
  linked: boolean;
  /** The register before the reset that began this segment; -1 where none did. */
  prior: number;
  pendingAt: number;
  pendingValue: number;
  slot: number;
  slotQuantity: number;
  slotQuality: number;
  windowMax: number;
  windowAt: number;
  /** Since when readings cover time without a gap of over 15 minutes. */
  cover: number;
  total: number;
  /** Newest sliding window's quantity; -1 where none. */
  sliding: number;
  slidingAt: number;
  ring: Float64Array | null;
}

const NONE = -1;
export const RING_MINUTES = 16;
const WINDOW_MINUTES = 15;
export const WINDOW_MS = WINDOW_MINUTES * MINUTE_MS;

export const emptyChain = (rule: ChainRule): Chain => ({
  lastAt: NONE,
  lastValue: 0,
  linked: false,
  prior: NONE,
  pendingAt: NONE,
  pendingValue: 0,
  slot: NONE,
  slotQuantity: 0,
  slotQuality: 0,
  windowMax: NONE,
  windowAt: NONE,
  cover: NONE,
  total: 0,
  sliding: NONE,
  slidingAt: NONE,
  ring: rule.windows ? new Float64Array(RING_MINUTES) : null,
});

export type Relation = 'link' | 'rollover' | 'drop' | 'jump';

const ALLOWANCE = 1.2;
const SLACK_MS = 60_000;
/** Two steps of a register that shows 0.01 kWh (m³). */
const SLACK_MILLI = 20_000;
const MS_PER_HOUR = 3_600_000;

/** The largest honest growth of a register over a time: 120 % of what the meter carries, a minute of slack, two of its last digits. */
export const allowanceMilli = (rule: ChainRule, spanMs: number): number =>
  (ALLOWANCE * rule.maxRate * 1_000 * (spanMs + SLACK_MS)) / MS_PER_HOUR + SLACK_MILLI;

/** How a register relates to an earlier one of the same meter: four cases, each by its name (DOMAIN 4.6). */
export const relate = (rule: ChainRule, from: { at: number; value: number }, to: { at: number; value: number }): Relation => {
  const allowed = allowanceMilli(rule, to.at - from.at);
  const grown = to.value - from.value;
  if (grown >= 0) return grown <= allowed ? 'link' : 'jump';
  const around = rule.modulus - from.value + to.value;
  return from.value > 0.9 * rule.modulus && around <= allowed ? 'rollover' : 'drop';
};

export const slotStart = (at: number): number => Math.floor(at / SLOT_MS) * SLOT_MS;
