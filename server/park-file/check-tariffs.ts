import type { FileTariff, FileTariffVersion } from '#domain/park/park-file.ts';
import { contentFromFile, versionFromContent } from '#domain/park/tariff-content.ts';
import { checkTariffVersion } from '#domain/tariff/check.ts';
import { checkDuplicates } from './check-names.ts';
import type { Entry, FaultList } from './faults.ts';

export interface TariffEntries {
  readonly tariffs: readonly Entry<FileTariff>[];
}

/** Versions once each, in any order; each by the rules of tariffs; and every period the rules name is priced. */
export const checkTariffs = (faults: FaultList, { tariffs }: TariffEntries): void => {
  for (const { path, value } of tariffs) {
    const versions = value.versions.map((version, index) => ({ path: `${path}.versions[${index}]`, value: version }));
    checkDuplicates(faults, versions, 'validFrom', (version) => version.validFrom);
    for (const version of versions) checkVersion(faults, version);
  }
};

const checkVersion = (faults: FaultList, { path, value }: Entry<FileTariffVersion>): void => {
  const version = versionFromContent({ id: 0, validFrom: value.validFrom, source: value.source, content: contentFromFile(value) });
  for (const fault of checkTariffVersion(version)) {
    faults.add(`${path}.${fault.path}`, fault.code === 'DUPLICATE_COMPONENT' ? 'DUPLICATE' : 'TARIFF', fault.detail);
  }
  for (const period of new Set(value.rules.map((rule) => rule.period))) {
    const priced = value.components.some((component) => component.prices[period] !== undefined);
    if (!priced) faults.add(`${path}.components`, 'TARIFF', `the rules name ${period}, no component has a price for it`);
  }
};
