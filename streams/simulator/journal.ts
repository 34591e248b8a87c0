import { HOUR_MS, MINUTE_MS, SLOT_MS } from '#domain/time/instant.ts';
import type { Window } from './faults.ts';

/**
 * What a gateway has told and what it still owes. Meters are functions of the instant, so nothing else needs to be stored: what was
 * missed is read again when it is told.
 */
export interface Journal {
  /** Everything up to here is acknowledged by the broker, or lies in a gap. */
  readonly through: number;
  /** (from, to], in the order of telling; `from` moves on as what was told is acknowledged. */
  readonly gaps: readonly Gap[];
}

export interface Gap extends Window {
  /** Where it began, before anything of it was told. */
  readonly since: number;
  /** Between two readings that the gateway kept. */
  readonly stepMs: number;
}

/** A shorter miss is a hiccup: registers are cumulative, and the next reading closes it. */
const GAP_MIN_MS = MINUTE_MS;
const GAPS_MAX = 200;
/** What a gateway keeps of a gap: each minute of a short one, else a reading a billing interval. */
const SHORT_GAP_MS = 2 * HOUR_MS;

const gapOf = ({ from, to }: Window): Gap => ({ from, to, since: from, stepMs: to - from <= SHORT_GAP_MS ? MINUTE_MS : SLOT_MS });

/** A gateway that has stored for `backfillMs` and never told: everything before now is owed, the hours it finds late at the end. */
export const firstJournal = (now: number, backfillMs: number, lateHours: readonly Window[]): Journal => {
  const gaps: Gap[] = [];
  let from = now - backfillMs;
  for (const late of lateHours) {
    if (late.from > from) gaps.push(gapOf({ from, to: late.from }));
    from = Math.max(from, late.to);
  }
  if (now > from) gaps.push(gapOf({ from, to: now }));
  return { through: now, gaps: [...gaps, ...lateHours.map(gapOf)] };
};

/**
 * An embedded broker that ends with the platform forgets what it acknowledged and had not yet handed on: a few MB. Taken up again, a
 * gateway tells the last of the gap it was in once more; what was stored is a duplicate. 144 steps of 350 meters are 50,000 readings.
 */
const RETOLD_STEPS = 144;

/** Taken up again: what lies between the last acknowledgement and now is owed. */
export const resumeJournal = (journal: Journal, now: number): Journal => {
  const [gap, ...rest] = journal.gaps;
  const gaps = gap ? [{ ...gap, from: Math.max(gap.since, gap.from - RETOLD_STEPS * gap.stepMs) }, ...rest] : [];
  return { ...missed({ ...journal, gaps }, { from: journal.through, to: now }), through: now };
};

/** Where there are too many gaps, the last one grows over what was told between: told twice, but nothing is lost. */
export const missed = (journal: Journal, gap: Window): Journal => {
  if (gap.to - gap.from < GAP_MIN_MS) return journal;
  const last = journal.gaps.at(-1);
  if (last === undefined || journal.gaps.length < GAPS_MAX) return { ...journal, gaps: [...journal.gaps, gapOf(gap)] };
  return { ...journal, gaps: [...journal.gaps.slice(0, -1), { ...last, to: gap.to }] };
};

/** The first gap is told and acknowledged up to an instant. */
export const told = (journal: Journal, upTo: number): Journal => {
  const [gap, ...rest] = journal.gaps;
  if (!gap || upTo <= gap.from) return journal;
  return { ...journal, gaps: upTo >= gap.to ? rest : [{ ...gap, from: upTo }, ...rest] };
};

export interface Chapter {
  readonly instants: readonly number[];
  /** Told up to here once these are. */
  readonly upTo: number;
}

/** The next instants of a gap after `from`, at most so many; on the grid of its step, so that edges of billing intervals are among them. */
export const chapterOf = (gap: Gap, from: number, instantsMax: number): Chapter => {
  const step = gap.stepMs;
  const instants: number[] = [];
  for (let at = (Math.floor(from / step) + 1) * step; at <= gap.to && instants.length < instantsMax; at += step) instants.push(at);
  const last = instants.at(-1);
  return { instants, upTo: last === undefined || last + step > gap.to ? gap.to : last };
};
