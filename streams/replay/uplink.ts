import type { Clock } from '#domain/time/clock.ts';
import type { Outgoing } from '#streams/codecs/codec.ts';
import { openMqttLink } from '#streams/mqtt/open-link.ts';

export interface Uplink {
  /** Resolves when the broker has acknowledged; sends again after each loss. Rejects when there is no broker to begin with. */
  publish(message: Outgoing): Promise<void>;
  close(): Promise<void>;
}

export interface UplinkOptions {
  readonly url: string;
  readonly clientId: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly clock: Clock;
  /** How long the first connection may take. */
  readonly firstConnectionMsMax: number;
  readonly onLost: (detail: string) => void;
}

/** At-least-once publishing for a process that owns its messages. */
export const openUplink = (options: UplinkOptions): Uplink => {
  let everConnected = false;
  let detail = 'no answer';
  let gate = Promise.withResolvers<void>();
  gate.promise.catch(() => {});
  const link = openMqttLink({
    ...options,
    filters: [],
    bytesInFlightMax: 1,
    onEvent: (event) => {
      if (event.type === 'connected') {
        everConnected = true;
        gate.resolve();
        return;
      }
      detail = event.detail;
      if (everConnected) {
        options.onLost(event.detail);
        gate = Promise.withResolvers();
      }
    },
  });
  const timer = setTimeout(() => {
    if (!everConnected) gate.reject(new Error(`no broker at ${options.url}: ${detail}`));
  }, options.firstConnectionMsMax);

  return {
    publish: async ({ topic, payload }) => {
      for (;;) {
        await gate.promise;
        try {
          return await link.publish(topic, payload);
        } catch {
          // Lost on the way: whether it arrived nobody knows, and a reading sent twice is stored once.
        }
      }
    },
    close: async () => {
      clearTimeout(timer);
      await link.close();
    },
  };
};
