import type { ClientBase } from 'pg';
import { REGISTERS } from '#domain/park/model.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { monthRange } from '#domain/time/park-day.ts';
import { bookSlot, rateSlot } from '#domain/twin/book-slot.ts';
import { type Effects, emptyEffects, type FlagRow, type SlotRow } from '#domain/twin/effects.ts';
import { dropDeferred } from '#domain/twin/fold-reading.ts';
import type { DeviceTwin, InstallationTwin, Twin } from '#domain/twin/state.ts';
import { checkEpoch, markAggregates, writeFolds } from './commit-batch.ts';
import { type RegisterRefold, refoldRegister } from './refold-register.ts';
import { deleteFlags, deleteSlots, finishRefold, loadSlots, loadWindowMax, type RefoldRow, shortenRefold } from './refold-store.ts';

export interface RefoldDone {
  /** Where the next part begins; null when the device is done. */
  readonly next: number | null;
  /** Slots that differ from what was stored before. */
  readonly changed: number;
  /** Verdicts that are new. */
  readonly flags: readonly FlagRow[];
}

export interface RefoldOptions {
  readonly shard: number;
  readonly epoch: number;
  /** Stored samples of one register a call. */
  readonly samplesMax: number;
  /** Late readings have come to rest. While they have not, only what is there is folded, and not the gap behind it that the next will change. */
  readonly quiet: boolean;
}

/**
 * Folds a device's marked stretch again and writes what differs, with the mark's removal, in one transaction. At most `samplesMax` stored
 * samples a register are taken; the rest of the mark stays for the next call.
 */
export const refoldDevice = async (client: ClientBase, twin: Twin, row: RefoldRow, options: RefoldOptions): Promise<RefoldDone> => {
  const device = twin.devicesById.get(row.deviceId);
  if (!device) throw new Error(`refold: device ${row.deviceId} is not of park ${twin.model.code}`);
  await client.query('begin');
  try {
    await checkEpoch(client, options.shard, options.epoch);
    const done = await refoldAll(client, twin, device, { ...row, samplesMax: options.samplesMax, quiet: options.quiet });
    if (done.next === null) await finishRefold(client, row);
    else await shortenRefold(client, row, done.next);
    await client.query('commit');
    dropDeferred(twin, row.deviceId);
    return done;
  } catch (fault) {
    await client.query('rollback').catch(() => undefined);
    throw fault;
  }
};

type Change = RefoldRow & Pick<RefoldOptions, 'samplesMax' | 'quiet'>;

const refoldAll = async (client: ClientBase, twin: Twin, device: DeviceTwin, change: Change): Promise<RefoldDone> => {
  const effects = emptyEffects();
  let next: number | null = null;
  let changed = 0;
  for (const where of device.installations) {
    if (where.installation.from > change.hi || (where.installation.to ?? Number.POSITIVE_INFINITY) < change.lo) continue;
    for (let register = 0; register < REGISTERS.length; register++) {
      if ((change.registers & (1 << register)) === 0) continue;
      const result = await refoldRegister(client, where, register as 0 | 1 | 2, change);
      changed += await writeRegister(client, twin, { where, register: register as 0 | 1 | 2, result }, effects);
      if (result.how === 'cut') next = Math.min(next ?? Number.POSITIVE_INFINITY, result.next);
    }
  }
  await writeFolds(client, { slots: effects.slots, accruals: [...effects.accruals.values()], flags: effects.flags });
  for (const where of device.installations) await refreshWindow(client, twin, where);
  return { next, changed, flags: effects.flags };
};

interface Refolded {
  readonly where: InstallationTwin;
  readonly register: 0 | 1 | 2;
  readonly result: RegisterRefold;
}

const writeRegister = async (client: ClientBase, twin: Twin, refolded: Refolded, effects: Effects): Promise<number> => {
  const { where, register, result } = refolded;
  const key = { installationId: where.installation.id, register };
  const stored = new Map((await loadSlots(client, key, result)).map((row) => [row.start, row]));
  let changed = 0;
  for (const slot of result.slots) {
    const row = rateSlot(twin, where, register, slot);
    const old = stored.get(row.start);
    stored.delete(row.start);
    if (old && sameSlot(old, row)) continue;
    if (old) bookSlot(twin, effects, old, -1);
    bookSlot(twin, effects, row, 1);
    effects.slots.push(row);
    changed++;
  }
  for (const gone of stored.values()) bookSlot(twin, effects, gone, -1);
  await deleteSlots(client, [...stored.values()]);
  await markAggregates(client, [...stored.values()]);
  await writeVerdicts(client, key, result, effects);
  if (result.how === 'end' && where.device.current === where) where.registers[register].chain = result.chain;
  return changed + stored.size;
};

const writeVerdicts = async (
  client: ClientBase,
  key: { readonly installationId: number; readonly register: number },
  result: RegisterRefold,
  effects: Effects,
): Promise<void> => {
  const now = new Map(result.verdicts.map((verdict) => [verdict.at, verdict]));
  const gone = [...result.before.keys()].filter((at) => (result.how === 'end' || at <= result.folded) && !now.has(at));
  await deleteFlags(client, key, gone);
  for (const verdict of now.values()) {
    const old = result.before.get(verdict.at);
    if (!old || old.verdict !== verdict.verdict || old.prior !== verdict.prior) effects.flags.push({ ...verdict, ...key });
  }
};

const sameSlot = (a: SlotRow, b: SlotRow): boolean =>
  a.quantity === b.quantity &&
  a.quality === b.quality &&
  a.windowMax === b.windowMax &&
  a.windowAt === b.windowAt &&
  a.accountId === b.accountId &&
  a.versionId === b.versionId &&
  a.period === b.period &&
  a.charge === b.charge &&
  a.day === b.day;

/** A month's maximum may have fallen: it is read again for the points that show one. */
const refreshWindow = async (client: ClientBase, twin: Twin, where: InstallationTwin): Promise<void> => {
  if (where.point.point.role !== 'grid' && !twin.bigTenants.includes(where.point)) return;
  const max = await loadWindowMax(client, where.point.point.id, monthRange(twin.day as ParkDay, twin.model.zone));
  where.point.monthWindow = max.windowMax;
  where.point.monthWindowAt = max.windowAt;
};
