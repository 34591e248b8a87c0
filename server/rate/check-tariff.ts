import type { FileTariffVersion } from '#domain/park/park-file.ts';
import { checkTariffVersion } from '#domain/tariff/check.ts';
import { checkZone } from '../park-file/check-names.ts';
import { checkFees, checkLimits, checkTwice, checkTwoPart, checkVectors } from '../park-file/check-prices.ts';
import type { FaultList } from '../park-file/faults.ts';
import { versionsFromFile } from './book-from-file.ts';
import type { RateTariff } from './tariff-schema.ts';

/** What a shape cannot say: order, overlaps, period tables, references among the parts of a file. */
export const checkTariffFile = (faults: FaultList, file: RateTariff): void => {
  checkZone(faults, 'zone', file.zone);
  checkTwice(faults, { path: 'versions', keys: file.versions.map(({ validFrom }) => validFrom), field: 'validFrom' });
  for (const index of file.versions.keys()) checkVersion(faults, file, index);
  if (file.twoPart) {
    checkTwoPart(faults, 'twoPart', file.twoPart);
    checkTwice(faults, { path: 'twoPart.prices', keys: file.twoPart.prices.map(({ from }) => from), field: 'from' });
  }
  if (file.tiers) checkTiers(faults, file.tiers);
  checkFees(faults, 'fees', file.fees ?? []);
  checkBase(faults, file);
};

const checkVersion = (faults: FaultList, file: RateTariff, index: number): void => {
  const path = `versions[${index}]`;
  const given = file.versions[index];
  const [version] = given ? versionsFromFile({ versions: [given] }) : [];
  if (!given || !version) return;
  for (const { path: at, code, detail } of checkTariffVersion(version))
    faults.add(`${path}.${at}`, code === 'DUPLICATE_COMPONENT' ? 'DUPLICATE' : 'TARIFF', detail);
  checkVectors(faults, path, { components: given.components, vectors: given.vectors ?? [] });
  if (version.vectors.length === 0) checkPriced(faults, path, given);
};

/** A period that only the rules know takes the flat price: a slip that nobody would see. */
const checkPriced = (faults: FaultList, path: string, { rules, components }: Pick<FileTariffVersion, 'rules' | 'components'>): void => {
  for (const period of new Set(rules.map((rule) => rule.period))) {
    if (!components.some(({ prices }) => prices[period] !== undefined))
      faults.add(`${path}.components`, 'TARIFF', `the rules name ${period}, no component has a price for it`);
  }
};

const checkTiers = (faults: FaultList, { versions }: NonNullable<RateTariff['tiers']>): void => {
  checkTwice(faults, { path: 'tiers.versions', keys: versions.map(({ from }) => from), field: 'from' });
  for (const [index, { limitsKWh, surcharges, seasons = [] }] of versions.entries()) {
    checkLimits(faults, `tiers.versions[${index}]`, { limits: limitsKWh, surcharges });
    for (const [place, season] of seasons.entries())
      checkLimits(faults, `tiers.versions[${index}].seasons[${place}]`, { limits: season.limitsKWh, surcharges });
  }
};

/** A slip in the base would quietly leave money out of the adjustment. */
const checkBase = (faults: FaultList, file: RateTariff): void => {
  const known = new Set([
    ...file.versions.flatMap(({ components, vectors = [] }) => [...components, ...vectors].map(({ code }) => code)),
    ...(file.fees ?? []).map(({ code }) => code),
    ...(file.twoPart ? ['demand'] : []),
    ...(file.tiers ? ['tier'] : []),
  ]);
  for (const [index, code] of (file.powerFactor?.base ?? []).entries()) {
    if (!known.has(code)) faults.add(`powerFactor.base[${index}]`, 'UNKNOWN_REFERENCE', `nothing in the file is called ${code}`);
  }
};
