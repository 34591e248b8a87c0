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
