import { initTRPC, TRPCError } from '@trpc/server';
import type { AlarmLine, ParkDocument } from '#domain/board/board.ts';
import { HOUR_MS, type InstantMs, instantMs, MINUTE_MS } from '#domain/time/instant.ts';

const t = initTRPC.context<{ readonly role: string | null }>().create();
const asked = <T>() => t.procedure.input({ parse: (value: unknown) => value as T });

interface Mark {
  readonly acknowledgedAt: InstantMs | null;
  readonly acknowledgedBy: string | null;
  readonly mutedUntil: InstantMs | null;
}

const NONE: Mark = { acknowledgedAt: null, acknowledgedBy: null, mutedUntil: null };
const NOTE = '租户电话无人接听，三次断电前通知未回；请片区联系总部，确认是否今晚断电。';

interface Parks {
  /** Those with alarms that a group sees. */
  readonly codes: readonly string[];
  documentOf(park: string): ParkDocument;
}

/** The procedures behind alarms, answered from the parks' boards; what is done to them is remembered. */
export const sampleAlarms = (now: () => InstantMs, { codes, documentOf }: Parks) => {
  const marks = new Map<string, Mark>();
  const markOf = (id: string): Mark => marks.get(id) ?? NONE;
  const mark = (id: string, change: Partial<Mark>) => {
    marks.set(id, { ...markOf(id), ...change });
    return { id, ...markOf(id) };
  };
  const rowOf = (alarm: AlarmLine, i: number) => ({
    ...alarm,
    key: `${alarm.kind}|${alarm.kind.startsWith('BALANCE') ? 'account' : 'point'}|${alarm.id}`,
    closedAt: i === 3 ? instantMs(now() - HOUR_MS) : null,
    escalatedBy: alarm.escalatedAt === null ? null : '王经理',
    escalationNote: alarm.escalatedAt === null ? null : NOTE,
    ...markOf(alarm.id),
  });
  const rowsOf = (park: string) => documentOf(park).park.alarms.map(rowOf);
  const eventsOf = ({ id, openedAt, escalatedAt, closedAt }: ReturnType<typeof rowOf>) => {
    const bare = { by: null, note: null, until: null };
    const { acknowledgedAt, acknowledgedBy } = markOf(id);
    return [
      { ...bare, at: openedAt, what: 'opened' as const },
      ...(escalatedAt === null
        ? []
        : [
            { ...bare, at: instantMs(openedAt + 6 * MINUTE_MS), what: 'acknowledged' as const, by: '李工' },
            {
              ...bare,
              at: instantMs(openedAt + 8 * MINUTE_MS),
              what: 'muted' as const,
              by: '李工',
              until: instantMs(openedAt + 68 * MINUTE_MS),
            },
            { ...bare, at: instantMs(openedAt + 21 * MINUTE_MS), what: 'unacknowledged' as const, by: '李工' },
            { ...bare, at: escalatedAt, what: 'escalated' as const, by: '王经理', note: NOTE },
          ]),
      ...(acknowledgedAt === null ? [] : [{ ...bare, at: acknowledgedAt, what: 'acknowledged' as const, by: acknowledgedBy }]),
      ...(closedAt === null ? [] : [{ ...bare, at: closedAt, what: 'closed' as const }]),
    ];
  };
  return {
    list: asked<{ park: string; onlyEscalated?: boolean }>().query(({ input }) =>
      rowsOf(input.park).filter(({ escalatedAt }) => !input.onlyEscalated || escalatedAt !== null),
    ),
    one: asked<{ park: string; id: string }>().query(({ input }) => {
      const alarm = rowsOf(input.park).find(({ id, key }) => id === input.id || key === input.id);
      if (!alarm) throw new TRPCError({ code: 'NOT_FOUND' });
      const waits = alarm.severity === 'critical' && alarm.escalatedAt === null && alarm.acknowledgedAt === null;
      return {
        alarm,
        escalatesAt: waits ? instantMs(alarm.openedAt + 30 * MINUTE_MS) : null,
        mayTakeBack: alarm.escalatedAt !== null,
        events: eventsOf(alarm),
      };
    }),
    escalated: t.procedure.query(({ ctx }) => {
      const alarms = codes.flatMap((park) => {
        const { name, zone } = documentOf(park).park;
        return rowsOf(park).flatMap((alarm, i) => (alarm.escalatedAt === null && i !== 0 ? [] : { ...alarm, park, parkName: name, zone }));
      });
      const since = (at: InstantMs | null, i: number) => at ?? instantMs(now() - (i + 2) * 47 * MINUTE_MS);
      return {
        alarms: (ctx.role === 'manager' ? alarms : []).map((alarm, i) => ({
          ...alarm,
          id: `${alarm.id}`,
          escalatedAt: since(alarm.escalatedAt, i),
        })),
        more: 0,
      };
    }),
    acknowledge: asked<{ id: string; acknowledged?: boolean }>().mutation(({ input }) =>
      mark(
        input.id,
        input.acknowledged === false ? { acknowledgedAt: null, acknowledgedBy: null } : { acknowledgedAt: now(), acknowledgedBy: '李经理' },
      ),
    ),
    mute: asked<{ id: string; until: InstantMs | null }>().mutation(({ input }) => mark(input.id, { mutedUntil: input.until })),
    escalate: asked<{ id: string }>().mutation(({ input }) => ({
      type: 'escalated' as const,
      alarm: mark(input.id, { mutedUntil: null }),
    })),
    takeBack: asked<{ id: string }>().mutation(() => ({ type: 'takenBack' as const })),
  };
};
