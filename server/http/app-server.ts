import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Clock } from '#domain/time/clock.ts';
import type { Gauges } from '#streams/runner/runner.ts';
import type { Log } from '../log.ts';
import { type OriginOptions, REQUEST_ID_HEADER, refusalOf, sendJson, setSecurityHeaders, stampRequest } from './request.ts';

export type Handle = (req: IncomingMessage, res: ServerResponse, url: URL) => Promise<void> | void;

/** A path, or with a trailing "/" all paths below it. The first route that fits serves the request. */
export interface Route {
  readonly at: string;
  readonly handle: Handle;
}

export interface AppServerOptions {
  readonly routes: readonly Route[];
  /** Everything no route takes: the pages. */
  readonly fallback: Handle;
  readonly origin: OriginOptions;
  readonly clock: Clock;
  readonly gauges: Gauges;
  readonly log: Log;
}

const REQUEST_MS_MAX = 60_000;
const HEADERS_MS_MAX = 15_000;
/** Longer than the idle time of common proxies (60 s), so that it is they who hang up. */
const KEEP_ALIVE_MS = 65_000;

/** One port for everything: our routes first, pages last; socket.io takes its own path (server/sockets). */
export function createAppServer(options: AppServerOptions): Server {
  const { routes, fallback, origin, clock, gauges, log } = options;
  const secure = origin.baseUrl?.startsWith('https:') === true;

  const serve = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const url = urlOf(req);
    const refusal = url === null ? { status: 400, message: 'no URL' } : refusalOf(req, origin.baseUrl);
    if (url === null || refusal) return refuse(req, res, refusal ?? { status: 400, message: 'no URL' });
    const route = routes.find(({ at }) => (at.endsWith('/') ? url.pathname.startsWith(at) : url.pathname === at));
    const startedAt = clock.now();
    res.once('close', () => {
      gauges.add('http_requests_total', 1, { route: route?.at ?? 'pages', status: `${Math.floor(res.statusCode / 100)}xx` });
      if (route) gauges.observe('http_ms', clock.now() - startedAt);
    });
    await (route?.handle ?? fallback)(req, res, url);
  };

  const server = createServer((req, res) => {
    const requestId = stampRequest(req, origin);
    res.setHeader(REQUEST_ID_HEADER, requestId);
    setSecurityHeaders(res, { secure });
    serve(req, res).catch((cause: unknown) => {
      log.error({ err: cause, requestId, method: req.method, path: urlOf(req)?.pathname }, 'a request failed');
      if (res.headersSent) res.destroy();
      else sendJson(res, 500, { code: 'INTERNAL_SERVER_ERROR', message: 'the server failed; the log knows why', requestId });
    });
  });
  server.requestTimeout = REQUEST_MS_MAX;
  server.headersTimeout = HEADERS_MS_MAX;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
}

/** What is refused unread is not read later either: the connection ends with the answer. */
const refuse = (
  req: IncomingMessage,
  res: ServerResponse,
  { status, message }: { readonly status: number; readonly message: string },
): void => {
  res.setHeader('connection', 'close');
  req.resume();
  sendJson(res, status, { code: 'REFUSED', message });
};

/** Null for a request line that is no path of ours ("*", a proxy's absolute URL that does not parse). */
const urlOf = (req: IncomingMessage): URL | null => {
  const path = req.url ?? '';
  return path.startsWith('/') && URL.canParse(path, 'http://localhost') ? new URL(path.replace(/^\/+/, '/'), 'http://localhost') : null;
};

export const listen = (server: Server, port: number, host?: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
