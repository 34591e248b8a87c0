import type { IncomingMessage, ServerResponse } from 'node:http';
import { cookiesFrom, wallCookie, wallCookieName } from '../access/cookies.ts';
import type { Identify } from '../access/identify.ts';
import { mayRead } from '../access/may.ts';
import { looksLikeToken } from '../access/token.ts';
import type { Handle } from './app-server.ts';

export const WALL_PREFIX = '/wall/';
const PARK = /^\/wall\/([a-z0-9-]{1,32})\/?$/;

/**
 * `/wall/{park}?token=...` is what is typed into a display once: the token becomes a cookie no script can read, and the address is cleaned,
 * so that it is in no screenshot, no history and no log. Each later load of the page lengthens the cookie's life.
 */
export const wallSignIn = (options: { readonly identify: Identify; readonly secure: boolean; readonly pages: Handle }): Handle => {
  return async (req, res, url) => {
    const [, park] = PARK.exec(url.pathname) ?? [];
    if (park === undefined) return options.pages(req, res, url);
    const token = url.searchParams.get('token');
    if (token === null) {
      lengthen(req, res, { park, secure: options.secure });
      return options.pages(req, res, url);
    }
    url.searchParams.delete('token');
    if (await showsPark(token, park, options.identify)) res.setHeader('set-cookie', wallCookie(park, token, options.secure));
    res.writeHead(303, { location: url.pathname + url.search, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    res.end();
  };
};

const showsPark = async (token: string, park: string, identify: Identify): Promise<boolean> =>
  looksLikeToken(token) && mayRead(await identify({ cookie: `${wallCookieName(park)}=${token}` }), { type: 'park', park });

const lengthen = (
  req: IncomingMessage,
  res: ServerResponse,
  { park, secure }: { readonly park: string; readonly secure: boolean },
): void => {
  const token = cookiesFrom(req.headers.cookie).get(wallCookieName(park));
  if (token !== undefined && looksLikeToken(token)) res.setHeader('set-cookie', wallCookie(park, token, secure));
};
