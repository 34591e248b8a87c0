const PLACES = 4;

/** Millionths as percent, 2,000 as "0.2": digits moved, no float. */
export const percentOfPpm = (ppm: number): string => {
  const digits = String(ppm).padStart(PLACES + 1, '0');
  const fraction = digits.slice(-PLACES).replace(/0+$/, '');
  return fraction === '' ? digits.slice(0, -PLACES) : `${digits.slice(0, -PLACES)}.${fraction}`;
};

/** Percent with at most four decimals as millionths; null: it is none. */
export const ppmOfPercent = (text: string): number | null => {
  const [, whole, fraction = ''] = /^(\d{1,4})(?:\.(\d{1,4}))?$/.exec(text.trim()) ?? [];
  return whole === undefined ? null : Number(whole + fraction.padEnd(PLACES, '0'));
};

const PPM_A_BASIS = 100;

/** Hundredths of a percent, as rates of tax are kept: 1,300 as "13", and back; null: no such rate. */
export const percentOfBasis = (basis: number): string => percentOfPpm(basis * PPM_A_BASIS);
export const basisOfPercent = (text: string): number | null => {
  const ppm = ppmOfPercent(text);
  return ppm === null || ppm % PPM_A_BASIS !== 0 ? null : ppm / PPM_A_BASIS;
};
