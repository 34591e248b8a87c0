import { type Chain, type ChainOut, type ChainRule, type ClosedSlot, slotStart, type VerdictAt, WINDOW_MS } from '../metering/chain.ts';
import { closeChain, foldSample } from '../metering/fold-sample.ts';
import { MINUTE_MS, SLOT_MS } from '../time/instant.ts';

/**
 * A stored register of a device at one instant. `conflict`: two different values were sent for it. A person decides a doubt: `accepted` counts
 * with `value` whatever came before, `dismissed` counts nowhere.
 */
export interface StoredSample {
  readonly at: number;
  readonly value: number;
  readonly standing: 'plain' | 'conflict' | 'accepted' | 'dismissed';
}

export interface RefoldInput {
  readonly rule: ChainRule;
  /** The state right after the anchor, or at the start of the installation. */
  readonly chain: Chain;
  /** Sorted by time; all stored samples after the anchor, or the first of them. */
  readonly samples: readonly StoredSample[];
  /** `samples` ends because there are no more. */
  readonly complete: boolean;
  /** Register typed in at the end of the installation, and that instant; null while it runs. */
  readonly end: { readonly at: number; readonly value: number | null } | null;
  /** Slots before this are not touched. */
  readonly from: number;
  /** Last instant at which the stored samples changed. */
  readonly hi: number;
  /** Verdicts of the fold before the change, for the samples given. */
  readonly before: ReadonlyMap<number, VerdictAt>;
  /** Where the twin's own chain stands; -1 where it has none. The refold must not stop within reach of it. */
  readonly liveAt: number;
}

export interface RefoldResult {
  readonly slots: readonly ClosedSlot[];
  readonly verdicts: readonly VerdictAt[];
  readonly chain: Chain;
  /** Slots in [from, to) are as `slots` says, whatever was stored before. */
  readonly to: number;
  /** Time of the last sample folded. */
  readonly folded: number;
  /** `end`: folded to the last sample. `joined`: met the earlier fold again. `cut`: the samples given did not reach. */
  readonly how: 'end' | 'joined' | 'cut';
}

/** After two plain links in a row the state is that of the earlier fold: it depends on the last reading and the segment alone. */
const PLAIN_RUN = 2;
const LIVE_REACH_MS = WINDOW_MS + MINUTE_MS;

/**
 * Folds a stretch of stored samples again, from an anchor before a change until the fold meets the earlier one, or to the end.
 * The same function that folds live readings; so late data ends where data in order would have (law 2).
 */
export const refold = (input: RefoldInput): RefoldResult => {
  const { rule, chain } = input;
  const out: ChainOut = { slots: [], verdicts: [] };
  const segments = new Segments(input.before);
  let run = 0;
  let previous = -1;
  let joinAt = Number.POSITIVE_INFINITY;
  let folded = chain.lastAt;
  for (const sample of input.samples) {
    const seen = out.verdicts.length;
    if (sample.standing === 'conflict') out.verdicts.push({ at: sample.at, verdict: 'conflict', prior: null });
    else if (sample.standing === 'dismissed') out.verdicts.push({ at: sample.at, verdict: 'outlier', prior: null });
    else foldSample(chain, rule, { at: sample.at, value: sample.value, trusted: sample.standing === 'accepted' }, out);
    folded = sample.at;
    segments.add(out.verdicts, seen);
    if (sample.at <= input.hi) continue;
    run = out.verdicts.length === seen && !input.before.has(sample.at) ? run + 1 : 0;
    if (run >= PLAIN_RUN && joinAt === Number.POSITIVE_INFINITY && segments.same(sample.at))
      joinAt = slotStart(previous + WINDOW_MS) + SLOT_MS;
    previous = sample.at;
    if (chain.slot >= joinAt && (input.liveAt === -1 || joinAt + LIVE_REACH_MS <= input.liveAt))
      return result(input, chain, out, { to: joinAt, folded, how: 'joined' });
  }
  if (!input.complete) return result(input, chain, out, { to: chain.slot, folded, how: 'cut' });
  if (input.end) finish(chain, rule, input.end, out);
  return result(input, chain, out, { to: Number.POSITIVE_INFINITY, folded, how: 'end' });
};

const finish = (chain: Chain, rule: ChainRule, end: { at: number; value: number | null }, out: ChainOut): void => {
  if (end.value !== null) foldSample(chain, rule, { at: end.at, value: end.value, trusted: true }, out);
  closeChain(chain, out);
};

const result = (
  input: RefoldInput,
  chain: Chain,
  out: ChainOut,
  end: { readonly to: number; readonly folded: number; readonly how: RefoldResult['how'] },
): RefoldResult => ({
  slots: out.slots.filter((slot) => slot.start >= input.from && slot.start < end.to),
  verdicts: [...new Map(out.verdicts.map((verdict) => [verdict.at, verdict])).values()],
  chain,
  ...end,
});

/** Where segments begin, in the fold before and in this one: as long as they differ, the two may part again later. */
class Segments {
  readonly #before: readonly number[];
  readonly #now: number[] = [];

  constructor(before: ReadonlyMap<number, VerdictAt>) {
    this.#before = [...before.values()]
      .filter(beginsSegment)
      .map((verdict) => verdict.at)
      .sort((a, b) => a - b);
  }

  add(verdicts: readonly VerdictAt[], from: number): void {
    for (let i = from; i < verdicts.length; i++) {
      const verdict = verdicts[i];
      if (verdict && beginsSegment(verdict)) this.#now.push(verdict.at);
    }
  }

  same(until: number): boolean {
    const before = this.#before.filter((at) => at <= until);
    return before.length === this.#now.length && before.every((at, i) => at === this.#now[i]);
  }
}

const beginsSegment = (verdict: VerdictAt): boolean => verdict.verdict === 'reset' || verdict.verdict === 'break';
