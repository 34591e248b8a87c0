import type { FileTariff, FileTariffVersion } from '#domain/park/park-file.ts';
import { checkDuplicates } from './check-names.ts';
import type { Entry, FaultList } from './faults.ts';

export interface TariffEntries {
  readonly tariffs: readonly Entry<FileTariff>[];
}

/** Versions and components once each; every period the rules name is priced, or nobody would know what an hour costs. */
export const checkTariffs = (faults: FaultList, { tariffs }: TariffEntries): void => {
  for (const { path, value } of tariffs) {
    const versions = value.versions.map((version, index) => ({ path: `${path}.versions[${index}]`, value: version }));
    checkDuplicates(faults, versions, 'validFrom', (version) => version.validFrom);
    for (const version of versions) checkVersion(faults, version);
  }
};

const checkVersion = (faults: FaultList, { path, value }: Entry<FileTariffVersion>): void => {
  const components = value.components.map((component, index) => ({ path: `${path}.components[${index}]`, value: component }));
  checkDuplicates(faults, components, 'code', (component) => component.code);
  const named = new Set(value.rules.map((rule) => rule.period));
  for (const period of named) {
    const priced = value.components.some((component) => component.prices[period] !== undefined);
    if (!priced) faults.add(`${path}.components`, 'TARIFF', `the rules name ${period}, no component has a price for it`);
  }
};
