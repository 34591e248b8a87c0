import { type Answer, trpc } from './client.ts';

// What happens to an alarm above its park. The server says what these are (server/trpc/alarms-router.ts); the screens name its parts.

/** An alarm with all that happened to it, oldest first, and what the asker may do about its escalation. */
export type AlarmDetail = Answer<typeof trpc.alarms.one.query>;

/** One thing that happened to an alarm. */
export type AlarmEvent = AlarmDetail['events'][number];

/** Of the parks that one stands above: the gravest first, of these the ones that have waited longest. */
type EscalatedAlarms = Answer<typeof trpc.alarms.escalated.query>;

export type EscalatedAlarm = EscalatedAlarms['alarms'][number];

/** An alarm by its row or by what a board calls it. */
interface AlarmOf {
  readonly park: string;
  readonly id: string;
}

export const askAlarm = (of: AlarmOf, signal: AbortSignal): Promise<AlarmDetail> => trpc.alarms.one.query(of, { signal });

export const askEscalated = (signal: AbortSignal): Promise<EscalatedAlarms> => trpc.alarms.escalated.query(undefined, { signal });

export const escalateAlarm = (act: AlarmOf & { readonly note: string }): Promise<Answer<typeof trpc.alarms.escalate.mutate>> =>
  trpc.alarms.escalate.mutate(act);

export const takeBackAlarm = (of: AlarmOf): Promise<Answer<typeof trpc.alarms.takeBack.mutate>> => trpc.alarms.takeBack.mutate(of);
