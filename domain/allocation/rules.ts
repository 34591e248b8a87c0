/** What shares are measured by. Presence in days counts with `area`, `equal`, `custom` and `contract`; the others are measured. */
export const BASES = ['use', 'area', 'equal', 'custom', 'coincident', 'ownPeak', 'contract'] as const;
export type Basis = (typeof BASES)[number];

/** What is shared: energy that nobody's meter counted as his, and money of the master that hangs on no kWh. */
export const ENERGY_KINDS = ['sharedArea', 'lineLoss', 'transformerLoss'] as const;
export const MONEY_KINDS = ['capacity', 'powerFactor'] as const;
export const SHARED_KINDS = [...ENERGY_KINDS, ...MONEY_KINDS] as const;
export type SharedKind = (typeof SHARED_KINDS)[number];

/** And what tenants' tariffs brought in beyond the month's bills: money below zero that goes back to who paid it. */
export const POOL_KINDS = [...SHARED_KINDS, 'surplus'] as const;
export type PoolKind = (typeof POOL_KINDS)[number];

export interface ShareRule {
  readonly basis: Basis;
  /**
   * Two levels: first among the groups inside this one (and the tenants in none of them, each by himself) by this basis, then by `basis` inside each.
   * Null: at once among all.
   */
  readonly upper: Basis | null;
  /** Who bears empty rooms: the landlord has a share for them, or those who are there bear all. */
  readonly vacancy: 'landlord' | 'tenants';
  /** Accounts that take no part. */
  readonly excluded: readonly string[];
  /** Of `custom`: millionths of the whole by account, together 1,000,000. */
  readonly custom: Readonly<Record<string, number>>;
}

/** Those below one meter (a building's incomer, a transformer), or the whole park. */
export interface GroupRule {
  /** Code of the meter; null: the park. What a group inside another shares, the other does not. */
  readonly node: string | null;
  /** Loss over what came in, in 1/10,000, beyond which nothing is shared (DOMAIN 5.1: 7 %). */
  readonly lossLimit: number;
  /** Those of money count in the park's group alone. */
  readonly kinds: Readonly<Record<SharedKind, ShareRule>>;
}

/** A transformer whose loss is computed (变损), above a meter on its low side. */
export interface TransformerRule {
  /** Code of the meter below it; its group bears the loss. */
  readonly node: string;
  /** No-load loss P0 and load loss Pk, whole W. */
  readonly noLoadW: number;
  readonly loadLossW: number;
  readonly ratedVA: number;
  /** Power factor it runs at and correction for the shape of the load, in thousandths. */
  readonly cosMilli: number;
  readonly curveMilli: number;
}

/**
 * The two lawful ways of 发改办价格〔2018〕787号 (DOMAIN 5.4). `gridPrice`: tenants pay the grid's own price, common use and losses are in rent or fees.
 * `actualBill`: the actual bill is shared among all by their meters, common use and losses included.
 */
export const RESALE_WAYS = ['gridPrice', 'actualBill'] as const;
export type ResaleWay = (typeof RESALE_WAYS)[number];

/** How postpaid tenants' own use is charged: by their tariff, or by a share of the purchase bills by method A, B or C of DOMAIN 8.2. */
export const RESALE_METHODS = ['tariff', 'composite', 'period', 'interval'] as const;
export type ResaleMethod = (typeof RESALE_METHODS)[number];

/**
 * What shared energy costs where tenants pay their tariff for what they use themselves. `mean`: as all that came in, the mean of the purchase bills. `remainder`: what
 * the bills leave after tenants' own use, so that own use and shares together are the bills, to the fen.
 */
export const SHARED_PRICES = ['mean', 'remainder'] as const;
export type SharedPrice = (typeof SHARED_PRICES)[number];

export interface ResaleRule {
  readonly way: ResaleWay;
  readonly method: ResaleMethod;
  /** What of the income of feeding in is passed on with shares of the bills; 1,000,000 is all. */
  readonly exportSharePpm: number;
  /** Property fees hold shared electricity already (PC-08). */
  readonly sharedInFees: boolean;
  /** Absent: the mean. */
  readonly sharedPrice?: SharedPrice | undefined;
}

/** How a park shares, from a month on. */
export interface AllocationRules {
  readonly groups: readonly GroupRule[];
  readonly transformers: readonly TransformerRule[];
  /** Absent: RESALE_DEFAULT. */
  readonly resale?: ResaleRule | undefined;
}

/** A park that has not said how it charges is held to the stricter reading. */
export const RESALE_DEFAULT: ResaleRule = { way: 'gridPrice', method: 'tariff', exportSharePpm: 1_000_000, sharedInFees: false };

/** Whether shared energy costs what the bills leave. Who pays shares of the bills pays for it by those, whatever is said here. */
export const isByRemainder = ({ resale = RESALE_DEFAULT }: AllocationRules): boolean =>
  resale.method === 'tariff' && resale.sharedPrice === 'remainder';

/** A surplus goes back by use, to everybody who used something, and to the landlord for empty rooms whose use counts as paid for. */
export const SURPLUS_RULE: ShareRule = { basis: 'use', upper: null, vacancy: 'landlord', excluded: [], custom: {} };

/** Millionths: what the ratios of `custom` sum to. */
export const WHOLE = 1_000_000;
export const LOSS_LIMIT_DEFAULT = 700;
