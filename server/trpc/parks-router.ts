import { z } from 'zod';
import { selectCounts, selectMinutes, selectParks, selectSpaces } from '#db/queries/parks.ts';
import type { BoardName } from '#domain/board/board.ts';
import { boardKey, projectBoard } from '#domain/board/project.ts';
import { instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { parksSeenBy, resourceOfBoard } from '../access/may.ts';
import { watchRequest } from '../sockets/protocol.ts';
import { parksCompare } from './compare.ts';
import { code, instant } from './input.ts';
import { boardsAt } from './past.ts';
import { parkBoardAnswer } from './shapes.ts';
import { type Context, liveDocument, notFound, procedure, requireRead, router } from './trpc.ts';

export const parksRouter = router({
  /** Parks of which the asker sees anything. */
  list: procedure.query(({ ctx }) => selectParks(ctx.services.db, parksSeenBy(ctx.principal))),

  compare: parksCompare,
});

export const spacesRouter = router({
  /** Buildings, floors and rooms: what the twin is drawn from. */
  list: procedure.input(z.object({ park: code })).query(({ ctx, input }) => {
    requireRead(ctx, { type: 'park', park: input.park });
    return selectSpaces(ctx.services.db, input.park);
  }),
});

const COUNT_DAYS_MAX = 366;

/** Law 1, day by day, newest first. */
export const counts = procedure
  .input(z.object({ park: code, days: z.coerce.number().int().min(1).max(COUNT_DAYS_MAX).default(7) }))
  .query(async ({ ctx, input }) => {
    requireRead(ctx, { type: 'park', park: input.park });
    const days = await selectCounts(ctx.services.db, input.park, input.days);
    return days.map((day) => ({ ...day, balanced: day.received === day.stored + day.duplicate + day.quarantined }));
  });

const MINUTES = 10;

/** Messages by the minute, of the ten that ended before an instant: what a wall's line of rates begins with. */
export const minutes = procedure.input(z.object({ park: code, until: instant })).query(({ ctx, input }) => {
  requireRead(ctx, { type: 'park', park: input.park });
  return selectMinutes(ctx.services.db, input.park, instantMs(input.until - MINUTES * MINUTE_MS), input.until);
});

export const boardsRouter = router({
  at: boardsAt,

  /** A board as a socket's first frame would bring it. */
  get: procedure.input(watchRequest.pick({ board: true })).query(({ ctx, input }) => boardOf(ctx, input.board)),

  /** The park's board, for partners. */
  park: procedure
    .meta({ openapi: { method: 'GET', path: '/parks/{park}/board', tags: ['live'], summary: 'What the park uses now' } })
    .input(z.object({ park: code }))
    .output(parkBoardAnswer)
    .query(({ ctx, input }) => {
      const { version, data } = boardOf(ctx, { type: 'park', park: input.park });
      return { version, board: data };
    }),
});

const boardOf = <Name extends BoardName>(ctx: Context, name: Name) => {
  requireRead(ctx, resourceOfBoard(name));
  const live = liveDocument(ctx, name.park);
  const data = projectBoard(live.document, name);
  if (data === null) throw notFound('board');
  return { key: boardKey(name), version: live.text, at: live.document.park.at, data };
};
