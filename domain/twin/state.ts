import type { BalanceLevel, ParkBoard } from '../board/board.ts';
import type { Chain, ChainRule } from '../metering/chain.ts';
import type { Account, Device, Installation, ParkModel, Point } from '../park/model.ts';
import type { RatePlan } from '../tariff/rate-plan.ts';
import type { TwoPartBook } from '../tariff/two-part.ts';
import type { DayClock } from '../time/park-day.ts';
import type { AlarmChange } from './effects.ts';
import type { SteppedUse } from './stepped.ts';

/** One register of an installation, and where its fold stands. */
export interface RegisterTwin {
  readonly rule: ChainRule;
  chain: Chain;
}

export interface InstallationTwin {
  readonly installation: Installation;
  readonly device: DeviceTwin;
  readonly point: PointTwin;
  /** By REGISTERS: import, export, reactive. */
  readonly registers: readonly [RegisterTwin, RegisterTwin, RegisterTwin];
}

export interface DeviceTwin {
  readonly device: Device;
  readonly installations: readonly InstallationTwin[];
  /** The one that has no end, where there is one: its readings may be folded in memory. */
  readonly current: InstallationTwin | null;
  /** Time of the newest stored reading, -1 before the first. */
  newestAt: number;
}

/** Sums of a point over the running park day and month, closed slots only; whole Wh (litres) of active import. */
export interface PointTwin {
  readonly point: Point;
  readonly rates: readonly AssignedRate[];
  readonly accounts: readonly AccountTwin[];
  current: InstallationTwin | null;
  today: number;
  month: number;
  /** Grid points only: closed slots of today and yesterday, by start. */
  readonly recent: Map<number, number> | null;
  /** Largest sliding window of the month and its end; -1 before the first. Wh in 15 minutes. */
  monthWindow: number;
  monthWindowAt: number;
  /** W (litres/h), primary side; + drawn. */
  power: number | null;
  relay: 'closed' | 'open' | null;
  powerAt: number;
}

export interface AssignedRate {
  readonly from: number;
  readonly to: number;
  readonly account: AccountTwin;
  readonly plan: RatePlan;
}

/** What one account used on one park day; charge in 1e-11 yuan. */
export interface DayUse {
  charge: bigint;
  wh: number;
  litres: number;
}

export interface AccountTwin {
  readonly account: Account;
  /** Its two-part contract at the tariff's prices. */
  readonly twoPart: TwoPartBook | null;
  readonly points: PointTwin[];
  /** Fen in the ledger. */
  ledger: bigint;
  /** Fen of `accrued` that settlements have taken from the ledger; both are read together and set, never added to. */
  posted: bigint;
  /** All that was ever accrued, 1e-11 yuan, closed slots only. */
  accrued: bigint;
  monthCharge: bigint;
  /** Charges of gaps that wait for the refold, by device: in the balance from the reading that ended the gap on. */
  readonly deferred: Map<number, bigint>;
  /** The last eight park days. */
  readonly days: Map<string, DayUse>;
  /** Cut off by decision, until topped up beyond recloseMin (hysteresis). */
  cut: boolean;
  /** By tariff version; null where no tariff of it has steps. */
  readonly stepped: ReadonlyMap<number, SteppedUse> | null;
  /** The level its alarms were last judged by; null before the first time. */
  judged: BalanceLevel | null;
}

export interface IngestCounts {
  received: number;
  stored: number;
  duplicate: number;
  quarantined: number;
}

/** One park's state in memory: a fold of its readings, thrown away and rebuilt at will. */
export interface Twin {
  readonly model: ParkModel;
  readonly clock: DayClock;
  readonly devices: ReadonlyMap<string, DeviceTwin>;
  readonly devicesById: ReadonlyMap<number, DeviceTwin>;
  readonly points: ReadonlyMap<number, PointTwin>;
  readonly accounts: ReadonlyMap<number, AccountTwin>;
  /** The tenants' electricity points with the largest contracted power, whose running windows are shown beside the grid's. */
  readonly bigTenants: readonly PointTwin[];
  /** Codes of spaces by id. */
  readonly spaces: ReadonlyMap<number, string>;
  /** The period in force, found once a slot. */
  readonly price: { slot: number; board: ParkBoard['price'] };
  day: string;
  counts: IngestCounts;
  /** Open alarms by `kind|subject|subjectId`. */
  readonly alarms: Map<string, AlarmChange>;
  /** Since when open alarms are escalated, by the same keys; people do that, so it is read and set, never folded. */
  readonly escalated: Map<string, number>;
  /** Since the last frame: what must be projected again. */
  readonly dirtyPoints: Set<PointTwin>;
  readonly dirtyAccounts: Set<AccountTwin>;
  /** Whose figures have moved since their alarms were judged. */
  readonly unjudged: Set<AccountTwin>;
  newestAt: number;
}

/** The account's figures have moved. */
export const touchAccount = (twin: Twin, account: AccountTwin): void => {
  twin.dirtyAccounts.add(account);
  twin.unjudged.add(account);
};
