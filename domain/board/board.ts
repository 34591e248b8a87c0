import type { PointRole, Words } from '../park/model.ts';
import type { Period } from '../tariff/tariff.ts';
import type { InstantMs, ParkDay } from '../time/instant.ts';
import type { Medium } from '../units/quantity.ts';

/** Yuan with two decimals as text, "-0.05": exact, only ever formatted. */
export type Yuan = string;

/** balance > alarm1 · <= alarm1 · <= alarm2 · <= -overdraft. Equality belongs to the worse side (DOMAIN 4.4). */
export type BalanceLevel = 'ok' | 'alarm1' | 'alarm2' | 'exhausted';

/** What the platform would do now. `pending` names what holds it back (law 9). */
export type CutDecision =
  | { readonly type: 'on' }
  | { readonly type: 'cut' }
  | { readonly type: 'pending'; readonly because: 'protected' | 'noCutWindow' | 'offline' }
  /** Cut, and topped up too little: stays off until balance > recloseMin. */
  | { readonly type: 'off' };

export interface PointBoard {
  readonly code: string;
  readonly name: Words;
  readonly medium: Medium;
  readonly role: PointRole;
  readonly parent: string | null;
  readonly space: string | null;
  readonly account: string | null;
  readonly serial: string | null;
  /** Time of the newest reading, the meter's clock; null before the first. */
  readonly at: InstantMs | null;
  readonly intervalS: number;
  /** W (litres/h), primary side; from the meter's own figure, else from its last two registers. */
  readonly power: number | null;
  readonly relay: 'closed' | 'open' | null;
  /** Register at the meter, thousandths of Wh (litre). */
  readonly register: number | null;
  /** Whole Wh (litres) of the park-local day and month, the open slot included. */
  readonly today: number;
  readonly month: number;
  /** An unresolved doubt about its readings. */
  readonly suspect: boolean;
}

export interface AccountBoard {
  readonly code: string;
  readonly name: Words;
  readonly kind: 'prepaid' | 'postpaid' | 'supply';
  readonly space: string | null;
  /** Time of the newest reading that entered the figure. */
  readonly at: InstantMs | null;
  readonly power: number;
  readonly ledger: Yuan;
  /** Accrued and not yet posted, open slots included. */
  readonly unposted: Yuan;
  /** ledger - unposted, rounded down to the fen: what alarms watch and cut-off obeys. */
  readonly available: Yuan;
  readonly todayWh: number;
  readonly todayL: number;
  readonly todayYuan: Yuan;
  readonly monthYuan: Yuan;
  readonly level: BalanceLevel;
  readonly cut: CutDecision;
  /** At the pace of the last seven days; null before a day of history or without use. */
  readonly daysLeft: number | null;
  /** Where a prepaid account's levels begin: at or below each of these available yuan. Null for others, who are not warned. */
  readonly limits: { readonly alarm1: Yuan; readonly alarm2: Yuan; readonly exhausted: Yuan } | null;
  readonly points: readonly string[];
}

export interface DemandBoard {
  readonly point: string;
  /** The running block window (15 min on the epoch's grid). */
  readonly windowStart: InstantMs;
  readonly soFarWh: number;
  /** Mean power at the window's end if the present power holds, W: (E so far + P x rest) / 0.25 h (DOMAIN 10). */
  readonly forecastW: number;
  /** Newest sliding 15-minute mean; null until readings cover a window. */
  readonly slidingW: number | null;
  readonly contractW: number | null;
  readonly monthMaxW: number;
  readonly monthMaxAt: InstantMs | null;
  /** What the forecast would add to this month's demand charge; null where the tariff has no demand price. */
  readonly newPeakYuan: Yuan | null;
}

export interface AlarmLine {
  readonly id: string;
  readonly kind: string;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly subject: string;
  readonly openedAt: InstantMs;
  /** Since when it is with those above the park; null: it is with the park's own people. */
  readonly escalatedAt: InstantMs | null;
  readonly data: Readonly<Record<string, string | number>>;
}

export interface LowBalance {
  readonly code: string;
  readonly name: Words;
  readonly available: Yuan;
  readonly daysLeft: number | null;
  readonly level: BalanceLevel;
  readonly cut: CutDecision;
}

export interface ParkBoard {
  readonly code: string;
  readonly name: Words;
  readonly zone: string;
  readonly day: ParkDay;
  /** When the twin was projected; the newest reading's time is `dataAt`. */
  readonly at: InstantMs;
  readonly dataAt: InstantMs | null;
  readonly powerW: number;
  readonly pvW: number;
  readonly waterLh: number;
  readonly todayWh: number;
  readonly monthWh: number;
  readonly todayL: number;
  /** Yesterday from midnight to this time of day: what today is compared with. */
  readonly yesterdayToNowWh: number;
  readonly todayYuan: Yuan;
  readonly monthYuan: Yuan;
  readonly todayKgCo2: number;
  readonly price: { readonly period: Period; readonly yuan: string; readonly nextPeriod: Period; readonly nextAt: InstantMs } | null;
  /** Of each grid point. */
  readonly demand: readonly DemandBoard[];
  /** Of the tenants' points with the largest contracted power, at most 12, largest first. */
  readonly tenantDemand: readonly DemandBoard[];
  readonly online: number;
  readonly meters: number;
  /** Law 1, since midnight, of this park. */
  readonly counts: { readonly received: number; readonly stored: number; readonly duplicate: number; readonly quarantined: number };
  /** Late work not yet folded in: devices waiting. */
  readonly refolding: number;
  /** Prepaid accounts that need attention, worst first, at most 20. */
  readonly low: readonly LowBalance[];
  readonly alarms: readonly AlarmLine[];
}

/** All that a park's twin shows. The stream process publishes it as a document and its merge patches (RFC 7396); every board is a part of it. */
export interface ParkDocument {
  readonly park: ParkBoard;
  readonly accounts: Readonly<Record<string, AccountBoard>>;
  readonly points: Readonly<Record<string, PointBoard>>;
}

/** Names of boards a client may watch. */
export type BoardName =
  | { readonly type: 'park'; readonly park: string }
  | { readonly type: 'account'; readonly park: string; readonly account: string }
  | { readonly type: 'meters'; readonly park: string };
