import type { TaxItem } from '../bill/tax.ts';
import type { DatedVector } from '../tariff/price-vector.ts';
import type { DatedMode } from '../tariff/two-part.ts';
import type { TierWindow } from '../tiers/tier-window.ts';
import type { Words } from './model.ts';

/** What prices and contracts are written as in a file: decimal strings, days and months of the park's clock. */

/** Yuan per kWh (m³) by the clock, with the days they hold. */
export interface FileVector {
  readonly code: string;
  readonly name: Words;
  readonly days: readonly (Pick<DatedVector, 'dayKind'> & {
    readonly from: string;
    /** Exclusive; absent: until a later one. */
    readonly to?: string;
    /** 24, 48 or 96, from midnight. */
    readonly prices: readonly string[];
  })[];
}

/** Steps on top of the components: what is used within a window beyond each limit costs its surcharge more. */
export interface FileStep {
  readonly code: string;
  readonly name: Words;
  readonly window: TierWindow;
  /** `limits` in kWh (m³) of a household; `quota`: percent of the account's own, 100 is all of it. */
  readonly of: 'limits' | 'quota';
  readonly versions: readonly {
    readonly from: string;
    readonly limits: readonly string[];
    /** One more than limits: the first is of what lies below them all. Yuan per kWh (m³). */
    readonly surcharges: readonly string[];
    /** Other limits in some months; of monthly windows. */
    readonly seasons?: readonly { readonly months: readonly number[]; readonly limits: readonly string[] }[];
  }[];
}

/** A transformer or high-voltage motor; `sealed` are days [from, to) over which the grid company had it suspended. */
export interface FileCapacityUnit {
  readonly code: string;
  readonly capacityKVA: string;
  readonly sealed?: readonly { readonly from: string; readonly to?: string }[];
}

export interface FileMode {
  /** "2026-10" */
  readonly from: string;
  readonly mode: DatedMode['mode'];
  /** With mode `contract`. */
  readonly contractKW?: string;
}

export interface FileTwoPart {
  readonly units: readonly FileCapacityUnit[];
  readonly modes: readonly FileMode[];
  /** How days of a suspension are reckoned; thirtieths where absent. */
  readonly divisor?: 'thirty' | 'calendar';
}

export interface FilePowerFactor {
  readonly standard: '0.90' | '0.85' | '0.80';
  /** Codes of the bill lines that the percentage applies to. */
  readonly base: readonly string[];
  readonly rewardAllowed?: boolean;
}

interface FeeOf {
  readonly code: string;
  readonly name: Words;
  readonly from: string;
  /** Exclusive. */
  readonly to?: string;
  readonly divisor?: 'thirty' | 'calendar';
}

export type FileFee =
  | (FeeOf & { readonly type: 'fixed'; readonly yuanPerMonth: string })
  | (FeeOf & { readonly type: 'area'; readonly yuanPerM2: string; readonly areaM2: string })
  /** So much for all of [from, to). */
  | (Omit<FeeOf, 'to' | 'divisor'> & { readonly type: 'term'; readonly to: string; readonly yuan: string });

/** A fee of an account, and what it is to the tax office: `service` where absent. */
export type FileAccountFee = FileFee & { readonly item?: TaxItem };

/** What a contract says of an account beside its prices; what is left out does not apply. */
export interface FileTerms {
  /** Behind its meters; limits of steps grow with them. 1 where absent. */
  readonly households?: number;
  /** m³ in each window of a step of the quota. */
  readonly waterQuotaM3?: string;
  /** `tariff`: whose versions name the price of a kW and a kVA. */
  readonly twoPart?: FileTwoPart & { readonly tariff: string };
  readonly powerFactor?: FilePowerFactor;
  readonly fees?: readonly FileAccountFee[];
}
