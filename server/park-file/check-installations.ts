import { ratioFromText } from '#domain/park/file-values.ts';
import type { FileDevice, FileInstallation, FilePoint, FileRegisters } from '#domain/park/park-file.ts';
import { HOUR_MS } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { registerFromKilo } from '#domain/units/quantity.ts';
import { codecs } from '#streams/codecs/registry.ts';
import type { Entry, FaultList } from './faults.ts';
import { checkOrder, checkOverlaps, endOf, groupBy, startOf } from './stretches.ts';

export interface MeterEntries {
  readonly points: readonly Entry<FilePoint>[];
  readonly devices: readonly Entry<FileDevice>[];
  readonly installations: readonly Entry<FileInstallation>[];
  readonly codes: Readonly<Record<'points' | 'devices', ReadonlySet<string>>>;
}

/** Registers are kept in thousandths of a Wh in a safe integer. */
const MODULUS_KWH_MAX = 1_000_000_000;
/** A meter may run 20 % above its rating before its register is doubted (DOMAIN 4.6). */
const RATE_SLACK = 1.2;

/** The medium of a device follows from the pair of fields it gives; null when it gives neither or both. */
const mediumOf = (device: FileDevice): Medium | null => {
  const electricity = device.registerModulusKWh !== undefined && device.maxKW !== undefined;
  const water = device.registerModulusM3 !== undefined && device.maxM3h !== undefined;
  return electricity === water ? null : electricity ? 'electricity' : 'water';
};

const modulusOf = (device: FileDevice): number => Number(device.registerModulusKWh ?? device.registerModulusM3 ?? 0);

export const checkDevices = (faults: FaultList, { devices }: MeterEntries): void => {
  const families = codecs.map((codec) => codec.name);
  for (const { path, value } of devices) {
    if (!families.includes(value.codec))
      faults.add(`${path}.codec`, 'UNKNOWN_REFERENCE', `${value.codec} is none of ${families.join(', ')}`);
    const given = [value.registerModulusKWh, value.maxKW, value.registerModulusM3, value.maxM3h].filter(
      (field) => field !== undefined,
    ).length;
    if (mediumOf(value) === null || given !== 2) {
      faults.add(path, 'MEDIUM', 'give registerModulusKWh and maxKW, or registerModulusM3 and maxM3h');
    }
    if (modulusOf(value) > MODULUS_KWH_MAX) faults.add(path, 'RANGE', `a register starts again at ${MODULUS_KWH_MAX} at the latest`);
  }
};

/** One device at one point at a time; registers that fit the meter; the registers of both ends where the ratio changes in place. */
export const checkInstallations = (faults: FaultList, entries: MeterEntries): void => {
  const devices = new Map(entries.devices.map(({ value }) => [value.serial, value]));
  const points = new Map(entries.points.map(({ value }) => [value.code, value]));
  for (const entry of entries.installations) {
    const { path, value } = entry;
    if (!entries.codes.devices.has(value.device)) faults.add(`${path}.device`, 'UNKNOWN_REFERENCE', `${value.device} is not in the file`);
    if (!entries.codes.points.has(value.point)) faults.add(`${path}.point`, 'UNKNOWN_REFERENCE', `${value.point} is not in the file`);
    checkOrder(faults, entry);
    if (value.end !== undefined && value.to === undefined)
      faults.add(`${path}.end`, 'RANGE', 'an end register needs the time it was read: to');
    const device = devices.get(value.device);
    if (device !== undefined) checkFit(faults, entry, { device, point: points.get(value.point) });
  }
  for (const [serial, own] of groupBy(entries.installations, (value) => value.device)) {
    checkOverlaps(faults, own, serial);
    checkRatioChanges(faults, own);
  }
  for (const [code, own] of groupBy(entries.installations, (value) => value.point)) checkOverlaps(faults, own, code);
};

const checkFit = (
  faults: FaultList,
  { path, value }: Entry<FileInstallation>,
  { device, point }: { readonly device: FileDevice; readonly point: FilePoint | undefined },
): void => {
  const medium = mediumOf(device);
  if (medium === null) return;
  if (point !== undefined && point.medium !== medium) {
    faults.add(`${path}.device`, 'MEDIUM', `${device.serial} counts ${medium}, ${point.code} is a point of ${point.medium}`);
  }
  const milli = ratioFromText(value.ratio) ?? 0;
  if (modulusOf(device) * milli > Number.MAX_SAFE_INTEGER) {
    faults.add(`${path}.ratio`, 'RANGE', 'modulus times ratio is more than can be counted exactly (9e12 kWh)');
  }
  for (const end of ['start', 'end'] as const) checkRegisters(faults, { path: `${path}.${end}`, value: value[end] ?? {} }, device);
  checkPlausible(faults, { path, value }, device);
};

const checkRegisters = (faults: FaultList, { path, value }: Entry<FileRegisters>, device: FileDevice): void => {
  const limit = registerFromKilo(String(modulusOf(device)));
  for (const [name, kilo] of Object.entries(value)) {
    if ((name === 'volumeM3') !== (mediumOf(device) === 'water'))
      faults.add(`${path}.${name}`, 'MEDIUM', `not a register of ${device.serial}`);
    const milli = typeof kilo === 'string' ? registerFromKilo(kilo) : null;
    if (limit !== null && milli !== null && milli >= limit)
      faults.add(`${path}.${name}`, 'RANGE', `the register of ${device.serial} starts again at ${modulusOf(device)}`);
  }
};

/** What was counted from start to end is no more than the meter can carry; below start it has rolled over. */
const checkPlausible = (faults: FaultList, { path, value }: Entry<FileInstallation>, device: FileDevice): void => {
  const start = mainRegister(value.start);
  const end = mainRegister(value.end);
  if (start === null || end === null || value.to === undefined) return;
  const counted = end >= start ? end - start : end - start + modulusOf(device) * 1e6;
  const hours = (endOf(value) - startOf(value)) / HOUR_MS;
  const most = (device.maxKW ?? device.maxM3h ?? 0) * RATE_SLACK * hours * 1e6;
  if (counted > most)
    faults.add(`${path}.end`, 'RANGE', `${counted / 1e6} from start to end is more than ${device.serial} can carry in ${hours} h`);
};

const mainRegister = (registers: FileRegisters | undefined): number | null => {
  const kilo = registers?.importKWh ?? registers?.volumeM3;
  return kilo === undefined ? null : registerFromKilo(kilo);
};

/** The same meter goes on with other transformers: without the register of that moment the energy around it has no ratio. */
const checkRatioChanges = (faults: FaultList, own: readonly Entry<FileInstallation>[]): void => {
  const sorted = [...own].sort((a, b) => startOf(a.value) - startOf(b.value));
  for (const [index, next] of sorted.entries()) {
    const last = sorted[index - 1];
    if (last === undefined || last.value.point !== next.value.point) continue;
    if (ratioFromText(last.value.ratio) === ratioFromText(next.value.ratio)) continue;
    const start = mainRegister(next.value.start);
    const end = mainRegister(last.value.end);
    if (start === null)
      faults.add(`${next.path}.start`, 'MISSING', `the ratio of ${next.value.device} changes here: give the register it showed`);
    if (start !== null && end !== null && last.value.to === next.value.from && start !== end) {
      faults.add(`${next.path}.start`, 'RANGE', `the same meter at the same moment shows one register, ${last.path}.end has another`);
    }
  }
};
