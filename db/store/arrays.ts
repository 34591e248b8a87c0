/**
 * Columns of rows as PostgreSQL array literals: one statement takes thousands of rows through `unnest`. Written by hand because it is the hot
 * path; only numbers, bigints, null and words without quotes, commas, braces or backslashes pass.
 */
export const numbersOf = <T>(rows: readonly T[], pick: (row: T) => number | bigint | null): string => {
  let text = '{';
  for (let i = 0; i < rows.length; i++) {
    const value = pick(rows[i] as T);
    text += `${i === 0 ? '' : ','}${value === null ? 'NULL' : value}`;
  }
  return `${text}}`;
};

const PLAIN = /^[A-Za-z0-9_:.-]+$/;

export const wordsOf = <T>(rows: readonly T[], pick: (row: T) => string): string => {
  const words = rows.map(pick);
  for (const word of words) if (!PLAIN.test(word)) throw new RangeError(`array literal: ${word} is not a plain word`);
  return `{${words.join(',')}}`;
};
