import { decidedKey } from '#db/explain/reproduce-rows.ts';
import { dropTyped } from '#db/store/refold-register.ts';
import { sampleFromRow } from '#db/store/refold-store.ts';
import { bookSlot, rateSlot } from '#domain/twin/book-slot.ts';
import { startChain } from '#domain/twin/create-twin.ts';
import { type AccrualDelta, emptyEffects, type SlotRow } from '#domain/twin/effects.ts';
import { refold } from '#domain/twin/refold.ts';
import type { InstallationTwin, Twin } from '#domain/twin/state.ts';

const IMPORT = 0;

/** The smallest and the largest register that a device sent for an instant: two that differ contradict each other. */
export class Samples {
  readonly #byDevice = new Map<number, Map<number, [lowest: number, highest: number]>>();

  add(deviceId: number, at: number, value: number): void {
    const ofDevice = this.#byDevice.get(deviceId) ?? new Map<number, [number, number]>();
    this.#byDevice.set(deviceId, ofDevice);
    const known = ofDevice.get(at);
    if (!known) ofDevice.set(at, [value, value]);
    else {
      known[0] = Math.min(known[0], value);
      known[1] = Math.max(known[1], value);
    }
  }

  /** Instants of all devices. */
  get size(): number {
    return [...this.#byDevice.values()].reduce((sum, { size }) => sum + size, 0);
  }

  sorted(
    deviceId: number,
    from: number,
    to: number,
  ): readonly { readonly at: number; readonly lowest: number; readonly highest: number }[] {
    const all = [...(this.#byDevice.get(deviceId) ?? [])].filter(([at]) => at >= from && at < to);
    return all.sort(([a], [b]) => a - b).map(([at, [lowest, highest]]) => ({ at, lowest, highest }));
  }
}

export interface FoldedAnew {
  readonly slots: readonly SlotRow[];
  readonly accruals: readonly AccrualDelta[];
}

export interface FoldQuestion {
  readonly samples: Samples;
  readonly decided: ReadonlyMap<string, number | null>;
  readonly accountId: number;
  /** Park days, both included. */
  readonly from: string;
  readonly to: string;
}

/** Folds and prices installations from their first sample to their last; of that, what an account is charged for on some days. */
export const foldAnew = (twin: Twin, installations: readonly InstallationTwin[], question: FoldQuestion): FoldedAnew => {
  const effects = emptyEffects();
  for (const where of installations) {
    for (const slot of foldInstallation(where, question)) {
      const row = rateSlot(twin, where, IMPORT, slot);
      if (row.accountId !== question.accountId || row.day < question.from || row.day > question.to) continue;
      effects.slots.push(row);
      bookSlot(twin, effects, row, 1);
    }
  }
  return { slots: effects.slots, accruals: [...effects.accruals.values()] };
};

const foldInstallation = (where: InstallationTwin, { samples, decided }: FoldQuestion) => {
  const { installation, device, registers } = where;
  const to = installation.to ?? Number.POSITIVE_INFINITY;
  const stored = samples.sorted(device.device.id, installation.from, to).map((sample) => {
    const key = decidedKey(device.device.id, sample.at);
    return sampleFromRow({ ...sample, decided: decided.has(key), chosen: decided.get(key) ?? null });
  });
  const [{ rule }] = registers;
  return refold({
    rule,
    chain: startChain(rule, installation, IMPORT),
    samples: dropTyped(stored, where, IMPORT),
    complete: true,
    end: installation.to === null ? null : { at: installation.to, value: installation.end.import },
    from: Number.NEGATIVE_INFINITY,
    hi: Number.POSITIVE_INFINITY,
    before: new Map(),
    liveAt: -1,
  }).slots;
};
