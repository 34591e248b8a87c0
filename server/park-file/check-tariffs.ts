import type { FileStep } from '#domain/park/file-terms.ts';
import type { FileTariff, FileTariffVersion } from '#domain/park/park-file.ts';
import { contentFromFile, vectorFromFile, versionFromContent } from '#domain/park/tariff-content.ts';
import { checkTariffVersion } from '#domain/tariff/check.ts';
import { vectorGap } from '#domain/tariff/vector-gap.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { checkDuplicates } from './check-names.ts';
import { checkLimits, checkTwice, checkVectors } from './check-prices.ts';
import type { Entry, FaultList } from './faults.ts';

export interface TariffEntries {
  readonly tariffs: readonly Entry<FileTariff>[];
}

/** Versions once each, in any order; each by the rules of tariffs; every period the rules name is priced, and every day by the clock. */
export const checkTariffs = (faults: FaultList, { tariffs }: TariffEntries): void => {
  for (const { path, value } of tariffs) {
    const versions = value.versions.map((version, index) => ({ path: `${path}.versions[${index}]`, value: version }));
    checkDuplicates(faults, versions, 'validFrom', (version) => version.validFrom);
    const begins = value.versions.map(({ validFrom }) => validFrom).sort();
    for (const version of versions) {
      checkVersion(faults, version);
      checkDays(faults, version, begins.find((day) => day > version.value.validFrom) ?? null);
    }
    checkSteps(faults, path, value);
  }
};

const checkVersion = (faults: FaultList, { path, value }: Entry<FileTariffVersion>): void => {
  const version = versionFromContent({ id: 0, validFrom: value.validFrom, source: value.source, content: contentFromFile(value) });
  for (const fault of checkTariffVersion(version)) {
    faults.add(`${path}.${fault.path}`, fault.code === 'DUPLICATE_COMPONENT' ? 'DUPLICATE' : 'TARIFF', fault.detail);
  }
  const { components, rules, vectors = [] } = value;
  checkVectors(faults, path, { components, vectors });
  for (const place of vectors.keys())
    if (place > 0) faults.add(`${path}.vectors[${place}]`, 'TARIFF', 'a version has one component priced by the clock at most');
  for (const period of new Set(rules.map((rule) => rule.period))) {
    const priced = vectors.length > 0 || components.some((component) => component.prices[period] !== undefined);
    if (!priced) faults.add(`${path}.components`, 'TARIFF', `the rules name ${period}, no component has a price for it`);
  }
};

/** Prices by the clock leave out no day that the version holds, up to the last day that they know. */
const checkDays = (faults: FaultList, { path, value }: Entry<FileTariffVersion>, next: string | null): void => {
  for (const [place, vector] of (value.vectors ?? []).entries()) {
    const gap = vectorGap(vectorFromFile(vector), { from: parkDay(value.validFrom), to: next === null ? null : parkDay(next) });
    if (gap !== null)
      faults.add(
        `${path}.vectors[${place}].days`,
        'TARIFF',
        `${gap.kind === 'workday' ? 'workdays' : 'rest days'} from ${gap.from} have no prices`,
      );
  }
};

/** Steps by the rules of tiers; a code that no component has. */
const checkSteps = (faults: FaultList, path: string, { medium, steps = [], versions }: FileTariff): void => {
  checkTwice(faults, { path: `${path}.steps`, keys: steps.map(({ code }) => code), field: 'code' });
  const taken = new Set(versions.flatMap(({ components, vectors = [] }) => [...components, ...vectors].map(({ code }) => code)));
  for (const [index, step] of steps.entries()) {
    const at = `${path}.steps[${index}]`;
    if (taken.has(step.code)) faults.add(`${at}.code`, 'DUPLICATE', `"${step.code}" is a component of the tariff already`);
    if (step.of === 'quota' && medium !== 'water') faults.add(`${at}.of`, 'MEDIUM', 'a quota is of water');
    checkStep(faults, at, step);
  }
};

const checkStep = (faults: FaultList, path: string, { window, versions }: FileStep): void => {
  checkTwice(faults, { path: `${path}.versions`, keys: versions.map(({ from }) => from), field: 'from' });
  for (const [index, version] of versions.entries()) {
    const at = `${path}.versions[${index}]`;
    checkLimits(faults, at, version);
    if (version.seasons && window === 'year') faults.add(`${at}.seasons`, 'RANGE', 'a window of a year has no seasons');
    for (const [place, { limits }] of (version.seasons ?? []).entries())
      checkLimits(faults, `${at}.seasons[${place}]`, { limits, surcharges: version.surcharges });
  }
};
