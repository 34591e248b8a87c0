import { setTimeout as wait } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';
import type { Clock } from '#domain/time/clock.ts';
import { type LoadMessage, planLoad } from './load-messages.ts';
import { machineClock } from './machine-clock.ts';

export interface LoadOptions {
  readonly mqttUrl: string;
  readonly gateways: number;
  readonly metersPerGateway: number;
  readonly readingsPerSecond: number;
  readonly seconds: number;
  readonly seed: number;
  /** Canonical telemetry goes to `{topicPrefix}/{gateway}/up`. */
  readonly topicPrefix?: string;
  readonly clock?: Clock;
  /** Ends the load early; what is in flight is still awaited. */
  readonly signal?: AbortSignal;
}

export interface LoadResult {
  readonly messagesSent: number;
  readonly messagesAcked: number;
  /** Readings in what was sent, and in what the broker acknowledged. */
  readonly sent: number;
  readonly acked: number;
  /** From the first message to the last acknowledgement, ms. */
  readonly elapsedMs: number;
  /** How far the sending fell behind its plan at worst, ms: over a second means that this side, or the broker, was the bottleneck. */
  readonly lateMsMax: number;
}

/** TCP connections; gateways share them, so that a thousand gateways do not need a thousand sockets. */
const CONNECTIONS_MAX = 8;
/** Per connection; MQTT has 65,535 packet ids. 4,000 x 8 x 2.5 kB = 80 MB at worst. */
const IN_FLIGHT_MAX = 4_000;
const TURN_MS = 5;
const LAST_ACKS_MS = 60_000;

/** Publishes canonical readings at QoS 1 at an even pace, as many gateways would, and counts exactly. Meters are those of `loadPark`. */
export const generateLoad = async (options: LoadOptions): Promise<LoadResult> => {
  const clock = options.clock ?? machineClock;
  const clients = await connectAll(options);
  const startAt = clock.now();
  const plan = planLoad({ ...options, topicPrefix: options.topicPrefix ?? 'twin/v1' }, startAt);
  const count = { messagesSent: 0, messagesAcked: 0, sent: 0, acked: 0, lateMsMax: 0 };
  const inFlight = clients.map(() => 0);
  const publish = (message: LoadMessage, lane: number): void => {
    inFlight[lane] = (inFlight[lane] ?? 0) + 1;
    count.messagesSent += 1;
    count.sent += message.readings;
    clients[lane]?.publish(message.topic, message.payload, { qos: 1 }, (fault) => {
      inFlight[lane] = (inFlight[lane] ?? 0) - 1;
      if (fault) return;
      count.messagesAcked += 1;
      count.acked += message.readings;
    });
  };
  const full = (lane: number) => (inFlight[lane] ?? 0) >= IN_FLIGHT_MAX;

  for (let k = 0; k < plan.messages && !options.signal?.aborted; ) {
    const now = clock.now();
    for (; k < plan.messages && plan.dueAt(k) <= now && !full(k % clients.length); k++) {
      count.lateMsMax = Math.max(count.lateMsMax, now - plan.dueAt(k));
      publish(plan.messageOf(k), k % clients.length);
    }
    await wait(TURN_MS);
  }
  const deadline = clock.now() + LAST_ACKS_MS;
  while (inFlight.some((n) => n > 0) && clock.now() < deadline) await wait(TURN_MS);
  const elapsedMs = clock.now() - startAt;
  await Promise.all(clients.map((client) => client.endAsync(true)));
  return { ...count, elapsedMs };
};

const connectAll = (options: LoadOptions): Promise<MqttClient[]> =>
  Promise.all(
    Array.from({ length: Math.min(CONNECTIONS_MAX, options.gateways) }, (_, lane) =>
      connectAsync(options.mqttUrl, { clientId: `load-${options.seed}-${lane}`, protocolVersion: 4, clean: true, reconnectPeriod: 500 }),
    ),
  );
