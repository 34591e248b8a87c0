import type { IncomingHttpHeaders } from 'node:http';
import { type GrantedRow, type LiveToken, selectGranted, selectLiveToken, type TokenKind, touchToken } from '#db/queries/access.ts';
import type { Queryable } from '#db/queries/row.ts';
import type { Clock } from '#domain/time/clock.ts';
import { type InstantMs, MINUTE_MS, SECOND_MS } from '#domain/time/instant.ts';
import type { Auth } from '../auth/auth.ts';
import { cookiesFrom, wallTokensFrom } from './cookies.ts';
import { type Access, ANONYMOUS, accountKey, joined, type Principal } from './principal.ts';
import { digestOf, looksLikeToken } from './token.ts';

export interface IdentifyOptions {
  readonly db: Queryable;
  readonly auth: Pick<Auth, 'signedIn'>;
  readonly clock: Clock;
}

export type Identify = (headers: IncomingHttpHeaders) => Promise<Principal>;

/** Remembers for a moment who it was: a page asks ten questions at once, and a busy database should hear of none of them twice. */
export interface Identifier {
  readonly identify: Identify;
  /** After somebody signed in or out here, or grants or tokens changed here. */
  forget(): void;
}

/** A right taken away in another process, or by a command, holds for this long. */
const REMEMBER_MS = 5 * SECOND_MS;
/** Some 1 kB each. */
const REMEMBERED_MAX = 10_000;

export function createIdentifier(options: IdentifyOptions): Identifier {
  const identify = createIdentify(options);
  const known = new Map<string, { readonly at: InstantMs; readonly principal: Promise<Principal> }>();
  return {
    identify: (headers) => {
      const { authorization, cookie } = headers;
      if (authorization === undefined && cookie === undefined) return Promise.resolve(ANONYMOUS);
      const key = JSON.stringify([authorization, cookie]);
      const now = options.clock.now();
      const before = known.get(key);
      if (before && now - before.at < REMEMBER_MS) return before.principal;
      const principal = identify(headers);
      if (known.size >= REMEMBERED_MAX) known.clear();
      known.set(key, { at: now, principal });
      // A database that did not answer is asked again.
      principal.catch(() => known.delete(key));
      return principal;
    },
    forget: () => known.clear(),
  };
}

type WallPrincipal = Extract<Principal, { type: 'wall' }>;

/** `last_used_at` is written no more often than this, however much a token is used. */
const TOUCH_MS = MINUTE_MS;

/**
 * Who asks. A bearer key speaks for itself: a wrong one is nobody, whatever cookies come with it.
 * Else a session, a wall's cookie, or both: then the person also sees what the wall shows.
 */
function createIdentify({ db, auth, clock }: IdentifyOptions): Identify {
  const liveToken = async (token: string, kind: TokenKind): Promise<LiveToken | null> => {
    const found = looksLikeToken(token) ? await selectLiveToken(db, digestOf(token)) : null;
    if (found?.kind !== kind) return null;
    const now = clock.now();
    if (found.lastUsedAt === null || now - found.lastUsedAt >= TOUCH_MS) await touchToken(db, found.id, now);
    return found;
  };

  const fromKey = async (authorization: string): Promise<Principal> => {
    const [, token = ''] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    const key = await liveToken(token, 'api');
    if (!key) return ANONYMOUS;
    const granted = await selectGranted(db, key.userId === null ? { tokenId: key.id } : { userId: key.userId });
    return { type: 'apiKey', tokenId: key.id, access: accessFromGranted(granted) };
  };

  const fromWalls = async (tokens: readonly string[]): Promise<WallPrincipal | null> => {
    const walls: WallPrincipal[] = [];
    for (const token of tokens) {
      const found = await liveToken(token, 'wall');
      if (!found) continue;
      walls.push({ type: 'wall', tokenId: found.id, access: accessFromGranted(await selectGranted(db, { tokenId: found.id })) });
    }
    const [first] = walls;
    return first ? { ...first, access: walls.map(({ access }) => access).reduce(joined) } : null;
  };

  return async (headers) => {
    if (headers.authorization !== undefined) return fromKey(headers.authorization);
    const wall = await fromWalls(wallTokensFrom(cookiesFrom(headers.cookie)));
    const person = await auth.signedIn(headers);
    if (!person) return wall ?? ANONYMOUS;
    const own = accessFromGranted(await selectGranted(db, { userId: person.userId }));
    return { type: 'user', id: person.userId, name: person.name, email: person.email, access: wall ? joined(own, wall.access) : own };
  };
}

export function accessFromGranted(granted: readonly GrantedRow[]): Access {
  const manages = new Set<string>();
  const oversees = new Set<string>();
  const collects = new Set<string>();
  const shows = new Set<string>();
  const holds = new Set<string>();
  for (const { role, park, account, above } of granted) {
    if (park === null) continue;
    if (role === 'manager') manages.add(park);
    if (role === 'manager' && above) oversees.add(park);
    if (role === 'clerk') collects.add(park);
    if (role === 'wall') shows.add(park);
    if (role === 'tenant' && account !== null) holds.add(accountKey(park, account));
  }
  return { admin: granted.some(({ role }) => role === 'admin'), manages, oversees, collects, shows, holds };
}
