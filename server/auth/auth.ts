import type { IncomingMessage, ServerResponse } from 'node:http';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node';
import type { Pool } from 'pg';
import type { Log } from '../log.ts';

/** A person who is signed in. */
export interface SignedIn {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** Sign-in by e-mail and password; better-auth behind it, its sessions and credentials in Postgres (migration 0002). */
export interface Auth {
  /** Everything under /api/auth/. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Who holds the session cookie in these headers; null: nobody, or not any more. */
  signedIn(headers: IncomingMessage['headers']): Promise<SignedIn | null>;
  /** The id; null when the e-mail is taken. There is no sign-up: people are added by who manages the system. */
  createUser(user: NewUser): Promise<string | null>;
  /** False when nobody has this e-mail. Ends the person's sessions. */
  setPassword(email: string, password: string): Promise<boolean>;
}

export interface AuthOptions {
  readonly pool: Pool;
  readonly secret: string;
  /** Null: the origin a browser asked for is taken as ours (embedded, trusted network). */
  readonly baseUrl: string | null;
  readonly port: number;
  readonly log: Log;
}

/** Set by server/http from the connection, never taken from a client. */
export const CLIENT_ADDRESS_HEADER = 'x-client-address';

export const PASSWORD_LENGTH_MIN = 10;
const DAY_S = 86_400;
const SESSION_S = 30 * DAY_S;
/** Ten tries a minute and address: a person mistypes, a machine guesses 14,400 a day of a space of at least 36^10. */
const SIGN_IN_LIMIT = { window: 60, max: 10 };

export function createAuth(options: AuthOptions): Auth {
  const auth = betterAuth(authOptions(options));
  const node = toNodeHandler(auth);
  return {
    handle: async (req, res) => {
      await node(req, res);
    },
    signedIn: async (headers) => {
      // Most requests of machines carry no cookie: they are not worth a query.
      if (!headers.cookie?.includes('session_token')) return null;
      const session = await auth.api.getSession({ headers: fromNodeHeaders(headers) });
      return session && { userId: session.user.id, name: session.user.name, email: session.user.email };
    },
    createUser: async ({ email, name, password }) => {
      const { internalAdapter, password: passwords } = await auth.$context;
      if (await internalAdapter.findUserByEmail(email)) return null;
      const hash = await passwords.hash(password);
      const user = await internalAdapter.createUser({ email, name, emailVerified: true }, { method: 'email' });
      await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: hash });
      return user.id;
    },
    setPassword: async (email, password) => {
      const { internalAdapter, password: passwords } = await auth.$context;
      const found = await internalAdapter.findUserByEmail(email);
      if (!found) return false;
      await internalAdapter.updatePassword(found.user.id, await passwords.hash(password));
      await internalAdapter.deleteUserSessions(found.user.id);
      return true;
    },
  };
}

const authOptions = ({ pool, secret, baseUrl, port, log }: AuthOptions) =>
  ({
    appName: 'ParkTwin',
    database: pool,
    secret,
    baseURL: baseUrl ?? `http://localhost:${port}`,
    trustedOrigins: (request?: Request) => (baseUrl === null ? askedOrigins(request) : []),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: PASSWORD_LENGTH_MIN },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'auth_rate_limit',
      fields: { lastRequest: 'last_request' },
      ...GENERAL_LIMIT,
    },
    advanced: { ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] }, cookiePrefix: 'parktwin' },
    telemetry: { enabled: false },
    logger: { level: 'warn', log: (level, message) => log[level === 'error' ? 'error' : 'warn']({ part: 'auth' }, message) },
    user: {
      modelName: 'auth_user',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'auth_session',
      expiresIn: SESSION_S,
      updateAge: DAY_S,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      modelName: 'auth_credential',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'auth_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
  }) satisfies BetterAuthOptions;

const GENERAL_LIMIT = { window: 60, max: 600, customRules: { '/sign-in/email': SIGN_IN_LIMIT } };

const askedOrigins = (request: Request | undefined): string[] => {
  const host = request?.headers.get('host');
  return host ? [`http://${host}`, `https://${host}`] : [];
};
