import { initTRPC, TRPCError } from '@trpc/server';
import type { Pool } from 'pg';
import type { OpenApiMeta } from 'trpc-to-openapi';
import type { ParkDocument } from '#domain/board/board.ts';
import type { Clock } from '#domain/time/clock.ts';
import { mayCollect, mayManage, mayRead, type Resource } from '../access/may.ts';
import type { KnownPrincipal, Principal } from '../access/principal.ts';
import { cursorText } from '../boards/delta.ts';
import type { BoardMirror, Mirrored } from '../boards/mirror.ts';
import type { PastBoards } from '../history/past-boards.ts';
import type { Printing } from '../paper/printing.ts';

/** What procedures work with. */
export interface Services {
  readonly db: Pool;
  readonly mirror: BoardMirror;
  readonly past: PastBoards;
  readonly clock: Clock;
  /** Grants or tokens changed: open sockets are judged again. */
  readonly accessChanged: () => void;
  /** Something was booked to a park's ledger: its twin looks at once. */
  readonly moneyMoved: (park: string) => void;
  /** An alarm of the park was escalated or given back: its twin looks at once. */
  readonly alarmMoved: (park: string) => void;
  readonly printing: Printing;
}

export interface Context {
  readonly principal: Principal;
  readonly services: Services;
}

const t = initTRPC
  .meta<OpenApiMeta>()
  .context<Context>()
  .create({
    isDev: false,
    // What went wrong inside is for the log, not for the asker.
    errorFormatter: ({ shape, error }) => (error.code === 'INTERNAL_SERVER_ERROR' ? { ...shape, message: 'the server failed' } : shape),
  });

export const { router, createCallerFactory } = t;

/** For anybody, known or not. Only `session.me` is one. */
export const openProcedure = t.procedure;

/** For anybody we know; what they may see is asked inside, by `requireRead` or a scope. */
export const procedure = t.procedure.use(({ ctx, next }) => {
  const { principal } = ctx;
  if (principal.type === 'anonymous') throw new TRPCError({ code: 'UNAUTHORIZED', message: 'sign in, or send an API key' });
  const known: KnownPrincipal = principal;
  return next({ ctx: { ...ctx, principal: known } });
});

export function requireRead(ctx: Context, resource: Resource): void {
  if (!mayRead(ctx.principal, resource)) throw new TRPCError({ code: 'FORBIDDEN', message: `not yours to see: ${resource.type}` });
}

export function requireManage(ctx: Context, park: string): void {
  if (!mayManage(ctx.principal, park)) throw new TRPCError({ code: 'FORBIDDEN', message: `not yours to manage: ${park}` });
}

export function requireCollect(ctx: Context, park: string): void {
  if (!mayCollect(ctx.principal, park)) throw new TRPCError({ code: 'FORBIDDEN', message: `not your counter: ${park}` });
}

/** Who did it, for the audit: an id, not a name. */
export const actorOf = (principal: Principal): string => {
  switch (principal.type) {
    case 'anonymous':
      return 'anonymous';
    case 'user':
      return `user:${principal.id}`;
    case 'wall':
    case 'apiKey':
      return `token:${principal.tokenId}`;
  }
};

export const notFound = (what: string): TRPCError => new TRPCError({ code: 'NOT_FOUND', message: `no such ${what}` });

/** The park's live document. SERVICE_UNAVAILABLE until the stream process has published one: a moment after a start. */
export function liveDocument({ services }: Context, park: string): Mirrored & { readonly document: ParkDocument; readonly text: string } {
  const mirrored = services.mirror.get(park, services.clock.now());
  if (!mirrored) throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: `no live figures of ${park} yet` });
  return { ...mirrored, text: cursorText(mirrored) };
}
