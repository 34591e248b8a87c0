import { MINUTE_MS, SLOT_MS } from '../time/instant.ts';
import { primaryOf } from '../units/quantity.ts';
import { type Chain, type ChainOut, type ChainRule, RING_MINUTES, slotStart, WINDOW_MS } from './chain.ts';
import { ESTIMATED, INTERPOLATED, MEASURED } from './quality.ts';

/** A reading within a minute of an edge measures it. */
const NEAR_MS = MINUTE_MS;
/** Over a longer gap the straight line is a guess, and says so. */
const ESTIMATE_MS = 2 * 60 * MINUTE_MS;
const NONE = -1;

/** Two accepted readings of one segment; `toValue` counts on through a rollover, so it never lies below `fromValue`. */
export interface Link {
  readonly fromAt: number;
  readonly fromValue: number;
  readonly toAt: number;
  readonly toValue: number;
}

/**
 * Adds a link to the chain: every slot edge inside it gets its boundary register (linear, rounded half up to a whole Wh or litre), so that
 * sums telescope (law 3) and depend on the link alone (law 2); slots it passes are closed, whole minutes make demand windows.
 */
export const advance = (chain: Chain, rule: ChainRule, link: Link, out: ChainOut): void => {
  const { fromAt, toAt } = link;
  const span = toAt - fromAt;
  const used = primaryOf(link.toValue, rule.ratio) - primaryOf(link.fromValue, rule.ratio);
  const covers = span <= WINDOW_MS;
  const guessed = span > ESTIMATE_MS;
  if (chain.slot === NONE) openSlot(chain, slotStart(fromAt), fromAt);
  if (guessed) chain.slotQuality = ESTIMATED;
  const step = covers && chain.ring ? MINUTE_MS : SLOT_MS;
  let booked = 0;
  for (let edge = (Math.floor(fromAt / step) + 1) * step; edge <= toAt; edge += step) {
    const share = shareOf(used, edge - fromAt, span);
    if (covers) closeWindow(chain, edge, chain.total + share);
    if (edge % SLOT_MS !== 0) continue;
    const near = edge - fromAt <= NEAR_MS || toAt - edge <= NEAR_MS;
    if (!near) chain.slotQuality = Math.min(chain.slotQuality, INTERPOLATED);
    chain.slotQuantity += share - booked;
    booked = share;
    emitSlot(chain, out);
    openSlot(chain, edge, edge);
    if (guessed) chain.slotQuality = edge < toAt ? ESTIMATED : chain.slotQuality;
    else if (!near) chain.slotQuality = INTERPOLATED;
  }
  chain.slotQuantity += used - booked;
  chain.total += used;
  if (!covers) startCover(chain, toAt);
};

/** Leaves a segment: the slot in progress stays with what it has and is no longer wholly covered; `at` begins the next. */
export const breakSegment = (chain: Chain, at: number, out: ChainOut): void => {
  if (chain.slot !== NONE) {
    if (slotStart(at) === chain.slot) chain.slotQuality = Math.min(chain.slotQuality, INTERPOLATED);
    else {
      leaveSlot(chain, out);
      openSlot(chain, slotStart(at), at);
    }
  }
  startCover(chain, at);
};

/** Closes the slot in progress as it is, where any reading covers a part of it. */
export const leaveSlot = (chain: Chain, out: ChainOut): void => {
  if (chain.slot === NONE || chain.lastAt <= chain.slot) return;
  if (chain.slot + SLOT_MS - chain.lastAt > NEAR_MS) chain.slotQuality = Math.min(chain.slotQuality, INTERPOLATED);
  emitSlot(chain, out);
};

export const startCover = (chain: Chain, at: number): void => {
  chain.cover = at;
  chain.sliding = NONE;
  if (chain.ring && at % MINUTE_MS === 0) chain.ring[(at / MINUTE_MS) % RING_MINUTES] = chain.total;
};

const openSlot = (chain: Chain, start: number, coveredFrom: number): void => {
  chain.slot = start;
  chain.slotQuantity = 0;
  chain.slotQuality = coveredFrom - start <= NEAR_MS ? MEASURED : INTERPOLATED;
  chain.windowMax = NONE;
  chain.windowAt = NONE;
};

const emitSlot = (chain: Chain, out: ChainOut): void => {
  out.slots.push({
    start: chain.slot,
    quantity: chain.slotQuantity,
    quality: chain.slotQuality,
    windowMax: chain.windowMax,
    windowAt: chain.windowAt,
  });
};

/** A sliding window of 15 minutes ends at each whole minute (需量, 滑差 1 min; DOMAIN 2.5), only where readings cover it. */
const closeWindow = (chain: Chain, edge: number, total: number): void => {
  const ring = chain.ring;
  if (!ring) return;
  const minute = edge / MINUTE_MS;
  if (edge - WINDOW_MS >= chain.cover) {
    const used = total - (ring[(minute + 1) % RING_MINUTES] ?? 0);
    chain.sliding = used;
    chain.slidingAt = edge;
    if (used > chain.windowMax) {
      chain.windowMax = used;
      chain.windowAt = edge;
    }
  }
  ring[minute % RING_MINUTES] = total;
};

/** used x part / span, rounded half up. Exact: where the product leaves the safe integers it is taken in bigint. */
export const shareOf = (used: number, part: number, span: number): number => {
  if (part === span) return used;
  const product = 2 * used * part + span;
  if (product <= Number.MAX_SAFE_INTEGER) return Math.floor(product / (2 * span));
  return Number((2n * BigInt(used) * BigInt(part) + BigInt(span)) / (2n * BigInt(span)));
};
