import type { IncomingMessage, ServerResponse } from 'node:http';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { generateOpenApiDocument } from 'trpc-to-openapi';
import { ZodError } from 'zod';
import { createExports, exportOf } from '../export/export-handle.ts';
import { EXPORT_PATHS } from '../export/openapi.ts';
import { bodyOf, sendJsonText } from '../http/send.ts';
import type { Log } from '../log.ts';
import { PAPER_PATHS } from '../paper/openapi.ts';
import { paperAsked } from '../paper/paper-request.ts';
import { createPapers } from '../paper/papers-handle.ts';
import { PHOTO_PATHS } from '../photo/openapi.ts';
import { answerPhoto } from '../photo/photo-handle.ts';
import { photoAsked } from '../photo/photo-request.ts';
import { appRouter } from '../trpc/router.ts';
import { type Context, createCallerFactory } from '../trpc/trpc.ts';
import { matchRoute, restRoutesOf } from './routes.ts';

export const REST_PREFIX = '/api/v1';

export interface RestApiOptions {
  readonly createContext: (req: IncomingMessage) => Promise<Context>;
  /** Where partners reach us, for the document. */
  readonly baseUrl: string;
  readonly log: Log;
}

/** What a procedure is called with by name. */
type Callers = { readonly [name: string]: Callers | ((input: unknown) => Promise<unknown>) };

/** The procedures that have a URL, as REST, and their OpenAPI document. trpc-to-openapi makes the document; its own server neither decodes paths nor leaves the schemas alone. */
export function createRestApi({ createContext, baseUrl, log }: RestApiOptions) {
  const routes = restRoutesOf(appRouter);
  const exported = createExports();
  const printed = createPapers();
  const callerFor = createCallerFactory(appRouter);
  const document = JSON.stringify(openApiDocument(baseUrl));

  return async (req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> => {
    const path = url.pathname.slice(REST_PREFIX.length);
    if (path === '/openapi.json' && req.method === 'GET') return sendJsonText(req, res, { status: 200, text: document });
    const match = matchRoute(routes, req.method ?? '', path);
    const file = req.method === 'GET' ? exportOf(path) : null;
    const paper = req.method === 'GET' ? paperAsked(path) : null;
    const photo = photoAsked(req.method ?? '', path);
    try {
      if (file) return await exported(await createContext(req), { req, res, url }, file);
      if (paper) return await printed(await createContext(req), { req, res, url }, paper);
      if (photo) return await answerPhoto(await createContext(req), { req, res }, photo);
      if (!match) throw new TRPCError({ code: 'NOT_FOUND', message: 'no such route' });
      const caller = callerFor(await createContext(req));
      const input = { ...Object.fromEntries(url.searchParams), ...(await jsonOf(req)), ...match.parameters };
      const text = JSON.stringify(await procedureOf(caller, match.route.procedure)(input));
      await sendJsonText(req, res, { status: 200, text });
    } catch (cause) {
      // Half a file is cut off, so that nobody takes it for a whole one.
      if (res.headersSent) {
        res.destroy();
        throw cause;
      }
      const fault = cause instanceof TRPCError ? cause : new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause });
      if (fault.code === 'INTERNAL_SERVER_ERROR')
        log.error({ err: fault.cause ?? fault, path: url.pathname, requestId: req.headers['x-request-id'] }, 'a REST request failed');
      await sendJsonText(req, res, { status: getHTTPStatusCodeFromError(fault), text: JSON.stringify(faultBody(fault)) });
    }
  };
}

export const openApiDocument = (baseUrl: string): object => {
  const document = generateOpenApiDocument(appRouter, {
    title: 'ParkTwin',
    description:
      'Electricity and water of industrial parks, live and by quarter of an hour. Instants are milliseconds since 1970; money is text.',
    version: '1',
    baseUrl: `${baseUrl}${REST_PREFIX}`,
    securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, "ptk_..."' } },
  });
  return { ...document, paths: { ...document.paths, ...EXPORT_PATHS, ...PAPER_PATHS, ...PHOTO_PATHS } };
};

/** The fields of a JSON body; what its size may be is asked before anybody reads it (`refusalOf`). */
async function jsonOf(req: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  if (req.method === 'GET' || req.method === 'HEAD') return {};
  // A form of another site can send text, and no JSON without asking first.
  if (!req.headers['content-type']?.startsWith('application/json'))
    throw new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE', message: 'send application/json' });
  try {
    const found: unknown = JSON.parse((await bodyOf(req)).toString('utf8'));
    if (typeof found === 'object' && found !== null && !Array.isArray(found)) return { ...found };
  } catch (cause) {
    throw new TRPCError({ code: 'PARSE_ERROR', message: 'the body is no JSON', cause });
  }
  throw new TRPCError({ code: 'PARSE_ERROR', message: 'the body is no JSON object' });
}

const procedureOf = (caller: unknown, name: string): ((input: unknown) => Promise<unknown>) => {
  const found = name.split('.').reduce<unknown>((at, part) => (at as Callers)[part], caller);
  if (typeof found !== 'function') throw new TypeError(`rest: ${name} is no procedure`);
  return found as (input: unknown) => Promise<unknown>;
};

/** What went wrong inside is for the log, not for the asker. */
const faultBody = (fault: TRPCError) => {
  if (fault.code === 'INTERNAL_SERVER_ERROR') return { code: fault.code, message: 'the server failed; the log knows why' };
  const issues = fault.cause instanceof ZodError ? fault.cause.issues.map(({ path, message }) => ({ path, message })) : undefined;
  return { code: fault.code, message: issues ? 'the request is not what the document says' : fault.message, issues };
};
