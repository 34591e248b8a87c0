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

export const createIntake = ({ bytesInFlightMax, clock }: IntakeOptions): Intake => {
  let inFlight = 0;
  let draining = false;
  let came = false;
  /** What goes on when there is room and a subscriber. */
  let parked: (() => void) | null = null;

  const resume = (): void => {
    if (parked === null) return;
    if (!draining && (!sink.present() || inFlight >= bytesInFlightMax)) return;
    const go = parked;
    parked = null;
    go();
  };

  const sink = createSink(resume);

  const take = (message: HeldMessage, next: () => void): void => {
    came = true;
    if (draining) {
      next();
      return;
    }
    if (!sink.present()) {
      parked = () => take(message, next);
      return;
    }
    const bytes = bytesOf(message);
    inFlight += bytes;
    const ack = once(() => {
      message.release();
      inFlight -= bytes;
      resume();
    });
    parked = next;
    sink.next({ topic: message.topic, payload: message.payload, receivedAt: clock.now(), ack });
    resume();
  };

  return {
    messages$: sink.messages$,
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
    complete: sink.complete,
  };
};

/** An observable for one subscriber, that tells whether he is there. */
const createSink = (arrived: () => void) => {
  let subscriber: Subscriber<InboundMessage> | null = null;
  let completed = false;
  return {
    messages$: new Observable<InboundMessage>((arriving) => {
      if (subscriber !== null) throw new Error('mqtt: messages$ has one subscriber');
      if (completed) {
        arriving.complete();
        return;
      }
      subscriber = arriving;
      arrived();
      return () => {
        subscriber = null;
      };
    }),
    present: () => subscriber !== null,
    next: (message: InboundMessage): void => subscriber?.next(message),
    complete: (): void => {
      completed = true;
      subscriber?.complete();
    },
  };
};

/** What a message costs beside its text: the object, its closure and its place in a batch. */
const MESSAGE_OVERHEAD_BYTES = 256;

const bytesOf = (message: HeldMessage): number => message.topic.length + message.payload.length + MESSAGE_OVERHEAD_BYTES;

const once = (act: () => void): (() => void) => {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
};
