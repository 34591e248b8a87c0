import type { IncomingMessage } from 'node:http';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Log } from '../log.ts';
import { appRouter } from '../trpc/router.ts';
import type { Context } from '../trpc/trpc.ts';
import type { Handle } from './app-server.ts';
import { REQUEST_ID_HEADER } from './request.ts';
import { bodyOf, sendJsonText } from './send.ts';

export const TRPC_PREFIX = '/api/trpc/';
/** A page asks some ten questions at once. */
const BATCH_MAX = 50;

/** tRPC's own handler between Node's request and answer, so that large answers are compressed like those of REST. */
export const trpcHandle =
  (createContext: (req: IncomingMessage) => Promise<Context>, log: Log): Handle =>
  async (req, res, url) => {
    const hasBody = req.method !== 'GET' && req.method !== 'HEAD';
    const request = new Request(url, {
      method: req.method ?? 'GET',
      headers: { 'content-type': req.headers['content-type'] ?? 'application/json' },
      ...(hasBody ? { body: await bodyOf(req) } : {}),
    });
    const response = await fetchRequestHandler({
      endpoint: TRPC_PREFIX.slice(0, -1),
      req: request,
      router: appRouter,
      createContext: () => createContext(req),
      maxBatchSize: BATCH_MAX,
      onError: ({ error, path }) => {
        if (error.code !== 'INTERNAL_SERVER_ERROR') return;
        log.error({ err: error.cause ?? error, procedure: path, requestId: req.headers[REQUEST_ID_HEADER] }, 'a procedure failed');
      },
    });
    await sendJsonText(req, res, { status: response.status, text: await response.text() });
  };
