import { advance, breakSegment, leaveSlot, startCover } from './advance.ts';
import { type Chain, type ChainOut, type ChainRule, relate, type Verdict } from './chain.ts';

const NONE = -1;

/** One register of one meter at an instant of its own clock. `trusted`: typed in by a person at an installation's start or end. */
export interface Sample {
  readonly at: number;
  /** Thousandths of a Wh (litre), before CT x PT. */
  readonly value: number;
  readonly trusted: boolean;
}

/**
 * Folds the next sample of a register, in the order of the meter's own time. Every verdict is a function of the sorted samples alone:
 * a sample that does not follow from the last one waits (`suspect`) until the next says which of the two was right. DESIGN 9, DOMAIN 4.6.
 *
 * - follows the last: a link; a doubtful sample in between was an outlier and counts nowhere;
 * - follows the doubtful one instead: that one is confirmed. Lower than before it is a reset, and a new segment begins;
 *   higher it is a jump, billed with an alarm, but not where it only returns to the register from before a reset, or was the
 *   first ever seen: then it is a break, never billed;
 * - follows neither: the doubtful sample was an outlier, and this one waits now.
 */
export const foldSample = (chain: Chain, rule: ChainRule, sample: Sample, out: ChainOut): void => {
  if (chain.lastAt === NONE) return begin(chain, sample);
  const last = { at: chain.lastAt, value: chain.lastValue };
  const relation = relate(rule, last, sample);
  if (relation === 'link' || relation === 'rollover') {
    dismissPending(chain, out);
    return link(chain, rule, sample, relation === 'rollover', out);
  }
  if (chain.pendingAt !== NONE) {
    const fromPending = relate(rule, { at: chain.pendingAt, value: chain.pendingValue }, sample);
    if (fromPending === 'link' || fromPending === 'rollover') {
      acceptPending(chain, rule, out);
      return link(chain, rule, sample, fromPending === 'rollover', out);
    }
  }
  dismissPending(chain, out);
  chain.pendingAt = sample.at;
  chain.pendingValue = sample.value;
  if (sample.trusted) acceptPending(chain, rule, out);
  else verdict(out, sample.at, 'suspect');
};

/** Closes what is in progress at the end of an installation; no sample follows. */
export const closeChain = (chain: Chain, out: ChainOut): void => {
  leaveSlot(chain, out);
  chain.slot = NONE;
};

const begin = (chain: Chain, sample: Sample): void => {
  chain.lastAt = sample.at;
  chain.lastValue = sample.value;
  chain.linked = sample.trusted;
  startCover(chain, sample.at);
};

const link = (chain: Chain, rule: ChainRule, sample: Sample, around: boolean, out: ChainOut): void => {
  const toValue = around ? sample.value + rule.modulus : sample.value;
  advance(chain, rule, { fromAt: chain.lastAt, fromValue: chain.lastValue, toAt: sample.at, toValue }, out);
  if (around) verdict(out, sample.at, 'rollover');
  chain.lastAt = sample.at;
  chain.lastValue = sample.value;
  chain.linked = true;
};

const acceptPending = (chain: Chain, rule: ChainRule, out: ChainOut): void => {
  const at = chain.pendingAt;
  const value = chain.pendingValue;
  chain.pendingAt = NONE;
  if (value < chain.lastValue) return startSegment(chain, { at, value }, 'reset', out);
  const returns = chain.prior !== NONE && value >= chain.prior;
  if (returns || !chain.linked) return startSegment(chain, { at, value }, 'break', out);
  verdict(out, at, 'jump');
  advance(chain, rule, { fromAt: chain.lastAt, fromValue: chain.lastValue, toAt: at, toValue: value }, out);
  chain.lastAt = at;
  chain.lastValue = value;
};

const startSegment = (chain: Chain, first: { at: number; value: number }, why: 'reset' | 'break', out: ChainOut): void => {
  breakSegment(chain, first.at, out);
  chain.prior = why === 'reset' ? chain.lastValue : NONE;
  verdict(out, first.at, why, why === 'reset' ? chain.lastValue : null);
  chain.lastAt = first.at;
  chain.lastValue = first.value;
  chain.linked = false;
};

const dismissPending = (chain: Chain, out: ChainOut): void => {
  if (chain.pendingAt === NONE) return;
  verdict(out, chain.pendingAt, 'outlier');
  chain.pendingAt = NONE;
};

const verdict = (out: ChainOut, at: number, what: Verdict, prior: number | null = null): void => {
  out.verdicts.push({ at, verdict: what, prior });
};
