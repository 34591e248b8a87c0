import { selectAccountNames } from '#db/queries/parks.ts';
import type { Context } from './trpc.ts';

/** Who asks, and what the screens offer; null: nobody we know. */
export async function meOf({ principal, services }: Context) {
  if (principal.type === 'anonymous') return null;
  const { admin, manages, shows, holds } = principal.access;
  return {
    type: principal.type,
    name: principal.type === 'user' ? principal.name : '',
    email: principal.type === 'user' ? principal.email : null,
    admin,
    /** Sees parks as a whole; else a tenant, who sees the accounts held. */
    manages: admin || manages.size + shows.size > 0,
    accounts: holds.size === 0 ? [] : await selectAccountNames(services.db, holds),
  };
}

export type Me = NonNullable<Awaited<ReturnType<typeof meOf>>>;
