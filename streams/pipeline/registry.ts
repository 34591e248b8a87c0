import type { InstallationTwin, Twin } from '#domain/twin/state.ts';

export interface KnownDevice {
  readonly twin: Twin;
  readonly device: Twin['devices'] extends ReadonlyMap<string, infer D> ? D : never;
}

/** All devices this shard knows: its own by twin, and the serials of other shards' parks, which are theirs to store. */
export class Registry {
  readonly #twins = new Map<number, Twin>();
  readonly #devices = new Map<string, KnownDevice>();
  #elsewhere: ReadonlyMap<string, string> = new Map();

  twins(): IterableIterator<Twin> {
    return this.#twins.values();
  }

  twinOf(parkId: number): Twin | undefined {
    return this.#twins.get(parkId);
  }

  find(serial: string): KnownDevice | undefined {
    return this.#devices.get(serial);
  }

  isElsewhere(serial: string): boolean {
    return this.#elsewhere.has(serial);
  }

  zoneOf(serial: string): string | null {
    return this.#devices.get(serial)?.twin.model.zone ?? this.#elsewhere.get(serial) ?? null;
  }

  put(twin: Twin): void {
    this.remove(twin.model.id);
    this.#twins.set(twin.model.id, twin);
    for (const [serial, device] of twin.devices) this.#devices.set(serial, { twin, device });
  }

  remove(parkId: number): void {
    const old = this.#twins.get(parkId);
    if (!old) return;
    for (const serial of old.devices.keys()) this.#devices.delete(serial);
    this.#twins.delete(parkId);
  }

  /** Serials of parks that other shards own, with their zones. */
  setElsewhere(zones: ReadonlyMap<string, string>): void {
    this.#elsewhere = zones;
  }
}

/** The installation an instant belongs to; null before the first and after the last. */
export const installationAt = (known: KnownDevice, at: number): InstallationTwin | null => {
  const { current, installations } = known.device;
  if (current && at >= current.installation.from) return current;
  return installations.find((where) => at >= where.installation.from && at < (where.installation.to ?? Number.POSITIVE_INFINITY)) ?? null;
};
