import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { insertToken, revokeToken, selectToken, selectTokens, type TokenRow } from '#db/queries/access.ts';
import { mayManage, mayManageAnything } from '../access/may.ts';
import type { KnownPrincipal } from '../access/principal.ts';
import { freshToken } from '../access/token.ts';
import { code } from './input.ts';
import { type Context, notFound, procedure, requireManage, router } from './trpc.ts';

const PARKS_OF_A_KEY_MAX = 500;
const name = z.string().trim().min(1).max(80);
const tokenId = z.object({ id: z.number().int() });

/** Tokens are given out by people: a token makes no tokens. */
const byPerson = procedure.use(({ ctx, next }) => {
  const { principal } = ctx;
  if (principal.type !== 'user') throw new TRPCError({ code: 'FORBIDDEN', message: 'only a signed-in person manages tokens' });
  const person: Extract<KnownPrincipal, { type: 'user' }> = principal;
  return next({ ctx: { ...ctx, principal: person } });
});

type PersonContext = Context & { readonly principal: Extract<KnownPrincipal, { type: 'user' }> };

/** Wall displays: each bound to one park, good until it is revoked. */
export const wallsRouter = router({
  list: byPerson.input(z.object({ park: code })).query(async ({ ctx, input }) => {
    requireManage(ctx, input.park);
    const { db } = ctx.services;
    const walls = await selectTokens(db, 'wall', { parks: new Set([input.park]), userId: '' });
    return walls.map(shown);
  }),

  /** The address to open on the display, once: the token is not kept. */
  create: byPerson.input(z.object({ park: code, name })).mutation(async ({ ctx, input }) => {
    requireManage(ctx, input.park);
    const { id, token, prefix } = await createToken(ctx, { kind: 'wall', name: input.name, userId: null, parks: [input.park] });
    return { id, prefix, path: `/wall/${encodeURIComponent(input.park)}?token=${token}` };
  }),

  revoke: byPerson.input(tokenId).mutation(({ ctx, input }) => revoke(ctx, 'wall', input.id)),
});

/** Keys of programs: with the grants of the person who made them, or bound to parks that person manages. */
export const apiKeysRouter = router({
  list: byPerson.query(async ({ ctx }) => {
    const { principal, services } = ctx;
    const parks = principal.access.admin ? null : principal.access.manages;
    const keys = await selectTokens(services.db, 'api', { parks, userId: principal.id });
    return keys.map(shown);
  }),

  create: byPerson
    .input(z.object({ name, parks: z.array(code).min(1).max(PARKS_OF_A_KEY_MAX).optional() }))
    .mutation(async ({ ctx, input }) => {
      for (const park of input.parks ?? []) requireManage(ctx, park);
      const userId = input.parks === undefined ? ctx.principal.id : null;
      const { id, token, prefix } = await createToken(ctx, { kind: 'api', name: input.name, userId, parks: input.parks ?? [] });
      return { id, prefix, key: token };
    }),

  revoke: byPerson.input(tokenId).mutation(({ ctx, input }) => revoke(ctx, 'api', input.id)),
});

interface Wanted {
  readonly kind: 'wall' | 'api';
  readonly name: string;
  readonly userId: string | null;
  readonly parks: readonly string[];
}

async function createToken({ services, principal }: PersonContext, wanted: Wanted) {
  const { token, prefix, digest } = freshToken(wanted.kind);
  const id = await insertToken(services.db, { ...wanted, prefix, digest, createdBy: principal.id, createdAt: services.clock.now() });
  if (id === null) throw notFound('park');
  return { id, token, prefix };
}

async function revoke({ services, principal }: PersonContext, kind: 'wall' | 'api', id: number): Promise<{ revoked: boolean }> {
  const token = await selectToken(services.db, kind, id);
  if (!token || !mayRevoke(principal, token)) {
    // Who manages nothing learns nothing about which ids exist.
    if (token || !mayManageAnything(principal)) throw new TRPCError({ code: 'FORBIDDEN', message: 'not yours to revoke' });
    throw notFound('token');
  }
  const revoked = await revokeToken(services.db, id, services.clock.now());
  services.accessChanged();
  return { revoked };
}

const mayRevoke = (principal: PersonContext['principal'], token: TokenRow): boolean =>
  principal.access.admin ||
  token.userId === principal.id ||
  token.createdBy === principal.id ||
  (token.parks.length > 0 && token.parks.every((park) => mayManage(principal, park)));

const shown = ({ id, name, prefix, parks, createdAt, lastUsedAt, revoked }: TokenRow) => ({
  id,
  name,
  prefix,
  parks,
  createdAt,
  lastUsedAt,
  revoked,
});
