import type { ChainOut } from '../metering/chain.ts';
import { foldSample } from '../metering/fold-sample.ts';
import { REGISTERS, type RegisterValues } from '../park/model.ts';
import { HOUR_MS, type ParkDay } from '../time/instant.ts';
import { bookSlot, GAP_SLOTS_MAX, rateSlot } from './book-slot.ts';
import type { Effects, SlotRow } from './effects.ts';
import { type InstallationTwin, type Twin, touchAccount } from './state.ts';
import { deferStep } from './stepped.ts';

/** A reading of a known device at an instant of its own clock. */
export interface Reading {
  readonly at: number;
  readonly registers: RegisterValues;
  /** W (litres/h) at the meter; null where not sent. */
  readonly power: number | null;
  readonly relay: 'closed' | 'open' | null;
}

/**
 * Folds a reading that is newer than every stored one of its device into the twin. No clock, no query: what it closes is in `effects`.
 * A gap of more than two hours is marked for the refold instead, which finds the gateway's replay there, if one has come by then.
 */
export const foldReading = (twin: Twin, where: InstallationTwin, reading: Reading, effects: Effects): void => {
  for (let register = 0; register < REGISTERS.length; register++) foldRegister(twin, where, register as 0 | 1 | 2, reading, effects);
  where.device.newestAt = reading.at;
  if (reading.at > twin.newestAt) twin.newestAt = reading.at;
  const { point } = where;
  observePower(where, reading);
  twin.dirtyPoints.add(point);
  for (const account of point.accounts) touchAccount(twin, account);
};

const NONE = -1;
const scratch: ChainOut = { slots: [], verdicts: [] };

const foldRegister = (twin: Twin, where: InstallationTwin, register: 0 | 1 | 2, reading: Reading, effects: Effects): void => {
  const value = reading.registers[REGISTERS[register] ?? 'import'];
  if (value === null) return;
  const { rule, chain } = where.registers[register];
  const before = chain.lastAt;
  const totalBefore = chain.total;
  foldSample(chain, rule, { at: reading.at, value, trusted: false }, scratch);
  if (register === 0 && reading.power === null && chain.lastAt === reading.at && before !== NONE)
    where.point.power = Math.round(((chain.total - totalBefore) * HOUR_MS) / (reading.at - before));
  for (const verdict of scratch.verdicts) effects.flags.push({ ...verdict, installationId: where.installation.id, register });
  if (scratch.slots.length > GAP_SLOTS_MAX) {
    const deviceId = where.device.device.id;
    effects.refolds.push({ deviceId, lo: before + 1, hi: reading.at, registers: 1 << register });
    for (const slot of scratch.slots) deferCharge(twin, rateSlot(twin, where, register, slot), deviceId);
  } else {
    for (const slot of scratch.slots) {
      const row = rateSlot(twin, where, register, slot);
      effects.slots.push(row);
      bookSlot(twin, effects, row, 1);
    }
  }
  scratch.slots.length = 0;
  scratch.verdicts.length = 0;
};

const deferCharge = (twin: Twin, row: SlotRow, deviceId: number): void => {
  const account = twin.accounts.get(row.accountId);
  if (!account) return;
  account.deferred.set(deviceId, (account.deferred.get(deviceId) ?? 0n) + row.charge);
  const stepped = account.stepped?.get(row.versionId);
  if (stepped) deferStep(stepped, deviceId, { day: row.day as ParkDay, used: row.quantity });
};

/** A device's gaps have been folded again: their slots are booked. */
export const dropDeferred = (twin: Twin, deviceId: number): void => {
  for (const account of twin.accounts.values()) {
    account.deferred.delete(deviceId);
    for (const stepped of account.stepped?.values() ?? []) stepped.deferred.delete(deviceId);
  }
};

/** The meter's own power where it sends one; foldRegister has taken the mean between its last two readings otherwise. */
const observePower = (where: InstallationTwin, reading: Reading): void => {
  const { point } = where;
  if (reading.power !== null) point.power = Math.round((reading.power * where.installation.ratio) / 1_000);
  if (reading.relay !== null) point.relay = reading.relay;
  point.powerAt = reading.at;
};
