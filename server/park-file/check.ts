import type * as z from 'zod';
import type { FileFault } from '#domain/park/file-fault.ts';
import type { FileCalendarDay, ParkFile } from '#domain/park/park-file.ts';
import { checkAccounts } from './check-accounts.ts';
import { checkAssignments } from './check-assignments.ts';
import { checkDevices, checkInstallations } from './check-installations.ts';
import { checkDuplicates, checkOrg, checkZone, isKnownZone } from './check-names.ts';
import { checkSpaces } from './check-spaces.ts';
import { checkTariffs } from './check-tariffs.ts';
import { checkTerms } from './check-terms.ts';
import { checkTree } from './check-trees.ts';
import { createFaultList, type Entry, type FaultList, pathOf } from './faults.ts';
import {
  accountSchema,
  calendarDaySchema,
  deviceSchema,
  FILE_BYTES_MAX,
  fileSchema,
  installationSchema,
  pointSchema,
  spaceSchema,
  tariffSchema,
} from './schema.ts';

export type CheckedFile =
  | { readonly type: 'accepted'; readonly file: ParkFile }
  /** `more` counts the faults beyond FAULTS_MAX. */
  | { readonly type: 'refused'; readonly faults: readonly FileFault[]; readonly more: number };

/** The elements of a file that have the right shape, each with its place; and the codes of all, so that one fault is not told twice. */
export interface FileEntries {
  readonly zone: string;
  readonly tariffs: readonly Entry<ParkFile['tariffs'][number]>[];
  readonly spaces: readonly Entry<ParkFile['spaces'][number]>[];
  readonly accounts: readonly Entry<ParkFile['accounts'][number]>[];
  readonly points: readonly Entry<ParkFile['points'][number]>[];
  readonly devices: readonly Entry<ParkFile['devices'][number]>[];
  readonly installations: readonly Entry<ParkFile['installations'][number]>[];
  readonly codes: Readonly<Record<'tariffs' | 'spaces' | 'accounts' | 'points' | 'devices', ReadonlySet<string>>>;
}

/** Checks the text of a park file; every fault is reported at once. */
export const checkParkText = (text: string): CheckedFile => {
  const refuse = (code: FileFault['code'], message: string): CheckedFile => ({
    type: 'refused',
    faults: [{ path: '', code, message }],
    more: 0,
  });
  if (Buffer.byteLength(text) > FILE_BYTES_MAX) return refuse('TOO_LARGE', `a park file has at most ${FILE_BYTES_MAX} bytes`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return refuse('SHAPE', `not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  return checkParkFile(json);
};

/**
 * Checks a park file against itself: shape, references, trees, ranges, overlaps. What only the database knows
 * (serials of other parks, what already has data) is checked when it is written.
 */
export const checkParkFile = (json: unknown): CheckedFile => {
  const faults = createFaultList();
  const head = fileSchema.safeParse(json);
  if (!head.success) addIssues(faults, '', head.error);
  const raw = isRecord(json) ? json : {};
  const calendar =
    raw.calendar === undefined || typeof raw.calendar === 'string' ? null : parseList(faults, 'calendar', raw.calendar, calendarDaySchema);
  const entries: FileEntries = {
    zone: zoneOf(raw),
    tariffs: parseList(faults, 'tariffs', raw.tariffs, tariffSchema),
    spaces: parseList(faults, 'spaces', raw.spaces, spaceSchema),
    accounts: parseList(faults, 'accounts', raw.accounts, accountSchema),
    points: parseList(faults, 'points', raw.points, pointSchema),
    devices: parseList(faults, 'devices', raw.devices, deviceSchema),
    installations: parseList(faults, 'installations', raw.installations, installationSchema),
    codes: {
      tariffs: codesOf(raw.tariffs, 'code'),
      spaces: codesOf(raw.spaces, 'code'),
      accounts: codesOf(raw.accounts, 'code'),
      points: codesOf(raw.points, 'code'),
      devices: codesOf(raw.devices, 'serial'),
    },
  };
  if (head.success) {
    checkOrg(faults, head.data);
    checkZone(faults, 'park.zone', head.data.park.zone);
  }
  checkEntries(faults, entries, calendar ?? []);
  if (!head.success || faults.found.length > 0) return { type: 'refused', faults: faults.found, more: faults.more };
  const { calendar: given, ...rest } = head.data;
  const valuesOf = <T>(list: readonly Entry<T>[]): readonly T[] => list.map((entry) => entry.value);
  return {
    type: 'accepted',
    file: {
      ...rest,
      ...(calendar ? { calendar: valuesOf(calendar) } : typeof given === 'string' ? { calendar: given } : {}),
      tariffs: valuesOf(entries.tariffs),
      spaces: valuesOf(entries.spaces),
      accounts: valuesOf(entries.accounts),
      points: valuesOf(entries.points),
      devices: valuesOf(entries.devices),
      installations: valuesOf(entries.installations),
    },
  };
};

const checkEntries = (faults: FaultList, entries: FileEntries, calendar: readonly Entry<FileCalendarDay>[]): void => {
  checkDuplicates(faults, calendar, 'day', (day) => day.day);
  checkDuplicates(faults, entries.tariffs, 'code', (tariff) => tariff.code);
  checkDuplicates(faults, entries.spaces, 'code', (space) => space.code);
  checkDuplicates(faults, entries.accounts, 'code', (account) => account.code);
  checkDuplicates(faults, entries.points, 'code', (point) => point.code);
  checkDuplicates(faults, entries.devices, 'serial', (device) => device.serial);
  checkTariffs(faults, entries);
  checkSpaces(faults, entries);
  checkAccounts(faults, entries);
  checkTerms(faults, entries);
  checkTree(faults, entries.points, entries.codes.points);
  checkAssignments(faults, entries);
  checkDevices(faults, entries);
  checkInstallations(faults, entries);
};

const parseList = <T>(faults: FaultList, name: string, list: unknown, schema: z.ZodType<T>): Entry<T>[] => {
  const entries: Entry<T>[] = [];
  if (!Array.isArray(list)) return entries;
  for (const [index, element] of list.entries()) {
    const path = `${name}[${index}]`;
    const result = schema.safeParse(element);
    if (result.success) entries.push({ path, value: result.data });
    else addIssues(faults, path, result.error);
  }
  return entries;
};

export const addIssues = (faults: FaultList, base: string, error: z.ZodError): void => {
  for (const issue of error.issues) {
    const tooLarge = issue.code === 'too_big' && issue.origin === 'array';
    faults.add(pathOf(base, issue.path), tooLarge ? 'TOO_LARGE' : 'SHAPE', issue.message);
  }
};

const codesOf = (list: unknown, key: 'code' | 'serial'): ReadonlySet<string> => {
  const codes = new Set<string>();
  if (!Array.isArray(list)) return codes;
  for (const element of list) {
    const code = isRecord(element) ? element[key] : undefined;
    if (typeof code === 'string') codes.add(code);
  }
  return codes;
};

/** The zone to reckon days in while checking; UTC where the file names none that exists, which is a fault of its own. */
const zoneOf = (raw: Readonly<Record<string, unknown>>): string => {
  const zone = isRecord(raw.park) ? raw.park.zone : undefined;
  return typeof zone === 'string' && isKnownZone(zone) ? zone : 'UTC';
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
