import type { Server } from 'node:http';
import type { Pool } from 'pg';
import { selectParkZone } from '#db/queries/parks.ts';
import type { Clock } from '#domain/time/clock.ts';
import type { BoardFeed } from '#streams/feed/feed.ts';
import { createIdentifier } from '../access/identify.ts';
import type { Auth } from '../auth/auth.ts';
import { createBoardMirror } from '../boards/mirror.ts';
import type { Config } from '../config.ts';
import { createPastBoards } from '../history/past-boards.ts';
import { createAppServer, listen } from '../http/app-server.ts';
import { withFirstSight } from '../http/first-sight.ts';
import type { ReadyOptions } from '../http/health.ts';
import { isOwnOrigin } from '../http/request.ts';
import { opsRoutes, routesOf } from '../http/routes.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { createPrinting } from '../paper/printing.ts';
import { createBoardSockets } from '../sockets/board-sockets.ts';
import type { Services } from '../trpc/trpc.ts';
import type { Pages } from './pages.ts';

export interface WebOptions {
  readonly config: Config;
  readonly pool: Pool;
  readonly auth: Auth;
  readonly pages: Pages;
  readonly feed: BoardFeed;
  /** What this process answers on /readyz. */
  readonly health: Pick<ReadyOptions, 'streamHealth' | 'jobHealth'>;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Log;
}

export interface RunningHttp {
  readonly port: number;
  stop(): Promise<void>;
}

export interface RunningWeb extends RunningHttp {
  readonly services: Services;
}

/** Pages, questions and live boards on one port. */
export async function startWeb(options: WebOptions): Promise<RunningWeb> {
  const { config, pool, auth, pages, feed, clock, metrics, log } = options;
  const mirror = createBoardMirror((park) => feed.requestSnapshot(park));
  const frames = feed.frames$.subscribe((frame) => mirror.accept(frame, clock.now()));
  const identifier = createIdentifier({ db: pool, auth, clock });
  const accessChanged = (): void => {
    identifier.forget();
    sockets.recheck().catch((cause: unknown) => log.error({ err: cause }, 'sockets could not be checked again'));
  };
  const services: Services = {
    db: pool,
    mirror,
    past: createPastBoards({ pool, clock }),
    clock,
    accessChanged,
    moneyMoved: (park) => feed.moneyMoved(park),
    alarmMoved: (park) => feed.alarmMoved(park),
    printing: createPrinting(),
  };
  const ready = { db: pool, ...options.health };
  const drawn = withFirstSight({ identify: identifier.identify, services, pages: pages.handle, log });
  const server = createAppServer({
    routes: routesOf({ services, identifier, auth, metrics, ready, baseUrl: config.baseUrl, port: config.port, pages: drawn, log }),
    fallback: drawn,
    origin: config,
    clock,
    gauges: metrics,
    log,
  });
  const sockets = createBoardSockets({
    httpServer: server,
    mirror,
    identify: identifier.identify,
    parkExists: async (park) => (await selectParkZone(pool, park)) !== null,
    isOwnOrigin: (req) => isOwnOrigin(req, config.baseUrl),
    buildId: pages.buildId,
    clock,
    gauges: metrics,
    log,
  });
  const port = await listen(server, config.port);
  return {
    port,
    services,
    stop: async () => {
      await sockets.close();
      await closed(server);
      frames.unsubscribe();
      await pages.close();
    },
  };
}

/** What a process without the web role answers: whether it is well. */
export async function startOps(
  options: Pick<WebOptions, 'config' | 'pool' | 'health' | 'clock' | 'metrics' | 'log'>,
): Promise<RunningHttp> {
  const { config, pool, health, clock, metrics, log } = options;
  const server = createAppServer({
    routes: opsRoutes({ metrics, ready: { db: pool, ...health } }),
    fallback: (_, res) => {
      res.writeHead(404).end();
    },
    origin: config,
    clock,
    gauges: metrics,
    log,
  });
  const port = await listen(server, config.port);
  return { port, stop: () => closed(server) };
}

/** Requests under way are answered first; connections that only wait are ended. */
const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
