import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const gzipped = promisify(gzip);

/** Below this an answer fits a few packets whether compressed or not. */
const COMPRESS_BYTES_MIN = 8 * 1024;
/** A third of the time of the default for a tenth more bytes. */
const LEVEL = 3;

export interface JsonText {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** JSON that is text already; compressed (off this thread) where it is large and the client can: a list of 15,000 points is 3 MB. */
export async function sendJsonText(req: IncomingMessage, res: ServerResponse, { status, text, headers }: JsonText): Promise<void> {
  const own = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', vary: 'accept-encoding', ...headers };
  const wanted = text.length >= COMPRESS_BYTES_MIN && /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''));
  if (!wanted) {
    res.writeHead(status, own);
    res.end(text);
    return;
  }
  const body = await gzipped(text, { level: LEVEL });
  res.writeHead(status, { ...own, 'content-encoding': 'gzip' });
  res.end(body);
}

/** The body as bytes. Its length was bounded before (refusalOf). */
export async function bodyOf(req: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks);
}
