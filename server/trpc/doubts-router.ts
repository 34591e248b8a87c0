import { z } from 'zod';
import { type DoubtQuery, type DoubtRow, selectDoubts } from '#db/queries/doubts.ts';
import { REGISTERS } from '#domain/park/model.ts';
import { instantMs } from '#domain/time/instant.ts';
import { code } from './input.ts';
import { procedure, requireRead, router } from './trpc.ts';

const ID = /^(\d{1,15})-(\d{1,9})-([012])$/;
const doubtId = z.string().regex(ID, 'expected the id of a doubt');
const ROWS_MAX = 500;

/** A suspect reading waits for the next one, a conflict for a person; everything else is decided. */
const WAITING: ReadonlySet<string> = new Set(['suspect', 'conflict']);

export const doubtsRouter = router({
  /** Readings that gave reason to doubt and what was made of them, newest first. */
  list: procedure
    .input(z.object({ park: code, before: doubtId.optional(), limit: z.number().int().min(1).max(ROWS_MAX).default(100) }))
    .query(async ({ ctx, input }) => {
      requireRead(ctx, { type: 'park', park: input.park });
      const doubts = await selectDoubts(ctx.services.db, { park: input.park, before: placeOf(input.before), limit: input.limit });
      return doubts.map(({ installationId, values, ...doubt }) => ({
        id: idOf({ ...doubt, installationId }),
        ...doubt,
        value: values[0] ?? null,
        values,
        waits: WAITING.has(doubt.verdict),
      }));
    }),
});

const idOf = ({ at, installationId, register }: Pick<DoubtRow, 'at' | 'installationId' | 'register'>): string =>
  `${at}-${installationId}-${REGISTERS.indexOf(register)}`;

const placeOf = (id: string | undefined): DoubtQuery['before'] => {
  const [, at, installationId, register] = ID.exec(id ?? '') ?? [];
  return at === undefined ? null : { at: instantMs(Number(at)), installationId: Number(installationId), register: Number(register) };
};
