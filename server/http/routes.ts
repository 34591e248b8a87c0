import type { IncomingMessage } from 'node:http';
import type { Identifier } from '../access/identify.ts';
import type { Auth } from '../auth/auth.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { createRestApi, REST_PREFIX } from '../rest/rest-api.ts';
import type { Context, Services } from '../trpc/trpc.ts';
import type { Handle, Route } from './app-server.ts';
import { healthz, type ReadyOptions, readyz } from './health.ts';
import { sendJson } from './request.ts';
import { TRPC_PREFIX, trpcHandle } from './trpc-handle.ts';
import { WALL_PREFIX, wallSignIn } from './wall-sign-in.ts';

export interface RoutesOptions {
  readonly services: Services;
  readonly identifier: Identifier;
  readonly auth: Auth;
  readonly metrics: Metrics;
  readonly ready: ReadyOptions;
  /** Null: embedded, reached by whatever name. */
  readonly baseUrl: string | null;
  readonly port: number;
  /** The pages. */
  readonly pages: Handle;
  readonly log: Log;
}

/** What this server answers by itself; everything else is a page. */
export function routesOf(options: RoutesOptions): Route[] {
  const { services, identifier, auth, metrics, baseUrl, port, pages, log } = options;
  const { identify } = identifier;
  const createContext = async (req: IncomingMessage): Promise<Context> => ({ principal: await identify(req.headers), services });
  const rest = createRestApi({ createContext, baseUrl: baseUrl ?? `http://localhost:${port}`, log });
  const secure = baseUrl?.startsWith('https:') === true;
  return [
    ...opsRoutes({ metrics, ready: options.ready }),
    { at: '/api/auth/', handle: authHandle(auth, identifier) },
    { at: TRPC_PREFIX, handle: trpcHandle(createContext, log) },
    { at: `${REST_PREFIX}/`, handle: rest },
    { at: '/api/', handle: (_, res) => sendJson(res, 404, { code: 'NOT_FOUND', message: 'no such route' }) },
    { at: WALL_PREFIX, handle: wallSignIn({ identify, secure, pages }) },
  ];
}

/** What operators and their tools ask of any process. */
export const opsRoutes = ({ metrics, ready }: Pick<RoutesOptions, 'metrics' | 'ready'>): Route[] => [
  { at: '/healthz', handle: healthz },
  { at: '/readyz', handle: readyz(ready) },
  { at: '/metrics', handle: scrape(metrics) },
];

/** Who signs in or out is somebody else from then on. */
const authHandle =
  (auth: Auth, identifier: Identifier): Handle =>
  async (req, res) => {
    await auth.handle(req, res);
    if (req.method !== 'GET') identifier.forget();
  };

const scrape =
  (metrics: Metrics): Handle =>
  async (_, res) => {
    const text = await metrics.text();
    res.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' });
    res.end(text);
  };
