import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { type PhotoPurpose, sendPhoto } from '../../rpc/photos.ts';
import { type Photo, photosAfter, type Standing, standingOf } from './photo-list.ts';
import { shrinkPhoto } from './shrink-photo.ts';

export interface Photos {
  readonly list: readonly Photo[];
  readonly standing: Standing;
  readonly add: (field: string, file: Blob) => void;
  readonly remove: (key: number) => void;
  readonly again: (key: number) => void;
  readonly removeFailed: () => void;
  readonly againFailed: () => void;
  /** The server said that what was kept is gone. */
  readonly expire: () => void;
}

/** What this page holds of a photo beside its state. */
interface Held {
  readonly file: Blob;
  picture: Blob | null;
  address: string | null;
  abort: AbortController;
}

const NONE: readonly Photo[] = [];

/** Photos of one form: each is drawn smaller, shown and sent at once, on its own. The act refers to them; it is never theirs that it fails. */
export const usePhotos = (park: string, purpose: PhotoPurpose): Photos => {
  const [list, tell] = useReducer(photosAfter, NONE);
  const held = useRef(new Map<number, Held>());
  const last = useRef(0);

  const send = useCallback(
    async (key: number) => {
      const own = held.current.get(key);
      if (!own) return;
      own.abort = new AbortController();
      const { signal } = own.abort;
      own.picture ??= await shrinkPhoto(own.file);
      if (signal.aborted) return;
      if (own.picture === null) return tell({ type: 'changed', key, state: { type: 'failed', why: 'unreadable' } });
      if (own.address === null) {
        own.address = URL.createObjectURL(own.picture);
        tell({ type: 'drawn', key, address: own.address });
      }
      const onPart = (part: number) => tell({ type: 'changed', key, state: { type: 'sending', part } });
      onPart(0);
      const sent = await sendPhoto(own.picture, { park, purpose, signal, onPart });
      if (sent.type === 'kept') tell({ type: 'changed', key, state: sent });
      if (sent.type === 'failed') tell({ type: 'changed', key, state: sent });
    },
    [park, purpose],
  );

  const remove = useCallback((key: number) => {
    letGo(held.current.get(key));
    held.current.delete(key);
    tell({ type: 'removed', key });
  }, []);

  // Leaving the page stops what is under way; back on the network, what had none is sent again.
  const known = useRef(list);
  known.current = list;
  useEffect(() => {
    const all = held.current;
    const online = () => {
      for (const { key, state } of known.current) if (state.type === 'failed' && state.why === 'unreachable') void send(key);
    };
    addEventListener('online', online);
    return () => {
      removeEventListener('online', online);
      for (const one of all.values()) letGo(one);
    };
  }, [send]);

  return useMemo(() => {
    const failed = list.filter(({ state }) => state.type === 'failed').map(({ key }) => key);
    return {
      list,
      standing: standingOf(list),
      add: (field, file) => {
        last.current += 1;
        const key = last.current;
        held.current.set(key, { file, picture: null, address: null, abort: new AbortController() });
        tell({ type: 'added', key, field });
        void send(key);
      },
      remove,
      again: (key) => void send(key),
      removeFailed: () => failed.forEach(remove),
      againFailed: () => failed.forEach((key) => void send(key)),
      expire: () => tell({ type: 'expired' }),
    };
  }, [list, send, remove]);
};

const letGo = (one: Held | undefined): void => {
  one?.abort.abort();
  if (one?.address) URL.revokeObjectURL(one.address);
};
