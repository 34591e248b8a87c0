import type { FileTerms } from '#domain/park/file-terms.ts';
import type { FileAccount, FilePoint, FileTariff } from '#domain/park/park-file.ts';
import { checkFees, checkTwoPart } from './check-prices.ts';
import type { Entry, FaultList } from './faults.ts';

export interface TermEntries {
  readonly tariffs: readonly Entry<FileTariff>[];
  readonly accounts: readonly Entry<FileAccount>[];
  readonly points: readonly Entry<FilePoint>[];
  readonly codes: { readonly tariffs: ReadonlySet<string> };
}

/** Contracts of accounts: modes that their tariff prices, a base of power factor that their bills have, fees by the rules of fees. */
export const checkTerms = (faults: FaultList, { tariffs, accounts, points, codes }: TermEntries): void => {
  const byCode = new Map(tariffs.map(({ value }) => [value.code, value]));
  const payers = tariffsByAccount(points);
  for (const { path, value } of accounts) {
    if (value.twoPart) checkPrices(faults, `${path}.twoPart`, { twoPart: value.twoPart, tariffs: byCode, known: codes.tariffs });
    checkFees(faults, `${path}.fees`, value.fees ?? []);
    const own = [...(payers.get(value.code) ?? [])].flatMap((code) => byCode.get(code) ?? []);
    checkBase(faults, `${path}.powerFactor`, value, own);
  }
};

const tariffsByAccount = (points: readonly Entry<FilePoint>[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const { value } of points) {
    for (const { account, tariff } of value.assignments) found.set(account, (found.get(account) ?? new Set<string>()).add(tariff));
  }
  return found;
};

interface Prices {
  readonly twoPart: NonNullable<FileTerms['twoPart']>;
  readonly tariffs: ReadonlyMap<string, FileTariff>;
  readonly known: ReadonlySet<string>;
}

const checkPrices = (faults: FaultList, path: string, { twoPart, tariffs, known }: Prices): void => {
  checkTwoPart(faults, path, twoPart);
  const tariff = tariffs.get(twoPart.tariff);
  if (!known.has(twoPart.tariff)) faults.add(`${path}.tariff`, 'UNKNOWN_REFERENCE', `${twoPart.tariff} is not in the file`);
  if (!tariff) return;
  if (tariff.medium !== 'electricity') faults.add(`${path}.tariff`, 'MEDIUM', `${tariff.code} is a tariff of ${tariff.medium}`);
  for (const [index, { mode }] of twoPart.modes.entries()) {
    const price = mode === 'capacity' ? 'capacityPrice' : 'demandPrice';
    if (mode !== 'single' && tariff.versions.some((version) => version[price] === undefined))
      faults.add(`${path}.modes[${index}]`, 'TARIFF', `a version of ${tariff.code} has no ${price}`);
  }
};

/** A slip in the base would quietly leave money out of the adjustment. */
const checkBase = (
  faults: FaultList,
  path: string,
  { powerFactor, twoPart, fees = [] }: FileAccount,
  tariffs: readonly FileTariff[],
): void => {
  if (!powerFactor) return;
  const known = new Set([
    ...tariffs.flatMap(({ versions, steps = [] }) => [
      ...versions.flatMap(({ components, vectors = [] }) => [...components, ...vectors].map(({ code }) => code)),
      ...steps.map(({ code }) => code),
    ]),
    ...fees.map(({ code }) => code),
    ...(twoPart ? ['demand'] : []),
  ]);
  for (const [index, code] of powerFactor.base.entries()) {
    if (!known.has(code))
      faults.add(`${path}.base[${index}]`, 'UNKNOWN_REFERENCE', `nothing that is billed to the account is called ${code}`);
  }
};
