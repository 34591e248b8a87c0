import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { type AlarmAct, type AlarmRef, acknowledgeAlarm, muteAlarm } from '#db/queries/alarm-acts.ts';
import { selectAlarmDetail } from '#db/queries/alarm-history.ts';
import { escalateAlarm, takeBackEscalation } from '#db/queries/escalate.ts';
import { selectEscalated } from '#db/queries/escalated.ts';
import { type AlarmRow, selectAlarms } from '#db/queries/faults.ts';
import { HOUR_MS } from '#domain/time/instant.ts';
import { mayManage, mayOversee, parksOverseenBy, rowScopeOf } from '../access/may.ts';
import { code, instant, page } from './input.ts';
import { actorOf, type Context, notFound, procedure, requireManage, requireRead, router } from './trpc.ts';

const KEY = /^([A-Z][A-Z0-9_]{0,39})\|([a-z]{1,16})\|(\d{1,9})$/;

/** An alarm's `id` in alarms.list, or what a board calls an open one: `kind|subject|subjectId`. */
const alarmRef = z
  .string()
  .regex(/^\d{1,18}$|^[A-Z][A-Z0-9_]{0,39}\|[a-z]{1,16}\|\d{1,9}$/, 'expected the id of an alarm, or its key')
  .transform((text): AlarmRef => {
    const [, kind, subject, subjectId] = KEY.exec(text) ?? [];
    if (kind === undefined || subject === undefined) return { type: 'row', id: text };
    return { type: 'open', kind, subject, subjectId: Number(subjectId) };
  });

/** Longer than a repair takes, short enough that nothing is forgotten for ever. */
const MUTE_MS_MAX = 92 * 24 * HOUR_MS;

/** Why an alarm goes to the next level: a sentence or two. */
const note = z.string().trim().min(2).max(500);

export const alarmsRouter = router({
  /** The park's alarms, newest first; a tenant's are those of the accounts held, without names of who looks after them. */
  list: procedure
    .input(z.object({ park: code, onlyOpen: z.boolean().default(false), onlyEscalated: z.boolean().default(false), ...page }))
    .query(async ({ ctx, input }) => {
      const { park, onlyOpen, onlyEscalated, before, limit } = input;
      const scope = rowScopeOf(ctx.principal, park);
      if (scope.type === 'accounts' && scope.codes.length === 0) requireRead(ctx, { type: 'park', park });
      const accounts = scope.type === 'all' ? null : scope.codes;
      const alarms = await selectAlarms(ctx.services.db, { park, accounts, onlyOpen, onlyEscalated, before: before ?? null, limit });
      return scope.type === 'all' ? alarms : alarms.map(withoutNames);
    }),

  /** One alarm with all that happened to it, and what the asker may do about its escalation. */
  one: procedure.input(z.object({ park: code, id: alarmRef })).query(async ({ ctx, input: { park, id } }) => {
    requireRead(ctx, { type: 'park', park });
    const { escalatedActor, ...detail } = found(await selectAlarmDetail(ctx.services.db, park, id));
    const { principal } = ctx;
    const own = escalatedActor === actorOf(principal) && mayManage(principal, park);
    return { ...detail, mayTakeBack: escalatedActor !== null && (own || mayOversee(principal, park)) };
  }),

  /** Escalated alarms of the parks that the asker stands above, bounded; of nobody else's. */
  escalated: procedure.query(({ ctx }) => selectEscalated(ctx.services.db, parksOverseenBy(ctx.principal))),

  /** Says that somebody looks after it. It stays open; the first who says so stands. `acknowledged: false` takes it back. */
  acknowledge: procedure
    .input(z.object({ park: code, id: alarmRef, acknowledged: z.boolean().default(true) }))
    .mutation(async ({ ctx, input }) => {
      requireManage(ctx, input.park);
      const { acknowledged } = input;
      const name = ctx.principal.type === 'user' ? ctx.principal.name : '';
      return found(await acknowledgeAlarm(ctx.services.db, actOf(ctx, input), { acknowledged, name }));
    }),

  /** Calls nobody for it until an instant; null: calls again. It stays open. */
  mute: procedure.input(z.object({ park: code, id: alarmRef, until: instant.nullable() })).mutation(async ({ ctx, input }) => {
    requireManage(ctx, input.park);
    const now = ctx.services.clock.now();
    const { until } = input;
    if (until !== null && (until <= now || until > now + MUTE_MS_MAX)) {
      throw new TRPCError({ code: 'BAD_REQUEST', message: 'a mute ends in the future, within 92 days' });
    }
    return found(await muteAlarm(ctx.services.db, actOf(ctx, input), until));
  }),

  /** Takes an open alarm to those above the park, and says why; it stays open and is no longer muted. */
  escalate: procedure.input(z.object({ park: code, id: alarmRef, note })).mutation(async ({ ctx, input }) => {
    requireManage(ctx, input.park);
    const name = ctx.principal.type === 'user' ? ctx.principal.name : '';
    const answer = found(await escalateAlarm(ctx.services.db, actOf(ctx, input), { name, note: input.note }));
    ctx.services.alarmMoved(input.park);
    return answer;
  }),

  /** Gives it back to the park's own people: whoever escalated it, or those above. */
  takeBack: procedure.input(z.object({ park: code, id: alarmRef })).mutation(async ({ ctx, input }) => {
    requireManage(ctx, input.park);
    const answer = found(await takeBackEscalation(ctx.services.db, actOf(ctx, input), mayOversee(ctx.principal, input.park)));
    ctx.services.alarmMoved(input.park);
    return answer;
  }),
});

/** Tenants see that somebody looks after it, not who. */
const withoutNames = (alarm: AlarmRow): AlarmRow => ({ ...alarm, acknowledgedBy: null, escalatedBy: null, escalationNote: null });

const actOf = (ctx: Context, { park, id }: { readonly park: string; readonly id: AlarmRef }): AlarmAct => ({
  park,
  alarm: id,
  actor: actorOf(ctx.principal),
  at: ctx.services.clock.now(),
});

const found = <T>(state: T | null): T => {
  if (state === null) throw notFound('alarm');
  return state;
};
