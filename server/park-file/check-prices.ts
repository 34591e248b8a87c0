import type { FileFee, FileTwoPart, FileVector } from '#domain/park/file-terms.ts';
import { unitsFromText } from '#domain/park/file-values.ts';
import { vectorFromFile } from '#domain/park/tariff-content.ts';
import { vectorFaults } from '#domain/tariff/price-vector.ts';
import { tiersFaults } from '#domain/tiers/tiers.ts';
import { price, priceFromYuan } from '#domain/units/money.ts';
import { quantity } from '#domain/units/quantity.ts';
import type { FaultList } from './faults.ts';

/** What a shape cannot say of prices and contracts, in the park file and in the tariff file of `npm run rate`. */

const VECTOR_SAYS = {
  POINTS: 'a day has 24, 48 or 96 prices',
  EMPTY_SPAN: 'to must lie after from',
  SAME_SPAN: 'from the same day for the same kind of days there is another one already',
} as const;

export interface VersionPrices {
  readonly components: readonly { readonly code: string }[];
  readonly vectors: readonly FileVector[];
}

/** Vectors of a version: each by the rules of vectors, no code twice. */
export const checkVectors = (faults: FaultList, path: string, { components, vectors }: VersionPrices): void => {
  const codes = [...components, ...vectors].map(({ code }) => code);
  for (const [place, vector] of vectors.entries()) {
    if (codes.indexOf(vector.code) < components.length + place)
      faults.add(`${path}.vectors[${place}].code`, 'DUPLICATE', `"${vector.code}" stands here a second time`);
    for (const { index, code } of vectorFaults(vectorFromFile(vector)))
      faults.add(`${path}.vectors[${place}].days[${index}]`, 'TARIFF', VECTOR_SAYS[code]);
  }
};

/** Units, modes and sealed stretches of a two-part contract. */
export const checkTwoPart = (faults: FaultList, path: string, { units, modes }: FileTwoPart): void => {
  checkTwice(faults, { path: `${path}.units`, keys: units.map(({ code }) => code), field: 'code' });
  checkTwice(faults, { path: `${path}.modes`, keys: modes.map(({ from }) => from), field: 'from' });
  for (const [index, { mode, contractKW }] of modes.entries()) {
    const at = `${path}.modes[${index}]`;
    if (mode === 'contract' && contractKW === undefined) faults.add(at, 'MISSING', 'a contract demand needs contractKW');
    if (mode === 'capacity' && units.length === 0) faults.add(at, 'MISSING', 'a charge by capacity needs units');
  }
  for (const [index, { sealed = [] }] of units.entries()) checkSealed(faults, `${path}.units[${index}].sealed`, sealed);
};

const checkSealed = (faults: FaultList, path: string, sealed: readonly { readonly from: string; readonly to?: string }[]): void => {
  const inOrder = sealed.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  for (const [place, stretch] of inOrder.entries()) {
    const at = `${path}[${sealed.indexOf(stretch)}]`;
    if (stretch.to !== undefined && stretch.to <= stretch.from) faults.add(`${at}.to`, 'RANGE', 'must lie after from');
    const before = inOrder[place - 1];
    if (before && (before.to === undefined || before.to > stretch.from))
      faults.add(`${at}.from`, 'OVERLAP', 'the unit is already sealed then');
  }
};

const TIERS_SAY = {
  LIMITS_AND_PRICES: 'there is one limit fewer than surcharges',
  LIMITS_UNORDERED: 'limits rise from above zero',
  PRICES_FALL: 'a later step is not cheaper than an earlier one',
} as const;

/** Limits in kWh (m³, percent) and surcharges in yuan, once parsed. */
export const checkLimits = (
  faults: FaultList,
  path: string,
  of: { readonly limits: readonly string[]; readonly surcharges: readonly string[] },
): void => {
  const prices = of.surcharges.map((text) => priceFromYuan(text) ?? price(0n));
  for (const fault of tiersFaults({ limits: of.limits.map((text) => quantity(unitsFromText(text))), prices }))
    faults.add(path, 'RANGE', TIERS_SAY[fault]);
};

/** Codes once each, and an end after its beginning. */
export const checkFees = (faults: FaultList, path: string, fees: readonly FileFee[]): void => {
  checkTwice(faults, { path, keys: fees.map(({ code }) => code), field: 'code' });
  for (const [index, { from, to }] of fees.entries()) {
    if (to !== undefined && to <= from) faults.add(`${path}[${index}].to`, 'RANGE', 'must lie after from');
  }
};

export const checkTwice = (
  faults: FaultList,
  { path, keys, field }: { readonly path: string; readonly keys: readonly string[]; readonly field: string },
): void => {
  for (const [index, key] of keys.entries()) {
    if (keys.indexOf(key) < index) faults.add(`${path}[${index}].${field}`, 'DUPLICATE', `${key} stands here a second time`);
  }
};
