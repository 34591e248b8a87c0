import type { FileAccount, FileAssignment, FilePoint, FileTariff } from '#domain/park/park-file.ts';
import { instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import type { Entry, FaultList } from './faults.ts';
import { checkOrder, checkOverlaps, endOf, startOf } from './stretches.ts';

export interface PointEntries {
  readonly zone: string;
  readonly tariffs: readonly Entry<FileTariff>[];
  readonly accounts: readonly Entry<FileAccount>[];
  readonly points: readonly Entry<FilePoint>[];
  readonly codes: Readonly<Record<'tariffs' | 'spaces' | 'accounts' | 'points', ReadonlySet<string>>>;
}

/** Points, and who pays for them: known, of one medium, one payer at a time, and a price from the first day on. */
export const checkAssignments = (faults: FaultList, entries: PointEntries): void => {
  const media = new Map(entries.points.map(({ value }) => [value.code, value.medium]));
  const lookup: Lookup = {
    tariffs: new Map(entries.tariffs.map(({ value }) => [value.code, value])),
    accounts: new Map(entries.accounts.map(({ value }) => [value.code, value])),
  };
  for (const { path, value } of entries.points) {
    if (value.space !== undefined && !entries.codes.spaces.has(value.space)) {
      faults.add(`${path}.space`, 'UNKNOWN_REFERENCE', `${value.space} is not in the file`);
    }
    const above = value.parent === undefined ? undefined : media.get(value.parent);
    if (above !== undefined && above !== value.medium) faults.add(`${path}.parent`, 'MEDIUM', `${value.medium} below a point of ${above}`);
    if (value.medium === 'water' && (value.role === 'pv' || value.role === 'storage')) {
      faults.add(`${path}.role`, 'MEDIUM', `${value.role} is a role of electricity`);
    }
    const assignments = value.assignments.map((assignment, index) => ({ path: `${path}.assignments[${index}]`, value: assignment }));
    for (const assignment of assignments) {
      checkOrder(faults, assignment);
      checkQuarters(faults, assignment);
      checkAccount(faults, assignment, { point: value, known: entries.codes.accounts, lookup });
      checkTariff(faults, assignment, { point: value, known: entries.codes.tariffs, lookup, zone: entries.zone });
    }
    checkOverlaps(faults, assignments, value.code);
  }
};

/** What is used is priced by the quarter of an hour, each to one payer: nobody takes over amid one. */
const checkQuarters = (faults: FaultList, { path, value }: Entry<FileAssignment>): void => {
  for (const [key, at] of [
    ['from', startOf(value)],
    ['to', endOf(value)],
  ] as const)
    if (Number.isFinite(at) && at % SLOT_MS !== 0) faults.add(`${path}.${key}`, 'RANGE', 'must be a full quarter of an hour');
};

interface Lookup {
  readonly tariffs: ReadonlyMap<string, FileTariff>;
  readonly accounts: ReadonlyMap<string, FileAccount>;
}
interface Where {
  readonly point: FilePoint;
  readonly known: ReadonlySet<string>;
  readonly lookup: Lookup;
}

const checkAccount = (faults: FaultList, { path, value }: Entry<FileAssignment>, { point, known, lookup }: Where): void => {
  if (!known.has(value.account)) faults.add(`${path}.account`, 'UNKNOWN_REFERENCE', `${value.account} is not in the file`);
  const supply = lookup.accounts.get(value.account)?.kind === 'supply';
  if (supply && point.role !== 'grid')
    faults.add(`${path}.account`, 'RANGE', `a supply account pays for grid points, ${point.code} is ${point.role}`);
};

const checkTariff = (
  faults: FaultList,
  { path, value }: Entry<FileAssignment>,
  { point, known, lookup, zone }: Where & { readonly zone: string },
): void => {
  if (!known.has(value.tariff)) faults.add(`${path}.tariff`, 'UNKNOWN_REFERENCE', `${value.tariff} is not in the file`);
  const tariff = lookup.tariffs.get(value.tariff);
  if (tariff === undefined) return;
  if (tariff.medium !== point.medium)
    faults.add(`${path}.tariff`, 'MEDIUM', `${tariff.code} prices ${tariff.medium}, ${point.code} counts ${point.medium}`);
  const day = parkDayOf(instantMs(startOf(value)), zone);
  if (tariff.versions.every((version) => version.validFrom > day)) {
    faults.add(`${path}.from`, 'TARIFF', `${tariff.code} has no version in force on ${day}`);
  }
};
