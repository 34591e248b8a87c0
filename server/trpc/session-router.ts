import { selectAccountNames } from '#db/queries/parks.ts';
import { openProcedure, router } from './trpc.ts';

export const sessionRouter = router({
  /** Who asks, and what the screens offer; null: nobody we know. */
  me: openProcedure.query(async ({ ctx }) => {
    const { principal, services } = ctx;
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
  }),
});
