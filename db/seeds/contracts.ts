import type { FileTerms } from '#domain/park/file-terms.ts';
import type { ParkDay } from '#domain/time/instant.ts';

/** Made up: what a park asks for a square metre and month. No notice sets it; a contract does. */
const PROPERTY_YUAN_PER_M2 = '3.20';
const RENT_YUAN_PER_M2 = '26.00';

/** Rent and property fee of those who are billed monthly; the wallets of the others are for what they use. */
export const feesOf = ({ areaM2, since }: { readonly areaM2: number; readonly since: ParkDay }): FileTerms => ({
  fees: [
    {
      code: 'rent',
      name: { zh: '房租（样例）', en: 'Rent (sample)' },
      type: 'area',
      areaM2: String(areaM2),
      yuanPerM2: RENT_YUAN_PER_M2,
      from: since,
      item: 'lease',
    },
    {
      code: 'property',
      name: { zh: '物业费（样例）', en: 'Property fee (sample)' },
      type: 'area',
      areaM2: String(areaM2),
      yuanPerM2: PROPERTY_YUAN_PER_M2,
      from: since,
    },
  ],
});

/** m³ a month that a water company would set; made up, near what each uses. Beyond it the base price rises by steps. */
const WATER_QUOTA_M3: Readonly<Record<string, string>> = { A009: '300', A020: '600', A025: '350', A078: '450' };

export const waterQuotaOf = (account: string): FileTerms => {
  const waterQuotaM3 = WATER_QUOTA_M3[account];
  return waterQuotaM3 === undefined ? {} : { waterQuotaM3 };
};

const monthOf = (day: ParkDay): string => day.slice(0, 7);
/** Neither the floor of 40 % nor the 260 rule should be reached by chance: about 1.6 kVA a kW. */
const KVA_PER_KW = 1.6;

/** The park's own contract with the grid company, by contract demand. */
export const gridTerms = ({ contractKW, since }: { readonly contractKW: number; readonly since: ParkDay }): FileTerms => ({
  twoPart: {
    tariff: 'sd-grid',
    units: [1, 2].map((nth) => ({ code: `T${nth}`, capacityKVA: String(Math.round((contractKW * KVA_PER_KW) / 2)) })),
    modes: [{ from: monthOf(since), mode: 'contract', contractKW: String(contractKW) }],
  },
  powerFactor: { standard: '0.90', base: ['rest', 'td', 'demand'] },
});

/** A tenant with a transformer of its own: by actual demand, and adjusted by its power factor. */
export const ownTransformer = ({ contractKW, since }: { readonly contractKW: number; readonly since: ParkDay }): FileTerms => ({
  twoPart: {
    tariff: 'sd-grid',
    units: [{ code: 'T1', capacityKVA: String(Math.max(315, Math.round(contractKW * KVA_PER_KW))) }],
    modes: [{ from: monthOf(since), mode: 'actual' }],
  },
  powerFactor: { standard: '0.90', base: ['rest', 'td', 'demand'] },
});
