import { type Exact, type Fen, fen, roundToFen } from '../units/money.ts';

/** Of a line of an account's month: what it comes to exactly so far. */
export interface ExactLine {
  readonly lineKey: string;
  readonly exact: Exact;
}

/** What settlements have posted of a line, + was charged. */
export interface PostedLine {
  readonly lineKey: string;
  readonly posted: Fen;
}

/** A line that is not settled: what is to be posted of it, not 0, and what will have been posted then. */
export interface OwedLine extends PostedLine {
  readonly owed: Fen;
}

/**
 * What a settlement still has to post of a month, line by line: round(exact so far) − posted so far (DESIGN 9, DOMAIN 4.2), each line rounded once
 * from its whole. A line that is there no more is given back. In order of the keys.
 */
export const owedByLine = (lines: readonly ExactLine[], before: readonly PostedLine[]): readonly OwedLine[] => {
  const target = new Map(lines.map(({ lineKey, exact }) => [lineKey, roundToFen(exact)] as const));
  if (target.size !== lines.length) throw new Error('settlement: two lines under one key');
  const posted = new Map(before.map((line) => [line.lineKey, line.posted] as const));
  return [...new Set([...target.keys(), ...posted.keys()])].toSorted().flatMap((lineKey) => {
    const whole = target.get(lineKey) ?? fen(0n);
    const owed = fen(whole - (posted.get(lineKey) ?? 0n));
    return owed === 0n ? [] : [{ lineKey, posted: whole, owed }];
  });
};

export const owedSum = (lines: readonly OwedLine[]): Fen => fen(lines.reduce((sum, { owed }) => sum + owed, 0n));
