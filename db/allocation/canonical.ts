import { createHash } from 'node:crypto';
import { byText } from '#domain/allocation/split.ts';
import type { ResaleBasis } from '../purchase/load-resale.ts';
import type { LoadedMonth } from './load-month.ts';

/** Rises when the same input is to give another result: drafts are then computed again. */
const METHOD = 'allocation/1';

/** What a month was computed from, as one text: the same input in any order is the same text. */
export const canonicalInput = ({ stretch: { from, to }, input, resale }: LoadedMonth): string =>
  JSON.stringify({
    method: METHOD,
    from,
    to,
    daysOfMonth: input.daysOfMonth,
    money: sortedKeys(input.money),
    rules: sortedKeys(input.rules),
    points: input.points
      .map((point) => JSON.stringify(sortedKeys(point)))
      .toSorted(byText)
      .map((text) => JSON.parse(text)),
    parties: input.parties
      .map((party) => JSON.stringify(sortedKeys(party)))
      .toSorted(byText)
      .map((text) => JSON.parse(text)),
    ...(resale === null ? {} : { resale: resale === 'noBill' ? resale : canonicalResale(resale) }),
  });

const canonicalResale = ({ uses, ...resale }: ResaleBasis) => ({
  ...Object.fromEntries(Object.entries(resale).map(([key, own]) => [key, sortedKeys(own)])),
  uses: uses
    .map((use) => JSON.stringify(sortedKeys(use)))
    .toSorted(byText)
    .map((text) => JSON.parse(text)),
});

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Objects with their keys in order, whole numbers beyond JSON's as text. */
const sortedKeys = (value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => byText(a, b))
      .map(([key, own]) => [key, sortedKeys(own)]),
  );
};
