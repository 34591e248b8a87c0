import { ledgerRecent } from './accounts-money.ts';
import { accountsRouter } from './accounts-router.ts';
import { alarmsRouter } from './alarms-router.ts';
import { allocationRouter } from './allocation-router.ts';
import { billsRouter } from './bills-router.ts';
import { booksRouter } from './books-router.ts';
import { counterRouter } from './counter-router.ts';
import { curve } from './curve.ts';
import { doubtsRouter } from './doubts-router.ts';
import { explainRouter } from './explain-router.ts';
import { flows } from './flows.ts';
import { installationsRouter } from './installations-router.ts';
import { papersRouter } from './papers-router.ts';
import { boardsRouter, counts, minutes, parksRouter, spacesRouter } from './parks-router.ts';
import { pointsRouter } from './points-router.ts';
import { purchaseRouter } from './purchase-router.ts';
import { quarantineRouter } from './quarantine-router.ts';
import { reportsRouter } from './reports-router.ts';
import { sessionRouter } from './session-router.ts';
import { tariffsRouter } from './tariffs-router.ts';
import { apiKeysRouter, wallsRouter } from './tokens-router.ts';
import { router } from './trpc.ts';
import { whatIfRouter } from './what-if-router.ts';

/** Everything the screens and partners may ask; server/access/surface.test.ts says of each who may. */
export const appRouter = router({
  session: sessionRouter,
  parks: parksRouter,
  spaces: spacesRouter,
  boards: boardsRouter,
  accounts: accountsRouter,
  ledger: router({ recent: ledgerRecent }),
  counter: counterRouter,
  points: pointsRouter,
  doubts: doubtsRouter,
  installations: installationsRouter,
  explain: explainRouter,
  tariffs: tariffsRouter,
  whatIf: whatIfRouter,
  curve,
  counts,
  minutes,
  flows,
  quarantine: quarantineRouter,
  alarms: alarmsRouter,
  allocation: allocationRouter,
  bills: billsRouter,
  papers: papersRouter,
  purchase: purchaseRouter,
  books: booksRouter,
  reports: reportsRouter,
  walls: wallsRouter,
  apiKeys: apiKeysRouter,
});

export type AppRouter = typeof appRouter;
