import type { AlarmLevelsFault } from '#domain/prepay/alarm-levels.ts';
import { type InstantMs, instantMs, type ParkDay } from '#domain/time/instant.ts';
import { trpc } from './client.ts';
import type {
  AccountLine,
  AlarmRow,
  AlarmState,
  ComparedPark,
  Curve,
  DecisionLine,
  DoubtChoice,
  DoubtLine,
  FlowPoint,
  LedgerLine,
  Me,
  MinuteLine,
  ParkLine,
  PastBoard,
  PointLine,
  PointMonth,
  PointWindow,
  QualityLine,
  QuarantineLine,
  ReceiptLine,
  RegisterAnswer,
  RegisterForm,
  SpaceLine,
  UseLines,
  WaitingDevice,
} from './shapes.ts';

// Every question the screens ask, one line each: where the router's names and types meet the screens' shapes.

export const askMe = (signal: AbortSignal): Promise<Me | null> => trpc.session.me.query(undefined, { signal });

export const askParks = (signal: AbortSignal): Promise<readonly ParkLine[]> => trpc.parks.list.query(undefined, { signal });

export const askSpaces = (park: string, signal: AbortSignal): Promise<readonly SpaceLine[]> => trpc.spaces.list.query({ park }, { signal });

export interface CurveQuestion {
  readonly park: string;
  /** Absent: the park's grid points together. */
  readonly point?: string;
  readonly day: ParkDay;
}

export const askCurve = (question: CurveQuestion, signal: AbortSignal): Promise<Curve> => trpc.curve.query(question, { signal });

export const askAccounts = (park: string, signal: AbortSignal): Promise<readonly AccountLine[]> =>
  trpc.accounts.list.query({ park }, { signal });

export const askMinutes = (park: string, until: InstantMs, signal: AbortSignal): Promise<readonly MinuteLine[]> =>
  trpc.minutes.query({ park, until }, { signal });

export const askPast = (park: string, at: InstantMs, signal: AbortSignal): Promise<PastBoard> =>
  trpc.boards.at.query({ park, at }, { signal });

export const askPoints = (park: string, signal: AbortSignal): Promise<readonly PointLine[]> => trpc.points.list.query({ park }, { signal });

export const askQuarantine = async (park: string, signal: AbortSignal): Promise<readonly QuarantineLine[]> => {
  const lines = await trpc.quarantine.list.query({ park }, { signal });
  return lines.map((line) => ({ ...line, receivedAt: instantMs(line.receivedAt) }));
};

export const askAlarms = (park: string, signal: AbortSignal): Promise<readonly AlarmRow[]> => trpc.alarms.list.query({ park }, { signal });

export interface AlarmQuestion {
  readonly park: string;
  readonly onlyOpen: boolean;
  readonly onlyEscalated: boolean;
  /** The id of the last line shown. */
  readonly before?: string;
  readonly limit: number;
}

export const askAlarmPage = (question: AlarmQuestion, signal: AbortSignal): Promise<readonly AlarmRow[]> =>
  trpc.alarms.list.query(question, { signal });

// Questions of server/trpc, one a procedure. `point` and `account` are keys "{park}:{code}".

export interface MonthQuestion {
  readonly point: string;
  /** "2026-11" */
  readonly month: string;
}

export const askMonth = (question: MonthQuestion, signal: AbortSignal): Promise<PointMonth> =>
  trpc.points.month.query(question, { signal });

export const askWindows = (question: MonthQuestion & { readonly limit?: number }, signal: AbortSignal): Promise<readonly PointWindow[]> =>
  trpc.points.windows.query(question, { signal });

/** `id`: of an AlarmRow, or what a board calls an open alarm. */
export const acknowledgeAlarm = (act: {
  readonly park: string;
  readonly id: string;
  readonly acknowledged?: boolean;
}): Promise<AlarmState> => trpc.alarms.acknowledge.mutate(act);

/** Null: no longer muted. */
export const muteAlarm = (act: { readonly park: string; readonly id: string; readonly until: InstantMs | null }): Promise<AlarmState> =>
  trpc.alarms.mute.mutate(act);

export type AlarmsAnswer =
  | { readonly type: 'set' }
  | { readonly type: 'refused'; readonly code: AlarmLevelsFault | 'NOT_PREPAID' | 'TOO_OFTEN' };

/** At what available balances an account is warned, yuan. */
export const setAlarms = (act: {
  readonly account: string;
  readonly alarm1Yuan: string;
  readonly alarm2Yuan: string;
}): Promise<AlarmsAnswer> => trpc.accounts.setAlarms.mutate(act);

export interface UseQuestion {
  readonly account: string;
  /** Both included, at most 400 days. */
  readonly from: ParkDay;
  readonly to: ParkDay;
}

export const askUse = (question: UseQuestion, signal: AbortSignal): Promise<UseLines> => trpc.accounts.use.query(question, { signal });

/** `before`: the id of the last line shown. */
export interface PageQuestion {
  readonly before?: string;
  readonly limit?: number;
}

export const askLedger = (question: PageQuestion & { readonly account: string }, signal: AbortSignal): Promise<readonly LedgerLine[]> =>
  trpc.accounts.ledger.query(question, { signal });

export const askReceipts = (
  question: { readonly park: string; readonly limit?: number },
  signal: AbortSignal,
): Promise<readonly ReceiptLine[]> => trpc.ledger.recent.query(question, { signal });

export const askDoubts = (
  question: PageQuestion & { readonly park: string; readonly point?: string },
  signal: AbortSignal,
): Promise<readonly DoubtLine[]> => trpc.doubts.list.query(question, { signal });

export const askDecisions = (
  question: { readonly park: string; readonly point?: string },
  signal: AbortSignal,
): Promise<readonly DecisionLine[]> => trpc.doubts.decided.query(question, { signal });

/** What somebody who has looked says of a doubtful reading, by its id in `askDoubts`. */
export const decideDoubt = (act: { readonly park: string; readonly id: string; readonly choice: DoubtChoice }): Promise<unknown> =>
  trpc.doubts.decide.mutate(act);

export interface QualityQuestion {
  readonly park: string;
  /** Today included, at most 31. */
  readonly days: number;
  /** At most 1,000. */
  readonly points?: string[];
}

export const askQuality = (question: QualityQuestion, signal: AbortSignal): Promise<readonly QualityLine[]> =>
  trpc.points.quality.query(question, { signal });

/** The parks the asker sees as a whole; both days included, at most 62. */
export const askCompare = (
  question: { readonly from: ParkDay; readonly to: ParkDay },
  signal: AbortSignal,
): Promise<readonly ComparedPark[]> => trpc.parks.compare.query(question, { signal });

export interface FlowsQuestion {
  readonly park: string;
  readonly medium: 'electricity' | 'water';
  readonly from: InstantMs;
  readonly to: InstantMs;
}

export const askFlows = async (question: FlowsQuestion, signal: AbortSignal): Promise<readonly FlowPoint[]> =>
  (await trpc.flows.query(question, { signal })).points;

export const askWaiting = (park: string, signal: AbortSignal): Promise<readonly WaitingDevice[]> =>
  trpc.quarantine.waiting.query({ park }, { signal });

export const registerDevice = (form: RegisterForm): Promise<RegisterAnswer> => trpc.quarantine.register.mutate(form);
