/** Who takes part in a split, and how heavily. */
export interface Weighted {
  /** Unique; of two with the same remainder and weight the smaller key is served first. */
  readonly key: string;
  /** >= 0. */
  readonly weight: bigint;
}

/** One part, and why it is what it is: |total| × weight / weights = floor + remainder / weights. */
export interface Part extends Weighted {
  readonly floor: bigint;
  readonly remainder: bigint;
  /** Its place in the order of remainders, from 1; the first `extras` of a split get one unit more. */
  readonly rank: number;
  readonly extra: boolean;
  /** With the sign of the total. */
  readonly amount: bigint;
}

export interface Split {
  readonly total: bigint;
  /** Sum of the weights. */
  readonly weights: bigint;
  /** Units that the floors leave over. */
  readonly extras: number;
  /** By key. */
  readonly parts: readonly Part[];
}

/**
 * Whole units (fen, Wh) by weight, by largest remainder: the parts sum to the total, none is off its exact quotient by a unit, and the order of the
 * input does not matter. Ties: the larger weight, then the smaller key. A negative total is split as its amount and turned. DOMAIN 5.3.
 * Null: there is something to split and nobody has weight.
 */
export const split = (total: bigint, weighted: readonly Weighted[]): Split | null => {
  const weights = sumOfWeights(weighted);
  if (weights === 0n && total !== 0n) return null;
  const whole = total < 0n ? -total : total;
  const quotients = weighted.map(({ key, weight }) => {
    const floor = weights === 0n ? 0n : (whole * weight) / weights;
    return { key, weight, floor, remainder: whole * weight - floor * weights };
  });
  const extras = Number(quotients.reduce((left, { floor }) => left - floor, whole));
  const parts = quotients.toSorted(byRemainder).map((quotient, index): Part => {
    const extra = index < extras;
    const units = quotient.floor + (extra ? 1n : 0n);
    return { ...quotient, rank: index + 1, extra, amount: total < 0n ? -units : units };
  });
  return { total, weights, extras, parts: parts.toSorted((a, b) => byText(a.key, b.key)) };
};

const sumOfWeights = (weighted: readonly Weighted[]): bigint => {
  const keys = new Set<string>();
  let sum = 0n;
  for (const { key, weight } of weighted) {
    if (weight < 0n) throw new RangeError(`split: the weight of ${key} is below zero`);
    if (keys.has(key)) throw new RangeError(`split: ${key} takes part twice`);
    keys.add(key);
    sum += weight;
  }
  return sum;
};

type Quotient = Pick<Part, 'key' | 'weight' | 'remainder'>;

const byRemainder = (a: Quotient, b: Quotient): number => {
  if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
  if (a.weight !== b.weight) return a.weight > b.weight ? -1 : 1;
  return byText(a.key, b.key);
};

/** By code units: the same on every machine, whatever its language. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
