import type { AccountBoard, AlarmLine, ParkDocument, PointBoard } from '#domain/board/board.ts';
import type { Quality } from '#domain/metering/quality.ts';
import type { Register, Space, Words } from '#domain/park/model.ts';
import type { Period } from '#domain/tariff/tariff.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';

/** What the screens read of the answers of tRPC. The router's own types must fit (rpc/api.ts); more fields are welcome there. */
export interface Me {
  readonly name: string;
  readonly email: string | null;
  /** Sees parks as a whole; else a tenant, who sees the accounts held. */
  readonly manages: boolean;
  /** Parks of which one sees the money and changes nothing else. */
  readonly collects: readonly string[];
  readonly accounts: readonly { readonly park: string; readonly code: string; readonly name: Words }[];
}

/** All boards of a park as they were at an instant. */
export interface PastBoard {
  readonly at: InstantMs;
  readonly document: ParkDocument;
  /** Whose figures are known better now than then. */
  readonly refined: { readonly park: boolean; readonly accounts: readonly string[]; readonly points: readonly string[] };
  /** Time of the first stored reading. */
  readonly from: InstantMs;
  /** Before it the oldest names, terms and limits that are kept are shown. */
  readonly termsFrom: InstantMs;
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

export type PointLine = Pick<
  PointBoard,
  'code' | 'name' | 'medium' | 'role' | 'serial' | 'space' | 'account' | 'at' | 'intervalS' | 'today' | 'month'
>;

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
  /** What the board calls it while it is open: `kind|subject|subjectId`. */
  readonly key: string;
  readonly closedAt: InstantMs | null;
  readonly acknowledgedAt: InstantMs | null;
  /** A person's name; null also for tenants. */
  readonly acknowledgedBy: string | null;
  readonly mutedUntil: InstantMs | null;
  /** A person's name; null where it escalated by itself, and for tenants. */
  readonly escalatedBy: string | null;
  readonly escalationNote: string | null;
}

// What the questions answer (server/trpc); one shape a procedure.

/** What acknowledging or muting leaves of an alarm. It stays open. */
export type AlarmState = Pick<AlarmRow, 'id' | 'acknowledgedAt' | 'acknowledgedBy' | 'mutedUntil'>;

/** Every quarter of an hour of a month, from local midnight of the first, `step` ms apart; null where nothing is known. */
export interface PointMonth {
  readonly medium: Medium;
  readonly from: InstantMs;
  readonly step: number;
  /** Whole Wh (litres). */
  readonly quantity: readonly (number | null)[];
  readonly quality: readonly (Quality | null)[];
  /** Null where nobody is charged. */
  readonly period: readonly (Period | null)[];
  /** Largest mean of 15 minutes that ends in the quarter, W (litres per hour). */
  readonly maxW: readonly (number | null)[];
}

/** A sliding window of 15 minutes, the largest of its quarter: mean W (litres per hour), and the instant it ends. */
export interface PointWindow {
  readonly watts: number;
  readonly at: InstantMs;
  readonly day: ParkDay;
}

/** The accruals of closed slots: a line a day, point, period and part of the price. */
export interface UseLine {
  readonly day: ParkDay;
  readonly point: string;
  /** Null: measured and not priced. */
  readonly period: Period | null;
  /** Code of the price's part; `all` where it is not split, `unpriced` where nothing is charged. */
  readonly component: string;
  /** Whole Wh (litres); each part of a price repeats it. */
  readonly quantity: number;
  /** Exact, eleven decimals. */
  readonly chargeYuan: string;
}

/** How many messages came in the minute that ends at `at`. */
export interface MinuteLine {
  readonly at: InstantMs;
  readonly received: number;
}

/** What a tier added to a day of an account's use. */
export interface TierLine {
  readonly day: ParkDay;
  readonly medium: Medium;
  /** As on the bill: "tier#2". */
  readonly component: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** Of the day's use, in the tier: whole Wh (litres). */
  readonly quantity: number;
  /** Yuan per kWh (m³) more. */
  readonly price: string;
  /** Exact, eleven decimals. */
  readonly chargeYuan: string;
}

export interface UseLines {
  readonly lines: readonly UseLine[];
  readonly tiers: readonly TierLine[];
}

/** Newest booking first. */
export interface LedgerLine {
  readonly id: string;
  readonly at: InstantMs;
  /** The park day it is booked for: of use, the day that is charged. */
  readonly day: ParkDay;
  /** `opening` ... */
  readonly kind: string;
  readonly amountYuan: string;
  /** After it. */
  readonly balanceYuan: string;
  readonly memo: string;
}

/** Money that came into an account; `kind` opening: what it was opened with. */
export interface ReceiptLine {
  readonly id: string;
  readonly at: InstantMs;
  readonly account: string;
  readonly name: Words;
  readonly kind: string;
  readonly amountYuan: string;
}

/** A reading that gave reason to doubt. Registers in thousandths of a Wh (litre), at the meter. */
export interface DoubtLine {
  /** `before` of the next page. */
  readonly id: string;
  readonly point: string;
  readonly medium: Medium;
  readonly serial: string;
  readonly at: InstantMs;
  readonly register: Register;
  readonly verdict: string;
  readonly value: number | null;
  /** Several where they conflict. */
  readonly values: readonly number[];
  /** The register before it. */
  readonly prior: number | null;
  /** For the next reading (suspect) or a person (conflict); else it is decided. */
  readonly waits: boolean;
}

/** One of the values that were sent counts, or none does; `undecided` takes a decision back. */
export type DoubtChoice =
  | { readonly type: 'value'; readonly value: number }
  | { readonly type: 'nowhere' }
  | { readonly type: 'undecided' };

/** What somebody has decided; `id` is the doubt's. */
export interface DecisionLine {
  readonly id: string;
  readonly at: InstantMs;
  /** Null: counts nowhere. */
  readonly value: number | null;
  readonly decidedAt: InstantMs;
  readonly actor: string;
}

export interface Stretch {
  readonly from: InstantMs;
  readonly to: InstantMs;
}

/** How well a point was read: counts of quarters of an hour, and what no reading covers (missing or estimated), the newest 20. */
export interface QualityLine {
  readonly code: string;
  readonly expected: number;
  readonly measured: number;
  readonly interpolated: number;
  readonly estimated: number;
  readonly missing: number;
  readonly gaps: readonly Stretch[];
}

/** Closed quarters of an hour only; a day without readings is not there. */
export interface ComparedDay {
  readonly day: ParkDay;
  readonly wh: number;
  readonly litres: number;
  readonly yuan: string;
  readonly maxW: number | null;
}

export interface ComparedPark {
  readonly park: string;
  readonly areaM2: number;
  readonly days: readonly ComparedDay[];
}

export interface FlowPoint {
  readonly code: string;
  /** Whole Wh (litres), and what was given back. */
  readonly quantity: number;
  readonly exported: number;
  /** Read from one end of the range to the other, nothing lost in between. */
  readonly complete: boolean;
}

/** A meter that sends and that nobody has registered. */
export interface WaitingDevice {
  readonly serial: string;
  readonly topic: string;
  /** What reads it; null where no codec does. */
  readonly codec: string | null;
  readonly messages: number;
  readonly firstAt: InstantMs;
  readonly lastAt: InstantMs;
}

/** Registers and modulus in kWh (m³) at the meter, decimal strings. */
export interface RegisterForm {
  readonly park: string;
  readonly serial: string;
  readonly point: string;
  readonly codec: string;
  /** Absent: the codec's name. */
  readonly model?: string;
  /** CT x PT, "80". */
  readonly ratio: string;
  /** Absent: 1,000,000 kWh, 100,000 m³. */
  readonly modulus?: string;
  /** The most the meter carries at its own side, kW (m³/h); absent: 4 behind transformers, else 66 (100). */
  readonly max?: number;
  readonly intervalS: number;
  readonly from: InstantMs;
  readonly start?: { readonly import?: string; readonly export?: string; readonly reactive?: string };
}

export type RegisterAnswer =
  /** `taken`: messages that waited and are stored within seconds. */
  | { readonly type: 'registered'; readonly taken: number }
  /** `path`: the field, as `ratio` or `start.import`. */
  | { readonly type: 'refused'; readonly faults: readonly { readonly path: string; readonly code: string; readonly message: string }[] };
