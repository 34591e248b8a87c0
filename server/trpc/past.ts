import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { PastAnswer, PastBoard } from '../history/past-boards.ts';
import { TooMany } from '../history/turns.ts';
import { code, instant } from './input.ts';
import { notFound, procedure, requireRead } from './trpc.ts';

/** All boards of a park as they were at an instant of the stored history. */
export const boardsAt = procedure.input(z.object({ park: code, at: instant })).query(async ({ ctx, input }): Promise<PastBoard> => {
  requireRead(ctx, { type: 'park', park: input.park });
  const answer = await ctx.services.past.at(input.park, input.at).catch((fault: unknown): PastAnswer => {
    if (fault instanceof TooMany)
      throw new TRPCError({ code: 'TOO_MANY_REQUESTS', message: 'too many ask for the past at once: try again' });
    throw fault;
  });
  switch (answer.type) {
    case 'shown':
      return answer.board;
    case 'noPark':
      throw notFound('park');
    case 'future':
      throw new TRPCError({ code: 'BAD_REQUEST', message: `at: it is ${textOf(answer.now)} now, nothing is known of later` });
    case 'beforeFirst':
      throw new TRPCError({
        code: 'NOT_FOUND',
        message: answer.from === null ? 'at: the park has no readings yet' : `at: before the first reading, ${textOf(answer.from)}`,
      });
  }
});

const textOf = (at: number): string => Temporal.Instant.fromEpochMilliseconds(at).toString();
