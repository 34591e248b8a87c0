import type { Clock } from '#domain/time/clock.ts';

export interface KeptOptions<T> {
  readonly clock: Clock;
  /** What all together may weigh, and what one does. */
  readonly weightMax: number;
  readonly weigh: (value: T) => number;
  readonly ageMsMax: number;
}

export interface Kept<T> {
  /** What is kept under a key, else what `make` answers; two who ask at once wait for the same. `fits` refuses what is kept. */
  get(key: string, make: () => Promise<T>, fits?: (value: T, madeAt: number) => boolean): Promise<T>;
}

interface Entry<T> {
  readonly value: Promise<T>;
  readonly madeAt: number;
  weight: number;
  fits: ((fits: (value: T, madeAt: number) => boolean) => boolean) | null;
}

/** Answers worth asking for twice: bounded by weight and by age, the one used least recently goes first. Failures are not kept. */
export const createKept = <T>({ clock, weightMax, weigh, ageMsMax }: KeptOptions<T>): Kept<T> => {
  const entries = new Map<string, Entry<T>>();
  const drop = (key: string, entry: Entry<T>): void => {
    if (entries.get(key) === entry) entries.delete(key);
  };
  const shrink = (): void => {
    let weight = 0;
    for (const entry of entries.values()) weight += entry.weight;
    for (const [key, entry] of entries) {
      if (weight <= weightMax || entries.size === 1) return;
      weight -= entry.weight;
      entries.delete(key);
    }
  };
  const put = (key: string, make: () => Promise<T>): Promise<T> => {
    const madeAt = clock.now();
    const entry: Entry<T> = { value: make(), madeAt, weight: 0, fits: null };
    entries.set(key, entry);
    entry.value.then(
      (value) => {
        entry.weight = weigh(value);
        entry.fits = (fits) => fits(value, madeAt);
        shrink();
      },
      () => drop(key, entry),
    );
    return entry.value;
  };
  return {
    get: (key, make, fits) => {
      const entry = entries.get(key);
      const usable = entry && clock.now() - entry.madeAt <= ageMsMax && (!fits || entry.fits?.(fits) !== false);
      if (!usable) return put(key, make);
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
  };
};
