import { z } from 'zod';
import { selectQuarantine } from '#db/queries/faults.ts';
import { accessOf, type Principal } from '../access/principal.ts';
import { code, page } from './input.ts';
import { instantOut } from './shapes.ts';
import { procedure, requireRead, router } from './trpc.ts';

const quarantineLine = z.object({
  id: z.string(),
  receivedAt: instantOut,
  park: z.string().nullable(),
  topic: z.string(),
  serial: z.string().nullable(),
  reason: z.string(),
  detail: z.string(),
  items: z.number(),
  resolution: z.string().nullable(),
});

export const quarantineRouter = router({
  /** What was put aside, newest first: of one park, or of all the asker manages (an admin: and of none). */
  list: procedure
    .meta({ openapi: { method: 'GET', path: '/quarantine', tags: ['health'], summary: 'Messages that were put aside, and why' } })
    .input(z.object({ park: code.optional(), ...page }))
    .output(z.array(quarantineLine))
    .query(({ ctx, input }) => {
      const { park, before, limit } = input;
      if (park !== undefined) requireRead(ctx, { type: 'quarantine', park });
      const parks = park === undefined ? managed(ctx.principal) : [park];
      if (parks?.length === 0) requireRead(ctx, { type: 'quarantine', park: null });
      return selectQuarantine(ctx.services.db, parks, { before: before ?? null, limit });
    }),
});

/** Null: all. */
const managed = (principal: Principal): string[] | null => {
  const { admin, manages } = accessOf(principal);
  return admin ? null : [...manages];
};
