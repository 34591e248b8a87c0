import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { type HeldMessage, holdAcks } from './held-acks.ts';
import { createPublishWindow, WINDOW_MAX } from './publish-window.ts';

export type Protocol = 5 | 4;

export interface ConnectionOptions {
  readonly url: string;
  readonly clientId: string;
  readonly protocol: Protocol;
  readonly filters: readonly string[];
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

export interface CloseCause {
  /** `version`: the broker does not speak this MQTT. `silent`: it hung up before it answered CONNECT. */
  readonly type: 'version' | 'silent' | 'lost';
  readonly detail: string;
}

export interface ConnectionEvents {
  /** Connected and subscribed to every filter. */
  ready(): void;
  /** One at a time: the next comes when `next` has been called. */
  message(message: HeldMessage, next: () => void): void;
  /** Once, whatever the reason. */
  closed(cause: CloseCause): void;
}

/** One network connection of the session, from CONNECT to its end. It never reconnects; the link makes another. */
export interface Connection {
  publish(topic: string, payload: string | Buffer, options: { readonly qos: 0 | 1; readonly retain: boolean }): Promise<void>;
  /** Pings, and counts the connection as alive: for a time in which answers wait behind messages not yet taken. */
  beat(): void;
  /** Writes the acknowledgements that are due and DISCONNECT; the session stays at the broker. */
  close(): void;
}

export const KEEPALIVE_S = 60;
/** How long the broker keeps the session, and so what it must redeliver, while nobody holds it: a week of repair. */
const SESSION_EXPIRY_S = 7 * 86_400;
/** The most MQTT 5 allows; memory is bounded by bytes, not by messages. */
const RECEIVE_MAXIMUM = 65_535;
const CONNECT_TIMEOUT_MS = 10_000;
/** A broker that does not hang up after DISCONNECT is left. */
const CLOSE_TIMEOUT_MS = 2_000;

export const openConnection = (options: ConnectionOptions, events: ConnectionEvents): Connection => {
  const client = connect(options.url, clientOptions(options));
  const acks = holdAcks(client, events.message);
  let window = createPublishWindow(0);
  let answered = false;
  let cause: CloseCause | null = null;
  const giveUp = (detail: string): void => {
    cause ??= { type: 'lost', detail };
    client.stream.destroy();
  };

  client.on('connect', () => {
    answered = true;
    window = createPublishWindow(Math.min(WINDOW_MAX, client.serverProperties?.receiveMaximum ?? WINDOW_MAX));
    subscribe(client, options.filters, (refused) => (refused === null ? events.ready() : giveUp(refused)));
  });
  client.on('error', (error) => {
    cause ??= isVersionRefusal(error) ? { type: 'version', detail: error.message } : { type: 'lost', detail: error.message };
    // A protocol error found by the client leaves the stream open; after any error the connection is not to be trusted.
    client.stream.destroy();
  });
  client.once('close', () => {
    acks.abandon();
    window.fail(new Error('mqtt: connection lost'));
    client.end(true);
    events.closed(cause ?? { type: answered ? 'lost' : 'silent', detail: 'the broker hung up' });
  });

  return {
    publish: (topic, payload, { qos, retain }) => window.run((done) => client.publish(topic, payload, { qos, retain }, done)),
    beat: () => {
      client.sendPing();
      client.reschedulePing(true);
    },
    close: () => {
      acks.flush();
      const timer = setTimeout(() => client.stream.destroy(), CLOSE_TIMEOUT_MS);
      client.once('close', () => clearTimeout(timer));
      // MQTT.js would wait for the answers to all it sent; who waits for one learns of the loss from the window.
      for (const messageId of Object.keys(client.outgoing)) client.removeOutgoingMessage(Number(messageId));
      if (client.connected) client.end(false);
      else client.stream.destroy();
    },
  };
};

const clientOptions = ({ clientId, protocol, username, password }: ConnectionOptions): IClientOptions => ({
  clientId,
  protocolVersion: protocol,
  clean: false,
  keepalive: KEEPALIVE_S,
  connectTimeout: CONNECT_TIMEOUT_MS,
  reconnectPeriod: 0,
  resubscribe: false,
  ...(protocol === 5 ? { properties: { sessionExpiryInterval: SESSION_EXPIRY_S, receiveMaximum: RECEIVE_MAXIMUM } } : {}),
  ...(username === undefined ? {} : { username }),
  ...(password === undefined ? {} : { password }),
});

/** Subscribes at QoS 1 on every connection: the filters may have changed since the session began. Calls back with what was refused. */
const subscribe = (client: MqttClient, filters: readonly string[], done: (refused: string | null) => void): void => {
  if (filters.length === 0) return done(null);
  // rh 1: retained messages come once per session, not at every reconnect.
  client.subscribe([...filters], { qos: 1, rh: 1 }, (error, granted) => {
    if (error) return done(`subscription refused: ${error.message}`);
    const weak = granted?.find((grant) => grant.qos !== 1);
    done(weak === undefined ? null : `subscription to ${weak.topic} granted at QoS ${weak.qos} only`);
  });
};

/** CONNACK 1 (3.1.1) and 132 (5): unacceptable protocol version. */
const isVersionRefusal = (error: Error): boolean => 'code' in error && (error.code === 1 || error.code === 132);
