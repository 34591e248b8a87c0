/** Cookies of a request by name; the first of two alike holds. */
export function cookiesFrom(header: string | undefined): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals).trim();
    if (equals > 0 && !cookies.has(name)) cookies.set(name, pair.slice(equals + 1).trim());
  }
  return cookies;
}

/** One cookie a park, so that a browser may show the walls of several. */
const WALL_COOKIE = 'parktwin_wall_';
export const wallCookieName = (park: string): string => WALL_COOKIE + park;

/** More walls than a control room has screens on one machine. */
const WALL_COOKIES_MAX = 8;

export const wallTokensFrom = (cookies: ReadonlyMap<string, string>): string[] =>
  [...cookies]
    .filter(([name]) => name.startsWith(WALL_COOKIE))
    .slice(0, WALL_COOKIES_MAX)
    .map(([, token]) => token);

/** Browsers keep a cookie for 400 days at most; the wall's is set anew whenever its page loads, so in use it never ends. */
const WALL_COOKIE_S = 400 * 86_400;

export const wallCookie = (park: string, token: string, secure: boolean): string =>
  `${wallCookieName(park)}=${token}; Path=/; Max-Age=${WALL_COOKIE_S}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
