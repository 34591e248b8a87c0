import type { FileTariffVersion } from '../../park/park-file.ts';
import { type Price, price, yuanFromPrice } from '../../units/money.ts';
import { PERIODS, type Period } from '../tariff.ts';
import { EASTERN_AREAS } from './east.ts';
import { NORTHERN_AREAS } from './north.ts';
import { SOUTHERN_AREAS } from './south.ts';
import { type AreaTemplate, CHECK_NOTICE, type Floating } from './template.ts';

/** Period tables of the 33 grid areas of the mainland; some have one for each of their grids or kinds of customer. */
export const AREAS: readonly AreaTemplate[] = [...NORTHERN_AREAS, ...EASTERN_AREAS, ...SOUTHERN_AREAS];

export const areaOf = (code: string): AreaTemplate | null => AREAS.find((area) => area.code === code) ?? null;

export interface FlatComponent {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** From the month's published table. */
  readonly flat: Price;
}

/**
 * A version for a park file or a tariff file: the area's periods, and the prices of a month's table. Components that float get a price in
 * every period from the stated float, rounded half up to eight decimals; where the table prints the periods' prices themselves, these are to
 * be taken instead (DOMAIN 1.2). `customers` picks among the classes a notice tells apart; null where the area's floats are not known.
 */
export const versionOf = (
  area: AreaTemplate,
  {
    validFrom,
    components,
    customers,
  }: { readonly validFrom: string; readonly components: readonly FlatComponent[]; readonly customers?: string },
): FileTariffVersion | null => {
  const month = Number(validFrom.slice(5, 7));
  const floating = area.floating.find(
    ({ months, customers: own }) =>
      (months?.includes(month) ?? true) && (customers === undefined || own?.en === customers || own?.zh === customers),
  );
  if (floating === undefined) return null;
  return {
    validFrom,
    source: sourceOf(area),
    components: components.map(({ code, name, flat }) => ({ code, name, prices: pricesOf(floating, code, flat) })),
    rules: area.rules,
  };
};

/** "鲁发改价格〔2023〕914号; check with your current notice ..." */
export const sourceOf = ({ documents }: AreaTemplate): string => `${documents.join(', ')}; ${CHECK_NOTICE}`;

const pricesOf = (floating: Floating, code: string, flat: Price): { readonly flat: string } & Partial<Record<Period, string>> => {
  const prices: { flat: string } & Partial<Record<Period, string>> = { flat: yuanFromPrice(flat) };
  if (!floating.components.includes(code)) return prices;
  for (const period of PERIODS) {
    const ppm = floating.ppm[period];
    if (ppm !== undefined) prices[period] = yuanFromPrice(floated(flat, ppm));
  }
  return prices;
};

const floated = (flat: Price, ppm: number): Price => {
  const scaled = flat * BigInt(1_000_000 + ppm);
  return price((scaled + (scaled < 0n ? -500_000n : 500_000n)) / 1_000_000n);
};
