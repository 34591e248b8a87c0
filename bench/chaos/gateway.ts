import { connect, type MqttClient } from 'mqtt';
import type { Clock } from '#domain/time/clock.ts';
import { SAVED_MS_MAX } from '../processes/broker.ts';
import type { Message } from './plan.ts';

export interface GatewayCounts {
  /** Messages handed to the broker, each time it was. */
  sent: number;
  /** Of these, what was sent before. */
  again: number;
  connections: number;
}

export interface Gateway {
  readonly counts: GatewayCounts;
  /** True when all is sent and acknowledged long enough ago to be on the broker's disk. */
  done(): boolean;
  stop(): Promise<void>;
}

export interface GatewayOptions {
  readonly mqttUrl: string;
  readonly clientId: string;
  readonly messages: readonly Message[];
  /** From the first message to the last, ms. */
  readonly overMs: number;
  readonly clock: Clock;
}

const TURN_MS = 10;
const AGAIN_MS = 100;
const IN_FLIGHT_MAX = 40;

/**
 * A gateway that stores and forwards at QoS 1. It keeps what the broker has not acknowledged and, since Mosquitto acknowledges what is only in its
 * memory yet, also what was acknowledged within the last SAVED_MS_MAX: when the connection breaks all of that is sent again.
 */
export const startGateway = (options: GatewayOptions): Gateway => {
  const { messages, clock } = options;
  const counts: GatewayCounts = { sent: 0, again: 0, connections: 0 };
  const startAt = clock.now();
  const due = (i: number) => startAt + (i / messages.length) * options.overMs;
  /** Indexes to be sent before any new one. */
  let owed: number[] = [];
  let next = 0;
  const unanswered = new Set<number>();
  const ackedAt = new Map<number, number>();
  let client: MqttClient | null = null;
  let connected = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const lost = (): void => {
    const now = clock.now();
    const unsure = [...ackedAt].filter(([, at]) => now - at < SAVED_MS_MAX).map(([i]) => i);
    owed = [...new Set([...unsure, ...unanswered, ...owed])].sort((a, b) => a - b);
    for (const i of unsure) ackedAt.delete(i);
    unanswered.clear();
  };
  const open = (): void => {
    const own = connect(options.mqttUrl, {
      clientId: options.clientId,
      protocolVersion: 4,
      clean: true,
      reconnectPeriod: 0,
      connectTimeout: 3_000,
    });
    client = own;
    own.on('error', () => own.stream.destroy());
    own.on('connect', () => {
      counts.connections++;
      connected = true;
    });
    own.once('close', () => {
      connected = false;
      own.end(true);
      if (stopped) return;
      lost();
      timer = setTimeout(open, AGAIN_MS);
    });
  };
  const send = (i: number): void => {
    const message = messages[i];
    if (!message) return;
    const own = client;
    unanswered.add(i);
    counts.sent++;
    own?.publish(message.topic, message.payload, { qos: 1 }, (fault) => {
      if (fault || own !== client || !connected) return;
      unanswered.delete(i);
      ackedAt.set(i, clock.now());
    });
  };
  const turn = (): void => {
    const now = clock.now();
    for (const [i, at] of ackedAt) {
      if (now - at < SAVED_MS_MAX) break;
      ackedAt.delete(i);
    }
    while (connected && unanswered.size < IN_FLIGHT_MAX) {
      const again = owed.shift();
      if (again !== undefined) {
        counts.again++;
        send(again);
      } else if (next < messages.length && due(next) <= now) send(next++);
      else break;
    }
  };
  open();
  const turns = setInterval(turn, TURN_MS);
  return {
    counts,
    done: () => next === messages.length && owed.length === 0 && unanswered.size === 0 && ackedAt.size === 0,
    stop: async () => {
      stopped = true;
      clearInterval(turns);
      clearTimeout(timer);
      await client?.endAsync(true);
    },
  };
};
