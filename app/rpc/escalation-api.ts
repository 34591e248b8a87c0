import type { Words } from '#domain/park/model.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { trpc } from './client.ts';
import type { AlarmRow, AlarmState } from './shapes.ts';

/** One thing that happened to an alarm. */
export interface AlarmEvent {
  readonly at: InstantMs;
  readonly what: 'opened' | 'acknowledged' | 'unacknowledged' | 'muted' | 'unmuted' | 'escalated' | 'takenBack' | 'closed';
  /** A person's name; null: nobody's doing. */
  readonly by: string | null;
  readonly note: string | null;
  readonly until: InstantMs | null;
}

export interface AlarmDetail {
  readonly alarm: AlarmRow;
  /** When it escalates by itself if nobody acknowledges it; null: it does not. */
  readonly escalatesAt: InstantMs | null;
  readonly mayTakeBack: boolean;
  /** Oldest first. */
  readonly events: readonly AlarmEvent[];
}

export interface EscalatedAlarm extends AlarmRow {
  readonly park: string;
  readonly parkName: Words;
  readonly zone: string;
}

export interface EscalatedAlarms {
  /** The gravest first, of these the ones that have waited longest. */
  readonly alarms: readonly EscalatedAlarm[];
  readonly more: number;
}

export type EscalateAnswer =
  | { readonly type: 'escalated'; readonly alarm: AlarmState }
  | { readonly type: 'refused'; readonly code: 'CLOSED' | 'ESCALATED' };

export type TakeBackAnswer = { readonly type: 'takenBack' } | { readonly type: 'refused'; readonly code: 'NOT_ESCALATED' | 'NOT_YOURS' };

/** An alarm by its row or by what a board calls it. */
export interface AlarmOf {
  readonly park: string;
  readonly id: string;
}

export const askAlarm = (of: AlarmOf, signal: AbortSignal): Promise<AlarmDetail> => trpc.alarms.one.query(of, { signal });

/** Of the parks that one stands above. */
export const askEscalated = (signal: AbortSignal): Promise<EscalatedAlarms> => trpc.alarms.escalated.query(undefined, { signal });

export const escalateAlarm = (act: AlarmOf & { readonly note: string }): Promise<EscalateAnswer> => trpc.alarms.escalate.mutate(act);

export const takeBackAlarm = (of: AlarmOf): Promise<TakeBackAnswer> => trpc.alarms.takeBack.mutate(of);
