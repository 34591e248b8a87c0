import type { Quality } from '#domain/metering/quality.ts';
import { type InstantMs, instantMs, SLOT_MS } from '#domain/time/instant.ts';

/** `future`: the slot is not over yet, nobody misses it. `missing`: it is, and nothing is known of it. */
export type SlotState = Quality | 'missing' | 'future';

/** Slots in a row of one state, [from, to) as indexes. */
export interface QualityRun {
  readonly state: SlotState;
  readonly from: number;
  readonly to: number;
}

export interface DenseSlots {
  readonly from: InstantMs;
  readonly quantity: readonly (number | null)[];
  readonly quality: readonly (Quality | null)[];
}

/** The state of slot `i`; the running slot is of the future. */
export const slotState = ({ from, quantity, quality }: DenseSlots, i: number, now: InstantMs): SlotState => {
  const known = quality[i];
  if (known !== null && known !== undefined && quantity[i] !== null) return known;
  return from + (i + 1) * SLOT_MS > now ? 'future' : 'missing';
};

export const qualityRuns = (slots: DenseSlots, now: InstantMs): readonly QualityRun[] => {
  const runs: { state: SlotState; from: number; to: number }[] = [];
  slots.quantity.forEach((_, i) => {
    const state = slotState(slots, i, now);
    const last = runs.at(-1);
    if (last?.state === state) last.to = i + 1;
    else runs.push({ state, from: i, to: i + 1 });
  });
  return runs;
};

export interface Gap {
  readonly state: 'missing' | 'estimated';
  readonly from: InstantMs;
  readonly to: InstantMs;
  readonly slots: number;
}

/** Stretches without a measurement, newest first: nothing known, or estimated from other days. */
export const gapsOf = (slots: DenseSlots, now: InstantMs): readonly Gap[] =>
  qualityRuns(slots, now)
    .flatMap(({ state, from, to }) =>
      state === 'missing' || state === 'estimated'
        ? [{ state, from: instantMs(slots.from + from * SLOT_MS), to: instantMs(slots.from + to * SLOT_MS), slots: to - from }]
        : [],
    )
    .reverse();

export type QualityCounts = Readonly<Record<Exclude<SlotState, 'future'>, number>>;

export const qualityCounts = (slots: DenseSlots, now: InstantMs): QualityCounts => {
  const counts = { measured: 0, interpolated: 0, estimated: 0, missing: 0 };
  for (const { state, from, to } of qualityRuns(slots, now)) if (state !== 'future') counts[state] += to - from;
  return counts;
};
