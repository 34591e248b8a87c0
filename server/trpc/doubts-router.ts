import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { selectDecisions, selectDeviceOf } from '#db/queries/decisions.ts';
import { type DoubtQuery, type DoubtRow, selectDoubts } from '#db/queries/doubts.ts';
import { writeDecision } from '#db/store/decide.ts';
import { REGISTERS } from '#domain/park/model.ts';
import { instantMs } from '#domain/time/instant.ts';
import { code } from './input.ts';
import { actorOf, notFound, procedure, requireManage, requireRead, router } from './trpc.ts';

const ID = /^(\d{1,15})-(\d{1,9})-([012])$/;
const doubtId = z.string().regex(ID, 'expected the id of a doubt');
const ROWS_MAX = 500;

const choice = z.discriminatedUnion('type', [
  z.object({ type: z.literal('value'), value: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
  z.object({ type: z.literal('nowhere') }),
  z.object({ type: z.literal('undecided') }),
]);
const REGISTER_INDEXES = [0, 1, 2] as const;

/** A suspect reading waits for the next one, a conflict for a person; everything else is decided. */
const WAITING: ReadonlySet<string> = new Set(['suspect', 'conflict']);

export const doubtsRouter = router({
  /** Readings that gave reason to doubt and what was made of them, newest first. */
  list: procedure
    .input(
      z.object({
        park: code,
        point: code.optional(),
        before: doubtId.optional(),
        limit: z.number().int().min(1).max(ROWS_MAX).default(100),
      }),
    )
    .query(async ({ ctx, input }) => {
      requireRead(ctx, { type: 'park', park: input.park });
      const { park, point, before, limit } = input;
      const doubts = await selectDoubts(ctx.services.db, { park, point: point ?? null, before: placeOf(before), limit });
      return doubts.map(({ installationId, values, ...doubt }) => ({
        id: idOf({ ...doubt, installationId }),
        ...doubt,
        value: values[0] ?? null,
        values,
        waits: WAITING.has(doubt.verdict),
      }));
    }),

  /**
   * A person decides: of the values that were sent one counts, or none does; `undecided` takes that back. What follows is folded and priced again
   * within seconds.
   */
  decide: procedure
    .input(z.object({ park: code, id: doubtId, choice }))
    .output(z.object({ decided: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      requireManage(ctx, input.park);
      const place = placeOf(input.id);
      const deviceId = place && (await selectDeviceOf(ctx.services.db, place.installationId, input.park));
      if (!place || deviceId === null) throw notFound('doubt');
      const decided = await writeDecision(ctx.services.db, {
        deviceId,
        register: REGISTER_INDEXES[place.register] ?? 0,
        at: place.at,
        choice: input.choice,
        actor: actorOf(ctx.principal),
        decidedAt: ctx.services.clock.now(),
      });
      if (!decided) throw new TRPCError({ code: 'BAD_REQUEST', message: 'the meter sent no such value for this instant' });
      return { decided: input.choice.type !== 'undecided' };
    }),

  /** What people have decided, newest first; `id` takes it back. */
  decided: procedure
    .input(z.object({ park: code, point: code.optional(), limit: z.number().int().min(1).max(ROWS_MAX).default(100) }))
    .query(async ({ ctx, input }) => {
      requireRead(ctx, { type: 'park', park: input.park });
      const rows = await selectDecisions(ctx.services.db, { park: input.park, point: input.point ?? null, limit: input.limit });
      return rows.map(({ installationId, ...row }) => ({ id: idOf({ ...row, installationId }), ...row }));
    }),
});

const idOf = ({ at, installationId, register }: Pick<DoubtRow, 'at' | 'installationId' | 'register'>): string =>
  `${at}-${installationId}-${REGISTERS.indexOf(register)}`;

const placeOf = (id: string | undefined): DoubtQuery['before'] => {
  const [, at, installationId, register] = ID.exec(id ?? '') ?? [];
  return at === undefined ? null : { at: instantMs(Number(at)), installationId: Number(installationId), register: Number(register) };
};
