import { connect, type MqttClient } from 'mqtt';
import type { Clock } from '#domain/time/clock.ts';
import type { Outgoing } from '#streams/codecs/codec.ts';
import type { Handshake, Wire, WireGateway } from './wire/wire.ts';

/** A gateway's network. */
export interface Uplink {
  /** Rises when a connection was cut for good: what was in flight then is never answered. */
  life(): number;
  /** Connected, and the platform has answered the log-in where there is one. */
  ready(): boolean;
  /** QoS 1; only while ready. A connection that is merely lost sends it again when it is back. */
  publish(message: Outgoing, acked: () => void): void;
  open(): void;
  /** The network is gone: no goodbye, and no way back until `open`. */
  cut(): void;
  close(): Promise<void>;
}

export interface UplinkOptions {
  readonly mqttUrl: string;
  readonly clientId: string;
  readonly wire: Wire;
  readonly gateway: WireGateway;
  readonly clock: Clock;
}

const RECONNECT_MS = 1_000;
const KEEPALIVE_S = 30;
/** A platform that does not answer the log-in is told anyway: its telemetry topic may be all it serves. */
const WELCOME_MS = 15_000;

/** One MQTT client, as the gateway itself would hold it. */
export const createUplink = (options: UplinkOptions): Uplink => {
  const { wire, gateway, clock } = options;
  let client: MqttClient | null = null;
  let welcome = false;
  let life = 0;
  let patience: NodeJS.Timeout | undefined;

  const greet = (to: MqttClient, handshake: Handshake): void => {
    welcome = false;
    clearTimeout(patience);
    patience = setTimeout(() => {
      welcome = true;
    }, WELCOME_MS);
    to.subscribe([...handshake.replyTopics], { qos: 1 }, () => {
      if (!to.connected) return;
      for (const message of handshake.messages) to.publish(message.topic, message.payload, { qos: 1 });
    });
  };

  const open = (): void => {
    if (client) return;
    const opened = connect(options.mqttUrl, {
      clientId: options.clientId,
      protocolVersion: 4,
      clean: true,
      keepalive: KEEPALIVE_S,
      reconnectPeriod: RECONNECT_MS,
      resubscribe: false,
      queueQoSZero: false,
    });
    client = opened;
    // Without a listener a refused connection would end the process; the client tries again by itself.
    opened.on('error', () => undefined);
    opened.on('connect', () => {
      const handshake = wire.handshake?.(gateway, clock.now()) ?? null;
      if (handshake) greet(opened, handshake);
      else welcome = true;
    });
    opened.on('message', (topic, payload) => {
      const handshake = wire.handshake?.(gateway, clock.now()) ?? null;
      if (handshake?.isWelcome(topic, payload.toString())) welcome = true;
    });
  };

  const end = async (force: boolean): Promise<void> => {
    clearTimeout(patience);
    const ending = client;
    client = null;
    welcome = false;
    life += 1;
    await ending?.endAsync(force);
  };

  return {
    life: () => life,
    ready: () => client?.connected === true && welcome,
    publish: ({ topic, payload }, acked) => {
      client?.publish(topic, payload, { qos: 1 }, (fault) => {
        if (!fault) acked();
      });
    },
    open,
    cut: () => void end(true),
    close: () => end(false),
  };
};
