import type { PhotoPurpose } from '#server/photo/photo-request.ts';

export type { PhotoPurpose };

/** Where a photo is looked at. It never changes. */
export const photoAddress = (park: string, id: number): string => `/api/v1/photos/${encodeURIComponent(park)}/${id}`;

/** Why a photo was not kept, as far as a person can do something about it. */
export type SendFailure = 'signedOut' | 'forbidden' | 'tooLarge' | 'noPicture' | 'tooMany' | 'unreachable' | 'fault';

export type SentPhoto =
  | { readonly type: 'kept'; readonly id: number }
  | { readonly type: 'failed'; readonly why: SendFailure }
  /** Taken back by who sent it. */
  | { readonly type: 'stopped' };

interface Sending {
  readonly park: string;
  readonly purpose: PhotoPurpose;
  readonly signal: AbortSignal;
  /** How much of it has left, 0 to 1. */
  readonly onPart: (part: number) => void;
}

/** As long as the server waits for a request. */
const SEND_MS_MAX = 60_000;

/** Sends a picture to be kept. Not by fetch, which does not tell how far it is. */
export const sendPhoto = (picture: Blob, { park, purpose, signal, onPart }: Sending): Promise<SentPhoto> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const failed = (why: SendFailure) => resolve({ type: 'failed', why });
    request.open('POST', `/api/v1/photos/${encodeURIComponent(park)}/${purpose}`);
    request.responseType = 'json';
    request.timeout = SEND_MS_MAX;
    request.upload.onprogress = ({ loaded, total }) => onPart(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      const id: unknown = request.response?.id;
      if (request.status === 201 && typeof id === 'number') resolve({ type: 'kept', id });
      else failed(FAILURE_OF[request.status] ?? 'fault');
    };
    request.onerror = () => failed('unreachable');
    request.ontimeout = () => failed('unreachable');
    request.onabort = () => resolve({ type: 'stopped' });
    if (signal.aborted) return resolve({ type: 'stopped' });
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(picture);
  });

const FAILURE_OF: Readonly<Record<number, SendFailure>> = {
  401: 'signedOut',
  403: 'forbidden',
  408: 'unreachable',
  413: 'tooLarge',
  415: 'noPicture',
  429: 'tooMany',
};
