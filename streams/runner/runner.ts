import type { BoardFeed } from '../feed/feed.ts';

/** Where the stream side reports its figures; the server gives it Prometheus. Names are listed in streams/runner/README.md. */
export interface Gauges {
  add(name: string, by: number, labels?: Readonly<Record<string, string>>): void;
  set(name: string, value: number, labels?: Readonly<Record<string, string>>): void;
  observe(name: string, value: number): void;
}

/** Fresh when its age is small: `readyz` reports what is not. */
export interface StreamHealth {
  readonly brokerConnected: boolean;
  /** Milliseconds since the loop last turned; it turns at least once a second. */
  readonly loopAgeMs: number;
  readonly shards: readonly number[];
  readonly warm: boolean;
}

export interface StreamRunner {
  readonly feed: BoardFeed;
  health(): StreamHealth;
  /** Stops taking, commits, acknowledges, gives up its leases. */
  stop(): Promise<void>;
}
