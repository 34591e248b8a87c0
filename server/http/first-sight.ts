import type { IncomingMessage } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import type { BoardName } from '#domain/board/board.ts';
import { FIRST_SIGHT_HEADER, type FirstBoard, type FirstSight, firstSightText } from '#domain/board/first-sight.ts';
import { boardKey, projectBoard } from '#domain/board/project.ts';
import type { Identify } from '../access/identify.ts';
import { mayRead, resourceOfBoard } from '../access/may.ts';
import { cursorText } from '../boards/delta.ts';
import type { Log } from '../log.ts';
import { type Me, meOf } from '../trpc/me.ts';
import { appRouter } from '../trpc/router.ts';
import { type Context, createCallerFactory, type Services } from '../trpc/trpc.ts';
import type { Handle } from './app-server.ts';
import { REQUEST_ID_HEADER } from './request.ts';

export interface FirstSightOptions {
  readonly identify: Identify;
  readonly services: Services;
  readonly pages: Handle;
  readonly log: Log;
  /** How long the database is waited for, ms; a test that asks what is drawn, and not how fast, waits longer. */
  readonly waitMsMax?: number;
}

/** A database that is slower than this is not waited for: the page asks by itself, as it does for everything else. */
const WAIT_MS_MAX = 300;
/** A park's board is some 10 kB; one of this size would be no first sight. */
const TEXT_MAX = 256 * 1024;
/** Meters or accounts, some 0.35 kB each; of a list with more of them the page asks by itself. */
const LINES_MAX = 500;

/**
 * The pages, each drawn with what its person sees first, so that the figure stands before a script has come. It travels as a header of the request,
 * within this process: Next has no other way to hand a page something that belongs to one request.
 */
export const withFirstSight = ({ identify, services, pages, log, waitMsMax = WAIT_MS_MAX }: FirstSightOptions): Handle => {
  return async (req, res, url) => {
    delete req.headers[FIRST_SIGHT_HEADER];
    // A page within a page that is open already (Next's own question) has its boards.
    if (req.method === 'GET' && req.headers.rsc === undefined && isDrawn(url.pathname)) {
      try {
        const sight = await inTime(waitMsMax, async () => sightOf({ principal: await identify(req.headers), services }, url));
        const text = sight === null ? null : fittingText(sight);
        if (text !== null) req.headers[FIRST_SIGHT_HEADER] = text;
      } catch (cause) {
        log.warn({ err: cause, requestId: requestIdOf(req), path: url.pathname }, 'a page goes without its first sight');
      }
    }
    await pages(req, res, url);
  };
};

/** Null: for somebody unknown, who is sent to the sign-in page. */
async function sightOf(ctx: Context, url: URL): Promise<FirstSight<Me> | null> {
  const me = await meOf(ctx);
  if (me === null) return null;
  // Whoever asks for the past is not shown a moment of the present first.
  const name = url.searchParams.has('at') ? null : boardOfPage(url.pathname, me);
  const shown = name === null ? null : boardOf(ctx, name);
  if (shown === null || name === null) return { me, zone: null, boards: [], answers: [] };
  const list = await listOfPage(ctx, { park: name.park, page: /^\/parks\/[^/]+\/(\w+)\/?$/.exec(url.pathname)?.[1] ?? '' });
  return { me, zone: shown.zone, boards: [shown.board, ...list.boards], answers: list.answers };
}

type List = Pick<FirstSight<Me>, 'boards' | 'answers'>;

const NO_LIST: List = { boards: [], answers: [] };

/** What the pages of lists ask first, by the keys of their own questions (app/rpc), and judged by the procedures themselves. */
async function listOfPage(ctx: Context, { park, page }: { readonly park: string; readonly page: string }): Promise<List> {
  const ask = callerOf(ctx);
  if (page === 'accounts') {
    const data = await ask.accounts.list({ park });
    return data.length > LINES_MAX ? NO_LIST : { boards: [], answers: [{ key: `accounts ${park}`, data }] };
  }
  const meters = page === 'live' ? boardOf(ctx, { type: 'meters', park }) : null;
  if (meters === null || Object.keys(meters.board.data).length > LINES_MAX) return NO_LIST;
  return { boards: [meters.board], answers: [{ key: `spaces ${park}`, data: await ask.spaces.list({ park }) }] };
}

const callerOf = createCallerFactory(appRouter);

/** With its list, or without where that is too large; null: not even the board alone fits. */
function fittingText(sight: FirstSight<Me>): string | null {
  const bare = { ...sight, boards: sight.boards.slice(0, 1), answers: [] };
  return [sight, bare].map(firstSightText).find(({ length }) => length <= TEXT_MAX) ?? null;
}

const PAGES = /^\/(?:my|parks|wall)(?:\/|$)/;

/** The page for no network is kept by phones, and the sign-in page is anybody's: both are drawn the same for all. */
const isDrawn = (path: string): boolean => path === '/' || PAGES.test(path);

/** A tenant's page begins with the first account, every page of a park with the park. */
function boardOfPage(path: string, { accounts: [held] }: Me): BoardName | null {
  if (path === '/my') return held === undefined ? null : { type: 'account', park: held.park, account: held.code };
  const [, park] = /^\/(?:parks|wall)\/([a-z0-9-]{1,32})(?:\/|$)/.exec(path) ?? [];
  return park === undefined ? null : { type: 'park', park };
}

function boardOf({ principal, services }: Context, name: BoardName): { readonly zone: string; readonly board: FirstBoard } | null {
  if (!mayRead(principal, resourceOfBoard(name))) return null;
  const now = services.clock.now();
  const known = services.mirror.get(name.park, now);
  const data = known && projectBoard(known.document, name);
  if (!known || data === null) return null;
  return {
    zone: known.document.park.zone,
    board: { key: boardKey(name), version: cursorText(known), type: 'snapshot', data, at: now },
  };
}

async function inTime<T>(msMax: number, ask: () => Promise<T>): Promise<T | null> {
  const stop = new AbortController();
  const late = after(msMax, null, { signal: stop.signal }).catch(() => null);
  try {
    return await Promise.race([ask(), late]);
  } finally {
    stop.abort();
  }
}

const requestIdOf = (req: IncomingMessage): string => String(req.headers[REQUEST_ID_HEADER]);
