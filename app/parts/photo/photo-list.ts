import type { SendFailure } from '../../rpc/photos.ts';

/** `unreadable`: no picture the browser can draw; `gone`: it waited for its act too long and is not kept any more. */
export type PhotoFailure = SendFailure | 'unreadable' | 'gone';

export type PhotoState =
  | { readonly type: 'preparing' }
  /** How much of it has left, 0 to 1. */
  | { readonly type: 'sending'; readonly part: number }
  | { readonly type: 'kept'; readonly id: number }
  | { readonly type: 'failed'; readonly why: PhotoFailure };

/** A photo of a form that is not saved yet. */
export interface Photo {
  readonly key: number;
  /** The field it was put into. */
  readonly field: string;
  /** Where this page looks at it; null: it is not drawn yet, or cannot be. */
  readonly address: string | null;
  readonly state: PhotoState;
}

export type PhotoEvent =
  | { readonly type: 'added'; readonly key: number; readonly field: string }
  | { readonly type: 'drawn'; readonly key: number; readonly address: string }
  | { readonly type: 'changed'; readonly key: number; readonly state: PhotoState }
  | { readonly type: 'removed'; readonly key: number }
  /** The server has swept what was kept. */
  | { readonly type: 'expired' };

/** What is said of a photo that was removed meanwhile changes nothing. */
export const photosAfter = (photos: readonly Photo[], event: PhotoEvent): readonly Photo[] => {
  switch (event.type) {
    case 'added':
      return [...photos, { key: event.key, field: event.field, address: null, state: { type: 'preparing' } }];
    case 'drawn':
      return photos.map((photo) => (photo.key === event.key ? { ...photo, address: event.address } : photo));
    case 'changed':
      return photos.map((photo) => (photo.key === event.key ? { ...photo, state: event.state } : photo));
    case 'removed':
      return photos.filter(({ key }) => key !== event.key);
    case 'expired':
      return photos.map((photo) => (photo.state.type === 'kept' ? { ...photo, state: { type: 'failed', why: 'gone' } } : photo));
  }
};

/** How many are kept, on their way, and failed: an act waits for all of them, or goes without those that failed. */
export interface Standing {
  readonly kept: number;
  readonly underWay: number;
  readonly failed: number;
}

export const standingOf = (photos: readonly Photo[]): Standing => {
  const count = (...types: readonly PhotoState['type'][]) => photos.filter(({ state }) => types.includes(state.type)).length;
  return { kept: count('kept'), underWay: count('preparing', 'sending'), failed: count('failed') };
};

export const keptIn = (photos: readonly Photo[], field: string): number[] =>
  photos.flatMap((photo) => (photo.field === field && photo.state.type === 'kept' ? [photo.state.id] : []));
