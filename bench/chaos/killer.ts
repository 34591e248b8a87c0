import { setTimeout as after } from 'node:timers/promises';
import { unit } from '#streams/simulator/noise.ts';

export interface Victim {
  readonly kind: 'stream' | 'database' | 'broker';
  /** `kill -9`; resolves when it has been started again. */
  kill(): Promise<void>;
  /** Between two kills at least and at most, ms. */
  readonly everyMs: readonly [number, number];
  /** Killed no more often than this. */
  readonly timesMax: number;
}

export interface Killer {
  readonly kills: Record<Victim['kind'], number>;
  /** Every victim has been killed as often as it may be. */
  readonly satisfied: Promise<void>;
  /** Resolves when nobody is being killed any more. */
  stop(): Promise<void>;
}

/** Kills each victim again and again, at moments that depend on nothing but the seed and how long a restart takes. */
export const startKiller = (victims: readonly Victim[], seed: number): Killer => {
  const kills = { stream: 0, database: 0, broker: 0 };
  const ending = new AbortController();
  const hunt = async (victim: Victim, place: number): Promise<void> => {
    const [least, most] = victim.everyMs;
    for (let n = 0; n < victim.timesMax && !ending.signal.aborted; n++) {
      await after(least + unit(seed, place, n) * (most - least), null, { signal: ending.signal }).catch(() => null);
      if (ending.signal.aborted) return;
      kills[victim.kind]++;
      await victim.kill();
    }
  };
  const hunts = Promise.all(victims.map(hunt)).then(() => {});
  return {
    kills,
    satisfied: hunts,
    stop: async () => {
      ending.abort();
      await hunts;
    },
  };
};
