import type { FileTariffVersion } from '#domain/park/park-file.ts';
import { checkTariffVersion } from '#domain/tariff/check.ts';
import { vectorFaults } from '#domain/tariff/price-vector.ts';
import { tiersFaults } from '#domain/tiers/tiers.ts';
import { price, priceFromYuan } from '#domain/units/money.ts';
import { quantity } from '#domain/units/quantity.ts';
import { checkZone } from '../park-file/check-names.ts';
import type { FaultList } from '../park-file/faults.ts';
import { unitsOf, versionsFromFile } from './book-from-file.ts';
import type { RateTariff } from './tariff-schema.ts';

/** What a shape cannot say: order, overlaps, period tables, references among the parts of a file. */
export const checkTariffFile = (faults: FaultList, file: RateTariff): void => {
  checkZone(faults, 'zone', file.zone);
  checkTwice(
    faults,
    'versions',
    file.versions.map(({ validFrom }) => validFrom),
    'validFrom',
  );
  for (const index of file.versions.keys()) checkVersion(faults, file, index);
  if (file.twoPart) checkTwoPart(faults, file.twoPart);
  if (file.tiers) checkTiers(faults, file.tiers);
  checkFees(faults, file);
  checkBase(faults, file);
};

const checkVersion = (faults: FaultList, file: RateTariff, index: number): void => {
  const path = `versions[${index}]`;
  const given = file.versions[index];
  const [version] = given ? versionsFromFile({ versions: [given] }) : [];
  if (!given || !version) return;
  for (const { path: at, code, detail } of checkTariffVersion(version)) {
    if (code === 'NO_COMPONENTS' && version.vectors.length > 0) continue;
    faults.add(`${path}.${at}`, code === 'DUPLICATE_COMPONENT' ? 'DUPLICATE' : 'TARIFF', detail);
  }
  const codes = [...version.components, ...version.vectors].map(({ code }) => code);
  for (const [place, vector] of version.vectors.entries()) {
    if (codes.indexOf(vector.code) < version.components.length + place)
      faults.add(`${path}.vectors[${place}].code`, 'DUPLICATE', `"${vector.code}" stands here a second time`);
    for (const { index: at, code } of vectorFaults(vector))
      faults.add(`${path}.vectors[${place}].days[${at}]`, 'TARIFF', VECTOR_SAYS[code]);
  }
  if (version.vectors.length === 0) checkPriced(faults, path, given);
};

const VECTOR_SAYS = {
  POINTS: 'a day has 24, 48 or 96 prices',
  EMPTY_SPAN: 'to must lie after from',
  SAME_SPAN: 'from the same day for the same kind of days there is another one already',
} as const;

/** A period that only the rules know takes the flat price: a slip that nobody would see. */
const checkPriced = (faults: FaultList, path: string, { rules, components }: Pick<FileTariffVersion, 'rules' | 'components'>): void => {
  for (const period of new Set(rules.map((rule) => rule.period))) {
    if (!components.some(({ prices }) => prices[period] !== undefined))
      faults.add(`${path}.components`, 'TARIFF', `the rules name ${period}, no component has a price for it`);
  }
};

const checkTwoPart = (faults: FaultList, { units, modes, prices }: NonNullable<RateTariff['twoPart']>): void => {
  checkTwice(
    faults,
    'twoPart.units',
    units.map(({ code }) => code),
    'code',
  );
  checkTwice(
    faults,
    'twoPart.modes',
    modes.map(({ from }) => from),
    'from',
  );
  checkTwice(
    faults,
    'twoPart.prices',
    prices.map(({ from }) => from),
    'from',
  );
  for (const [index, { mode, contractKW }] of modes.entries()) {
    const path = `twoPart.modes[${index}]`;
    if (mode === 'contract' && contractKW === undefined) faults.add(path, 'MISSING', 'a contract demand needs contractKW');
    if (mode === 'capacity' && units.length === 0) faults.add(path, 'MISSING', 'a charge by capacity needs units');
  }
  for (const [index, { sealed = [] }] of units.entries()) {
    const inOrder = sealed.toSorted((a, b) => (a.from < b.from ? -1 : 1));
    for (const [place, { from, to }] of inOrder.entries()) {
      const path = `twoPart.units[${index}].sealed[${sealed.findIndex((stretch) => stretch.from === from)}]`;
      if (to !== undefined && to <= from) faults.add(`${path}.to`, 'RANGE', 'must lie after from');
      const before = inOrder[place - 1];
      if (before && (before.to === undefined || before.to > from)) faults.add(`${path}.from`, 'OVERLAP', 'the unit is already sealed then');
    }
  }
};

const checkTiers = (faults: FaultList, { versions }: NonNullable<RateTariff['tiers']>): void => {
  checkTwice(
    faults,
    'tiers.versions',
    versions.map(({ from }) => from),
    'from',
  );
  for (const [index, { limitsKWh, surcharges, seasons = [] }] of versions.entries()) {
    const prices = surcharges.map((text) => priceFromYuan(text) ?? price(0n));
    const check = (path: string, limits: readonly string[]) => {
      for (const code of tiersFaults({ limits: limits.map((kWh) => quantity(unitsOf(kWh))), prices }))
        faults.add(path, 'RANGE', TIERS_SAY[code]);
    };
    check(`tiers.versions[${index}]`, limitsKWh);
    for (const [place, season] of seasons.entries()) check(`tiers.versions[${index}].seasons[${place}]`, season.limitsKWh);
  }
};

const TIERS_SAY = {
  LIMITS_AND_PRICES: 'there is one limit fewer than surcharges',
  LIMITS_UNORDERED: 'limits rise from above zero',
  PRICES_FALL: 'a later step is not cheaper than an earlier one',
} as const;

const checkFees = (faults: FaultList, { fees = [] }: RateTariff): void => {
  checkTwice(
    faults,
    'fees',
    fees.map(({ code }) => code),
    'code',
  );
  for (const [index, { from, to }] of fees.entries()) {
    if (to !== undefined && to <= from) faults.add(`fees[${index}].to`, 'RANGE', 'must lie after from');
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

const checkTwice = (faults: FaultList, path: string, keys: readonly string[], field: string): void => {
  for (const [index, key] of keys.entries()) {
    if (keys.indexOf(key) < index) faults.add(`${path}[${index}].${field}`, 'DUPLICATE', `${key} stands here a second time`);
  }
};
