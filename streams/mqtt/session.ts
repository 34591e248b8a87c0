import type { Clock } from '#domain/time/clock.ts';
import { SECOND_MS } from '#domain/time/instant.ts';
import { reconnectDelayMs } from './backoff.ts';
import { type CloseCause, type Connection, type ConnectionOptions, KEEPALIVE_S, openConnection, type Protocol } from './connection.ts';
import type { Intake } from './intake.ts';

export type LinkEvent =
  | { readonly type: 'connected'; readonly protocol: Protocol }
  | { readonly type: 'disconnected'; readonly detail: string; readonly retryInMs: number };

export interface SessionOptions extends Omit<ConnectionOptions, 'protocol'> {
  readonly clock: Clock;
  readonly onEvent?: (event: LinkEvent) => void;
}

/** One MQTT session, held over any number of connections. */
export interface Session {
  /** The connection when it is up and subscribed. */
  ready(): { readonly connection: Connection; readonly protocol: Protocol } | null;
  close(): Promise<void>;
}

/** A connection that held this long was a good one: after it the delays begin anew. */
const STABLE_MS = 10_000;
const BEAT_MS = (KEEPALIVE_S * SECOND_MS) / 4;

/** Connects, and connects again for ever; in MQTT 5, or in 3.1.1 where the broker refuses 5. */
export const holdSession = (options: SessionOptions, intake: Intake): Session => {
  let connection: Connection | null = null;
  let readyAt: number | null = null;
  let version: VersionChoice = { protocol: 5, proven: false };
  let attempt = 0;
  let timer: NodeJS.Timeout | undefined;
  let closing: (() => void) | null = null;
  let closed: Promise<void> | null = null;

  /** Answers to pings queue behind messages: while these come, or wait for room, they are the sign of life. */
  const beat = (): void => {
    if (intake.busy()) connection?.beat();
    timer = setTimeout(beat, BEAT_MS);
  };
  const onReady = (): void => {
    readyAt = options.clock.now();
    version = { protocol: version.protocol, proven: true };
    timer = setTimeout(beat, BEAT_MS);
    options.onEvent?.({ type: 'connected', protocol: version.protocol });
  };
  const onClosed = (cause: CloseCause): void => {
    if (readyAt !== null && options.clock.now() - readyAt >= STABLE_MS) attempt = 0;
    connection = null;
    readyAt = null;
    intake.forget();
    clearTimeout(timer);
    if (closing !== null) {
      closing();
      return;
    }
    version = nextVersion(version, cause);
    const retryInMs = cause.type === 'version' && attempt === 0 ? 0 : reconnectDelayMs(attempt, options.clientId);
    attempt += 1;
    options.onEvent?.({ type: 'disconnected', detail: cause.detail, retryInMs });
    timer = setTimeout(open, retryInMs);
  };
  const open = (): void => {
    const events = { ready: onReady, message: intake.take, closed: onClosed };
    connection = openConnection({ ...options, protocol: version.protocol }, events);
  };
  const close = (resolve: () => void): void => {
    closing = resolve;
    clearTimeout(timer);
    if (connection === null) resolve();
    else connection.close();
  };

  open();
  return {
    ready: () => (connection === null || readyAt === null ? null : { connection, protocol: version.protocol }),
    close: () => {
      closed ??= new Promise(close);
      return closed;
    },
  };
};

interface VersionChoice {
  readonly protocol: Protocol;
  /** The broker has accepted it once. */
  readonly proven: boolean;
}

/** Some old brokers hang up on MQTT 5 instead of refusing it; but so does one that restarts, and there what once worked will again. */
const nextVersion = (now: VersionChoice, cause: CloseCause): VersionChoice =>
  cause.type === 'version' || (cause.type === 'silent' && !now.proven) ? { protocol: now.protocol === 5 ? 4 : 5, proven: false } : now;
