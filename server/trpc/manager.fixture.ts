import type { Pool } from 'pg';
import type { Clock } from '#domain/time/clock.ts';
import { createBoardMirror } from '../boards/mirror.ts';
import { appRouter } from './router.ts';
import { createCallerFactory, type Services } from './trpc.ts';

/** Procedures as somebody calls them who manages the park `small` and nothing else. */
export const managerOf = (db: Pool, clock: Clock) => {
  const none = new Set<string>();
  const access = { admin: false, collects: none, manages: new Set(['small']), oversees: none, shows: none, holds: none };
  const principal = { type: 'user', id: 'u1', name: 'Li', email: 'li@example.com', access } as const;
  const services = { db, mirror: createBoardMirror(() => {}), clock, accessChanged: () => {} };
  return createCallerFactory(appRouter)({ principal, services: services as unknown as Services });
};
