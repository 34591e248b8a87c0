import type { VerdictAt } from '../metering/chain.ts';

/** A slot as it is stored: energy of a point by one register of one installation, rated. */
export interface SlotRow {
  readonly pointId: number;
  /** Index of REGISTERS. */
  readonly register: number;
  readonly start: number;
  readonly installationId: number;
  readonly quantity: number;
  readonly quality: number;
  readonly windowMax: number;
  readonly windowAt: number;
  /** 0 where nobody is charged. */
  readonly accountId: number;
  readonly versionId: number;
  readonly period: number;
  readonly day: string;
  /** 1e-11 yuan. */
  readonly charge: bigint;
}

export interface AccrualDelta {
  readonly accountId: number;
  readonly day: string;
  readonly pointId: number;
  readonly versionId: number;
  readonly period: number;
  quantity: number;
  charge: bigint;
  slots: number;
}

export interface FlagRow extends VerdictAt {
  readonly installationId: number;
  readonly register: number;
}

/** A stretch of a device to fold again from its stored readings; `registers` bits as in the refold table. */
export interface RefoldMark {
  readonly deviceId: number;
  readonly lo: number;
  readonly hi: number;
  readonly registers: number;
}

/** What a step leaves to be written in the transaction of the readings that caused it. */
export interface Effects {
  readonly slots: SlotRow[];
  readonly accruals: Map<string, AccrualDelta>;
  readonly flags: FlagRow[];
  readonly refolds: RefoldMark[];
}

export const emptyEffects = (): Effects => ({ slots: [], accruals: new Map(), flags: [], refolds: [] });

/** An alarm begins or ends; one of a kind is open on a subject at a time. */
export interface AlarmChange {
  readonly type: 'open' | 'close';
  readonly parkId: number;
  readonly kind: AlarmKind;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly subject: 'point' | 'account' | 'park';
  readonly subjectId: number;
  /** Code of the subject, for the screen. */
  readonly code: string;
  readonly at: number;
  readonly data: Readonly<Record<string, string | number>>;
}

export type AlarmKind =
  | 'METER_RESET'
  | 'METER_JUMP'
  | 'METER_BREAK'
  | 'READING_CONFLICT'
  | 'BALANCE_ALARM1'
  | 'BALANCE_ALARM2'
  | 'BALANCE_EXHAUSTED'
  /** Decided; sending the command is another part. Open until the balance is above recloseMin. */
  | 'SUPPLY_CUT'
  | 'DEMAND_FORECAST'
  | 'DEMAND_OVER_CONTRACT';
