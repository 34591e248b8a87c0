import { forgetSeen } from '../offline/last-seen.ts';

/** What the sign-in page tells a person who was not let in. */
export type SignInFault = 'wrong' | 'tooMany' | 'unreachable' | 'fault';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Signs in through better-auth's HTTP interface; the session is a cookie that scripts cannot read. Null: signed in. */
export const signIn = async (credentials: Credentials): Promise<SignInFault | null> => {
  const response = await post('/api/auth/sign-in/email', credentials);
  if (response === null) return 'unreachable';
  if (response.ok) {
    forgetSeen();
    return null;
  }
  if (response.status === 429) return 'tooMany';
  return response.status < 500 ? 'wrong' : 'fault';
};

export const signOut = async (): Promise<void> => {
  forgetSeen();
  await post('/api/auth/sign-out', {});
};

const post = async (url: string, body: object): Promise<Response | null> => {
  try {
    return await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  } catch {
    // Nobody answered: the caller says so.
    return null;
  }
};

/** Where to go after signing in: only ever a path of ours. */
export const safePath = (to: string | null): string | null => (to !== null && /^\/(?![/\\])/.test(to) ? to : null);
