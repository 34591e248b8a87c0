import { selectAccountNames } from '#db/queries/parks.ts';
import type { Context } from './trpc.ts';

/** Who asks, and what the screens offer; null: nobody we know. */
export async function meOf({ principal, services }: Context) {
  if (principal.type === 'anonymous') return null;
  const { admin, manages, collects, shows, holds } = principal.access;
  return {
    type: principal.type,
    name: principal.type === 'user' ? principal.name : '',
    email: principal.type === 'user' ? principal.email : null,
    admin,
    /** Sees parks as a whole; else a tenant, who sees the accounts held. */
    manages: admin || manages.size + collects.size + shows.size > 0,
    /** Parks of which one sees the money and changes nothing else: the screens show a clerk what a clerk may do. */
    collects: admin ? [] : [...collects.difference(manages)],
    accounts: holds.size === 0 ? [] : await selectAccountNames(services.db, holds),
  };
}

export type Me = NonNullable<Awaited<ReturnType<typeof meOf>>>;
