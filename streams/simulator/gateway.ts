import type { Outgoing } from '#streams/codecs/codec.ts';
import { strikes } from './faults.ts';
import { chapterOf, type Journal, missed, told } from './journal.ts';
import type { Physics } from './physics.ts';
import { type GatewayPlan, liveMessages, storedMessages } from './sample.ts';
import type { Uplink } from './uplink.ts';

export interface Gateway {
  readonly plan: GatewayPlan;
  /** The live round at an instant: told at once, or owed when there is no network. */
  round(at: number): void;
  /** Tells the next of what is owed, if there is room in flight. Returns how many readings went out. */
  catchUp(now: number): number;
  /** The instant up to which what is owed has been sent; null when nothing is owed or it cannot be told now. */
  owedFrom(): number | null;
  journal(): Journal;
  counts(): GatewayCounts;
}

export interface GatewayCounts {
  readonly sent: number;
  readonly acked: number;
  readonly owedMs: number;
}

/** Readings owed in flight at a time: live messages wait behind no more than these. */
const CATCH_UP_IN_FLIGHT_MAX = 240;
/** Live messages in flight: a minute of them; then the network counts as gone. */
const LIVE_IN_FLIGHT_MAX = 12;

/** One gateway: rounds of live readings, and store-and-forward. It asks no clock and holds no socket; `uplink` is its network. */
export const createGateway = (physics: Physics, plan: GatewayPlan, uplink: Uplink, start: Journal): Gateway => {
  let journal = start;
  let seq = 0;
  /** The last live round that was sent. */
  let sentAt = start.through;
  let silent = false;
  let liveInFlight = 0;
  let owedInFlight = 0;
  /** How far the first gap is sent, beyond what of it is acknowledged. */
  let owedSentTo: number | null = null;
  let life = uplink.life();
  let held: { readonly at: number; readonly messages: readonly Outgoing[] } | null = null;
  let sent = 0;
  let acked = 0;

  const send = (messages: readonly Outgoing[], done: () => void): void => {
    const inLife = life;
    let open = messages.length;
    for (const message of messages) {
      sent += 1;
      uplink.publish(message, () => {
        acked += 1;
        open -= 1;
        if (open === 0 && inLife === life) done();
      });
    }
  };

  /** A connection that ended for good takes what was in flight with it: that is owed. */
  const mourn = (): void => {
    if (uplink.life() === life) return;
    life = uplink.life();
    liveInFlight = 0;
    owedInFlight = 0;
    owedSentTo = null;
    held = null;
    sentAt = Math.min(sentAt, journal.through);
    silent = true;
  };

  const sendRound = (at: number, messages: readonly Outgoing[]): void => {
    liveInFlight += 1;
    send(messages, () => {
      liveInFlight -= 1;
      journal = { ...journal, through: Math.max(journal.through, at) };
    });
  };

  const round = (at: number): void => {
    mourn();
    if (!uplink.ready() || liveInFlight >= LIVE_IN_FLIGHT_MAX) {
      silent = true;
      return;
    }
    if (silent) journal = missed(journal, { from: sentAt, to: at });
    silent = false;
    sentAt = at;
    seq += 1;
    const messages = liveMessages(physics, plan, at, seq);
    if (strikes('lateMessage', plan.seed, at) && held === null) {
      held = { at, messages };
      return;
    }
    const again = strikes('duplicateMessage', plan.seed, at) ? messages : [];
    const late = held?.messages ?? [];
    held = null;
    const all = [...messages, ...late, ...again];
    if (all.length > 0) sendRound(at, all);
  };

  const catchUp = (now: number): number => {
    mourn();
    const gap = journal.gaps[0];
    if (!gap || !uplink.ready() || owedInFlight >= CATCH_UP_IN_FLIGHT_MAX) return 0;
    const from = owedSentTo ?? gap.from;
    if (from >= gap.to) return 0;
    const chapter = chapterOf(gap, from, Math.max(1, Math.floor(plan.wire.readingsAChapter / plan.meters.length)));
    seq += 1;
    const messages = storedMessages(physics, plan, chapter.instants, { seq, sentAt: now });
    const readings = chapter.instants.length * plan.meters.length;
    owedSentTo = chapter.upTo;
    const settle = (): void => {
      owedInFlight -= readings;
      journal = told(journal, chapter.upTo);
      if (chapter.upTo >= gap.to) owedSentTo = null;
    };
    owedInFlight += readings;
    if (messages.length === 0) settle();
    else send(strikes('duplicateReplayed', plan.seed, chapter.upTo) ? [...messages, ...messages.slice(0, 1)] : messages, settle);
    return messages.length === 0 ? 1 : readings;
  };

  return {
    plan,
    round,
    catchUp,
    owedFrom: () => {
      const gap = journal.gaps[0];
      if (!gap || !uplink.ready() || owedInFlight >= CATCH_UP_IN_FLIGHT_MAX) return null;
      const from = owedSentTo ?? gap.from;
      return from >= gap.to ? null : from;
    },
    journal: () => journal,
    counts: () => ({ sent, acked, owedMs: journal.gaps.reduce((sum, gap) => sum + gap.to - gap.from, 0) }),
  };
};
