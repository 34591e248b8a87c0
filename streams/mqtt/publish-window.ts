/** One message on its way out: `send` calls back when it is done with (QoS 1: acknowledged, QoS 0: written). */
export type Send = (done: (error?: Error | null) => void) => void;

export interface PublishWindow {
  /** Sends now or when there is room; rejects when too many wait, and when the connection is lost before the answer. */
  run(send: Send): Promise<void>;
  /** The connection is gone: everything unanswered is rejected. The one who sent decides whether to send it again. */
  fail(error: Error): void;
}

/** Unanswered at once where the broker names no Receive Maximum. MQTT.js waits for `drain` with one listener each, 1,000 at most. */
export const WINDOW_MAX = 1_000;
/** Waiting for the window: 10,000 commands or board patches of 2 KB are 20 MB. Beyond that the broker is not keeping up. */
const WAITING_MAX = 10_000;

/** Bounds what is in flight to what the broker takes: more than its Receive Maximum and it hangs up (MQTT 5, 3.3.4). */
export const createPublishWindow = (inFlightMax: number): PublishWindow => {
  const waiting: Job[] = [];
  let waitingFrom = 0;
  const running = new Set<Job>();

  const start = (job: Job): void => {
    running.add(job);
    job.send((error) => {
      if (!running.delete(job)) return;
      if (error) job.reject(error);
      else job.resolve();
      startNext();
    });
  };
  const startNext = (): void => {
    if (running.size >= inFlightMax) return;
    const job = waiting[waitingFrom];
    if (job === undefined) return;
    waitingFrom += 1;
    if (waitingFrom === waiting.length) {
      waiting.length = 0;
      waitingFrom = 0;
    }
    start(job);
  };

  return {
    run: (send) =>
      new Promise<void>((resolve, reject) => {
        const job = { send, resolve, reject };
        if (running.size < inFlightMax) start(job);
        else if (waiting.length - waitingFrom < WAITING_MAX) waiting.push(job);
        else reject(new Error(`mqtt: ${WAITING_MAX} messages wait to be sent already`));
      }),
    fail: (error) => {
      const lost = [...running, ...waiting.slice(waitingFrom)];
      running.clear();
      waiting.length = 0;
      waitingFrom = 0;
      for (const job of lost) job.reject(error);
    },
  };
};

interface Job {
  readonly send: Send;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}
