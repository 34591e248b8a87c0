import type { AccountBoard, AlarmLine, PointBoard } from '#domain/board/board.ts';
import type { Quality } from '#domain/metering/quality.ts';
import type { Space, Words } from '#domain/park/model.ts';
import type { Period } from '#domain/tariff/tariff.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';

/** What the screens read of the answers of tRPC. The router's own types must fit (rpc/api.ts); more fields are welcome there. */
export interface Me {
  readonly name: string;
  readonly email: string | null;
  /** Sees parks as a whole; else a tenant, who sees the accounts held. */
  readonly manages: boolean;
  readonly accounts: readonly { readonly park: string; readonly code: string; readonly name: Words }[];
}

export interface ParkLine {
  readonly code: string;
  readonly name: Words;
  readonly city: string;
  readonly zone: string;
  readonly group: Unit;
  /** The part of the group the park belongs to; null where it has none. */
  readonly region: Unit | null;
}

export interface Unit {
  readonly code: string;
  readonly name: Words;
}

export interface CurveSlot {
  readonly start: InstantMs;
  /** Wh (litres); null where nothing is known, and in the future. */
  readonly quantity: number | null;
  readonly quality: Quality | null;
  readonly period: Period | null;
  /** Yuan per kWh (m³), all components. */
  readonly price: string | null;
}

export interface Curve {
  readonly day: ParkDay;
  readonly slots: readonly CurveSlot[];
}

export type AccountLine = Pick<
  AccountBoard,
  | 'code'
  | 'name'
  | 'kind'
  | 'space'
  | 'at'
  | 'power'
  | 'ledger'
  | 'unposted'
  | 'available'
  | 'todayYuan'
  | 'monthYuan'
  | 'level'
  | 'cut'
  | 'daysLeft'
>;

export type PointLine = Pick<PointBoard, 'code' | 'name' | 'medium' | 'role' | 'serial' | 'space' | 'account'>;

export interface SpaceLine extends Pick<Space, 'code' | 'kind' | 'name' | 'footprint' | 'floors' | 'areaM2'> {
  readonly parent: string | null;
}

export interface QuarantineLine {
  readonly id: string;
  readonly receivedAt: InstantMs;
  readonly topic: string;
  readonly serial: string | null;
  readonly reason: string;
  readonly detail: string;
  readonly items: number;
}

export interface AlarmRow extends AlarmLine {
  readonly closedAt: InstantMs | null;
}
