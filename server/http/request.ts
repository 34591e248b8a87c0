import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CLIENT_ADDRESS_HEADER } from '../auth/auth.ts';

export interface OriginOptions {
  /** Null: whatever host a browser asked for is ours. */
  readonly baseUrl: string | null;
  readonly trustProxy: boolean;
}

export const REQUEST_ID_HEADER = 'x-request-id';
const REQUEST_ID = /^[\w-]{8,64}$/;

/** Sets what the rest of the server relies on, over whatever the client claimed: the request's id and the client's address. */
export function stampRequest(req: IncomingMessage, { trustProxy }: OriginOptions): string {
  const given = req.headers[REQUEST_ID_HEADER];
  const id = trustProxy && typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
  req.headers[REQUEST_ID_HEADER] = id;
  req.headers[CLIENT_ADDRESS_HEADER] = clientAddressOf(req, trustProxy);
  return id;
}

/** A proxy appends the address it saw: only the last is its own word. */
export function clientAddressOf(req: IncomingMessage, trustProxy: boolean): string {
  const own = req.socket.remoteAddress ?? '127.0.0.1';
  const forwarded = req.headers['x-forwarded-for'];
  if (!trustProxy || forwarded === undefined) return own;
  return forwarded.toString().split(',').at(-1)?.trim() || own;
}

/** False for a request that a page of another site makes. Browsers send `Origin` with every request that may change something. */
export function isOwnOrigin(req: IncomingMessage, baseUrl: string | null): boolean {
  const { origin, host } = req.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return baseUrl === null ? new URL(origin).host === host : new URL(origin).origin === new URL(baseUrl).origin;
}

/** Screens send little, and photos of some 400 kB; park files, the largest, are not sent here. */
export const BODY_BYTES_MAX = 1024 * 1024;

export type Refusal = { readonly status: number; readonly message: string };

/** What is turned away before anybody reads it; null: nothing is wrong with it. */
export function refusalOf(req: IncomingMessage, baseUrl: string | null): Refusal | null {
  if (req.method === 'GET' || req.method === 'HEAD') return null;
  if (!isOwnOrigin(req, baseUrl)) return { status: 403, message: 'a page of another site may not ask this' };
  if (req.headers['transfer-encoding'] !== undefined) return { status: 411, message: 'send a content-length' };
  if (Number(req.headers['content-length'] ?? 0) > BODY_BYTES_MAX)
    return { status: 413, message: 'too large: a request holds at most 1 MiB' };
  return null;
}

/** Pages bring their own scripts, styles and fonts; nothing is loaded from elsewhere. Next writes inline scripts into its pages. */
const CONTENT_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

export function setSecurityHeaders(res: ServerResponse, { secure }: { readonly secure: boolean }): void {
  res.setHeader('content-security-policy', CONTENT_POLICY);
  res.setHeader('x-content-type-options', 'nosniff');
  res.setHeader('x-frame-options', 'SAMEORIGIN');
  res.setHeader('referrer-policy', 'same-origin');
  res.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  res.setHeader('cross-origin-opener-policy', 'same-origin');
  if (secure) res.setHeader('strict-transport-security', 'max-age=31536000');
}

export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  res.end(JSON.stringify(body));
}
