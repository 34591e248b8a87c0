import type { RuleFaultCode } from '#domain/allocation/check-rules.ts';
import type { AllocationRules, PoolKind, SharedKind } from '#domain/allocation/rules.ts';
import type { ShareStepText } from '#domain/allocation/share.ts';
import type { Words } from '#domain/park/model.ts';
import type { ResalePart } from '#domain/purchase/resale.ts';
import type { Period } from '#domain/tariff/tariff.ts';
import type { InstantMs } from '#domain/time/instant.ts';

/** Who bears what of one pool. Null: as group the park, as account the landlord, as via straight. */
export interface ShareLine {
  readonly group: string | null;
  readonly kind: PoolKind;
  readonly account: string | null;
  readonly via: string | null;
  readonly wh: number | null;
  readonly yuan: string | null;
  readonly energySteps: readonly ShareStepText[] | null;
  readonly moneySteps: readonly ShareStepText[] | null;
}

export interface PoolLine {
  readonly group: string | null;
  readonly kind: PoolKind;
  readonly wh: number | null;
  readonly yuan: string | null;
  readonly parts: readonly { readonly node: string; readonly wh: number }[];
}

/** Why a month shares nothing; whole Wh are text. */
export type StopLine =
  | { readonly type: 'nothingCameIn' }
  | { readonly type: 'negativeLoss'; readonly node: string; readonly wh: string }
  | { readonly type: 'negativeUse'; readonly point: string; readonly wh: string }
  | { readonly type: 'excessiveLoss'; readonly node: string | null; readonly wh: string; readonly inWh: string; readonly limit: number }
  | { readonly type: 'noPurchaseBill' }
  | { readonly type: 'nobodyDrew'; readonly part: ResalePart; readonly period: Period | null; readonly fen: string }
  | { readonly type: 'noWeight'; readonly group: string | null; readonly kind: PoolKind; readonly at: string | null };

export interface AllocationRun {
  readonly state: 'draft' | 'stopped' | 'frozen';
  readonly from: InstantMs;
  readonly to: InstantMs;
  readonly incomplete: readonly string[];
  readonly stops: readonly StopLine[];
  readonly gridWh: number;
  readonly pvWh: number;
  readonly storageWh: number;
  readonly tenantWh: number;
  readonly sharedWh: number;
  readonly lineLossWh: number;
  readonly transformerLossWh: number;
  readonly energyYuan: string | null;
  /** Of it, where shared energy costs what the bills leave: tenants' own use by their tariffs, and what empty rooms used; null: at the mean. */
  readonly ownYuan: string | null;
  readonly vacantYuan: string | null;
  /** What of capacity and power factor tenants pay by two-part contracts of their own. */
  readonly ownCapacityYuan: string;
  readonly ownPowerFactorYuan: string;
  readonly computedAt: InstantMs;
}

export type MoneyKind = 'energy' | 'capacity' | 'powerFactor';

export interface AllocationMonth {
  readonly run: AllocationRun | null;
  /** Null: none are in force. */
  readonly rules: RulesVersion | null;
  readonly money: readonly { readonly kind: MoneyKind; readonly yuan: string; readonly source: string }[];
  /** Number of the purchase bill that the month's money comes from; null: from what was typed in. */
  readonly gridBill: string | null;
  readonly branches: readonly { readonly kind: string; readonly point: string; readonly wh: number; readonly inWh: number | null }[];
  readonly pools: readonly PoolLine[];
  readonly shares: readonly ShareLine[];
}

export interface RulesVersion {
  /** "2026-10" */
  readonly validFrom: string;
  readonly revision: number;
  readonly savedAt: InstantMs;
}

export interface Named {
  readonly code: string;
  readonly name: Words;
}

export interface RulesOfMonth {
  readonly rules: AllocationRules;
  /** Nobody saved them yet. */
  readonly suggested: boolean;
  readonly saved: RulesVersion | null;
  readonly versions: readonly RulesVersion[];
  readonly branches: readonly Named[];
  readonly accounts: readonly Named[];
}

export interface RuleFault {
  readonly code: RuleFaultCode;
  readonly node: string | null;
  readonly kind: SharedKind | null;
  readonly what: string;
}

export interface PreviewLine {
  readonly account: string | null;
  readonly wh: number;
  readonly yuan: string;
}

export type Preview =
  | { readonly type: 'faults'; readonly faults: readonly RuleFault[] }
  | { readonly type: 'empty' }
  | {
      readonly type: 'computed';
      readonly stops: readonly StopLine[];
      readonly inputWh: number;
      readonly incomplete: readonly string[];
      /** Money of every pool is known. */
      readonly priced: boolean;
      readonly accounts: readonly PreviewLine[];
    };

export type Saved = { readonly type: 'faults'; readonly faults: readonly RuleFault[] } | ({ readonly type: 'saved' } & RulesVersion);

export type RunAnswer =
  | { readonly type: 'empty' }
  | { readonly type: 'noRules' }
  | { readonly type: 'stored'; readonly changed: boolean }
  | { readonly type: 'frozen'; readonly drifted: boolean };
