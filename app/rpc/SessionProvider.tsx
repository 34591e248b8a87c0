'use client';

import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { browserClock } from '../live/clock.ts';
import { claimSeen, forgetSeen } from '../offline/last-seen.ts';
import { askMe } from './api.ts';
import type { Failure } from './client.ts';
import type { Me } from './shapes.ts';
import { useQuery } from './use-query.ts';

export type Session =
  | { readonly type: 'loading' }
  | { readonly type: 'failed'; readonly failure: Failure; readonly again: () => void }
  | { readonly type: 'signedIn'; readonly me: Me };

const SessionContext = createContext<Session>({ type: 'loading' });

interface Props {
  /** Who it was when the server drew the page; null: asked for. */
  readonly first: Me | null;
  readonly children: ReactNode;
}

/** Who looks at the page. Somebody unknown is sent to the sign-in page, and comes back. */
export function SessionProvider({ first, children }: Props) {
  const query = useQuery('me', askMe, { first });
  const session = sessionOf(query);
  const unknown = session === null;
  useEffect(() => {
    if (!unknown) return;
    forgetSeen();
    location.replace(`/login?to=${encodeURIComponent(location.pathname + location.search)}`);
  }, [unknown]);
  const person = session?.type === 'signedIn' ? personOf(session.me) : null;
  useEffect(() => {
    if (person !== null) claimSeen(person, browserClock().now());
  }, [person]);
  return <SessionContext value={session ?? { type: 'loading' }}>{children}</SessionContext>;
}

/** Tells one person of this browser from the next. */
export const personOf = ({ email, name }: Me): string => email ?? name;

export const useSession = (): Session => useContext(SessionContext);

/** Null: signed in as nobody. */
const sessionOf = (query: ReturnType<typeof useQuery<Me | null>>): Session | null => {
  if (query.type === 'loading') return query;
  if (query.type === 'failed') return query.failure === 'signedOut' ? null : query;
  return query.data === null ? null : { type: 'signedIn', me: query.data };
};
