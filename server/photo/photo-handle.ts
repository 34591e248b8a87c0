import type { IncomingMessage, ServerResponse } from 'node:http';
import { TRPCError } from '@trpc/server';
import { keepPhoto, selectPhoto, selectPhotoBytes } from '#db/photo/photo-store.ts';
import { PHOTO_BYTES_MAX, photoMimeOf, UNREFERRED_PHOTOS_MAX } from '#domain/photo/photo.ts';
import { isGone } from '../export/send-table.ts';
import { bodyOf, sendJsonText } from '../http/send.ts';
import { actorOf, type Context, notFound, requireCollect, requireManage, requireRead } from '../trpc/trpc.ts';
import type { PhotoAsked } from './photo-request.ts';

interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

/** Keeps a photo that is sent (201 and its id), or sends one that is kept. */
export async function answerPhoto(ctx: Context, exchange: Exchange, asked: PhotoAsked): Promise<void> {
  if (ctx.principal.type === 'anonymous') throw new TRPCError({ code: 'UNAUTHORIZED', message: 'sign in, or send an API key' });
  return asked.type === 'one' ? sendPhoto(ctx, exchange, asked) : takePhoto(ctx, exchange, asked);
}

async function takePhoto(ctx: Context, { req, res }: Exchange, { park, purpose }: Extract<PhotoAsked, { type: 'send' }>): Promise<void> {
  if (purpose === 'changes') requireManage(ctx, park);
  else requireCollect(ctx, park);
  const bytes = await bodyUnlessGone(req);
  if (bytes === null) return;
  // The edge has turned away what says that it is longer (refusalOf).
  if (bytes.length > PHOTO_BYTES_MAX) throw new TRPCError({ code: 'PAYLOAD_TOO_LARGE', message: 'a photo has at most 1 MiB' });
  const mime = photoMimeOf(bytes);
  if (mime === null)
    throw new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE', message: 'this is no JPEG, PNG or WebP picture, whatever it is called' });
  const { db, clock } = ctx.services;
  const kept = await keepPhoto(db, { park, mime, bytes, at: clock.now(), actor: actorOf(ctx.principal) });
  if (kept.type === 'noPark') throw notFound('park');
  if (kept.type === 'tooMany') {
    const message = `${UNREFERRED_PHOTOS_MAX} photos of yours wait to be used; save what they belong to, or come back in a day`;
    throw new TRPCError({ code: 'TOO_MANY_REQUESTS', message });
  }
  await sendJsonText(req, res, { status: 201, text: JSON.stringify({ id: kept.id }) });
}

/** Null: the network broke off, and nobody waits for an answer. */
const bodyUnlessGone = async (req: IncomingMessage): Promise<Buffer | null> => {
  try {
    return await bodyOf(req);
  } catch (fault) {
    if (isGone(fault)) return null;
    throw fault;
  }
};

const YEAR_S = 31_536_000;

async function sendPhoto(ctx: Context, { req, res }: Exchange, { park, id }: Extract<PhotoAsked, { type: 'one' }>): Promise<void> {
  const photo = await selectPhoto(ctx.services.db, park, id);
  // Who may see none of the park learns nothing of which there are.
  requireRead(ctx, { type: 'photo', park, accounts: photo?.accounts ?? [] });
  if (photo === null) throw notFound('photo');
  const etag = `"${photo.sha256}"`;
  const headers = {
    'cache-control': `private, max-age=${YEAR_S}, immutable`,
    // The next person at the same browser is judged anew.
    vary: 'cookie, authorization',
    etag,
    'x-content-type-options': 'nosniff',
  };
  if (req.headers['if-none-match'] === etag) {
    res.writeHead(304, headers).end();
    return;
  }
  const bytes = await selectPhotoBytes(ctx.services.db, id);
  if (bytes === null) throw notFound('photo');
  const name = `${id}.${photo.mime.slice('image/'.length)}`;
  res.writeHead(200, {
    ...headers,
    'content-type': photo.mime,
    'content-length': bytes.length,
    'content-disposition': `inline; filename="photo-${name}"`,
  });
  res.end(bytes);
}
