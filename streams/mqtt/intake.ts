import { Observable, type Subscriber } from 'rxjs';
import type { Clock } from '#domain/time/clock.ts';
import type { HeldMessage } from './held-acks.ts';
import type { InboundMessage } from './link.ts';

export interface IntakeOptions {
  /** Taken and not yet acknowledged; above it nothing more is taken. One message may overshoot it, by its own size. */
  readonly bytesInFlightMax: number;
  readonly clock: Clock;
}

/** Between the connection, which offers one message at a time, and the one subscriber. Outlives connections. */
export interface Intake {
  readonly messages$: Observable<InboundMessage>;
  take(message: HeldMessage, next: () => void): void;
  bytesInFlight(): number;
  /** True when a message waits for room, or came since it was last asked. */
  busy(): boolean;
  /** The connection is gone, and with it what it was about to give. */
  forget(): void;
  /** From now on messages are dropped unacknowledged: the session keeps them for whoever comes next. */
  drain(): void;
  complete(): void;
}

/** What a message costs beside its text: the object, its closure and its place in a batch. */
const MESSAGE_OVERHEAD_BYTES = 256;

export const createIntake = ({ bytesInFlightMax, clock }: IntakeOptions): Intake => {
  let sink: Subscriber<InboundMessage> | null = null;
  let inFlight = 0;
  let draining = false;
  let completed = false;
  let came = false;
  /** What goes on when there is room and a subscriber. */
  let parked: (() => void) | null = null;

  const resume = (): void => {
    if (parked === null) return;
    if (!draining && (sink === null || inFlight >= bytesInFlightMax)) return;
    const go = parked;
    parked = null;
    go();
  };

  const take = (message: HeldMessage, next: () => void): void => {
    came = true;
    if (draining) {
      next();
      return;
    }
    if (sink === null) {
      parked = () => take(message, next);
      return;
    }
    const bytes = message.topic.length + message.payload.length + MESSAGE_OVERHEAD_BYTES;
    inFlight += bytes;
    let acked = false;
    const ack = (): void => {
      if (acked) return;
      acked = true;
      message.release();
      inFlight -= bytes;
      resume();
    };
    parked = next;
    sink.next({ topic: message.topic, payload: message.payload, receivedAt: clock.now(), ack });
    resume();
  };

  return {
    messages$: new Observable<InboundMessage>((subscriber) => {
      if (sink !== null) throw new Error('mqtt: messages$ has one subscriber');
      if (completed) {
        subscriber.complete();
        return;
      }
      sink = subscriber;
      resume();
      return () => {
        sink = null;
      };
    }),
    take,
    bytesInFlight: () => inFlight,
    busy: () => {
      const answer = came || parked !== null;
      came = false;
      return answer;
    },
    forget: () => {
      parked = null;
    },
    drain: () => {
      draining = true;
      resume();
    },
    complete: () => {
      completed = true;
      sink?.complete();
    },
  };
};
