import type { ParkFile } from '#domain/park/park-file.ts';
import type { Entry, FaultList } from './faults.ts';

/** Each code once; the second and every further one is told, with the place of the first. */
export const checkDuplicates = <T>(faults: FaultList, entries: readonly Entry<T>[], field: string, codeOf: (value: T) => string): void => {
  const first = new Map<string, string>();
  for (const entry of entries) {
    const code = codeOf(entry.value);
    const seen = first.get(code);
    if (seen === undefined) first.set(code, entry.path);
    else faults.add(`${entry.path}.${field}`, 'DUPLICATE', `${code} stands already at ${seen}`);
  }
};

/** Group and regions have one space of codes, and the park belongs to one of them. */
export const checkOrg = (faults: FaultList, file: Pick<ParkFile, 'group' | 'park'>): void => {
  const regions = file.group.regions.map((value, index) => ({ path: `group.regions[${index}]`, value }));
  checkDuplicates(faults, [{ path: 'group', value: file.group }, ...regions], 'code', (unit) => unit.code);
  const known = file.park.org === file.group.code || file.group.regions.some((region) => region.code === file.park.org);
  if (!known) faults.add('park.org', 'UNKNOWN_REFERENCE', `${file.park.org} is neither the group nor one of its regions`);
};

/** A zone by its name: an offset has no rules, and Postgres reads "+08:00" the other way round. */
export const isKnownZone = (zone: string): boolean => {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

export const checkZone = (faults: FaultList, path: string, zone: string): void => {
  if (!isKnownZone(zone)) faults.add(path, 'ZONE', `${zone} is no IANA zone, as Asia/Shanghai`);
};
