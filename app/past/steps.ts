import { HOUR_MS, MINUTE_MS } from '#domain/time/instant.ts';

export type Step = { readonly type: 'by'; readonly ms: number } | { readonly type: 'first' } | { readonly type: 'now' };

/** Arrows a minute, with shift a quarter of an hour, page keys an hour, home the first reading, end the present; null for any other key. */
export const stepOfKey = ({ key, shiftKey }: { readonly key: string; readonly shiftKey: boolean }): Step | null => {
  const small = shiftKey ? 15 * MINUTE_MS : MINUTE_MS;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return { type: 'by', ms: small };
    case 'ArrowLeft':
    case 'ArrowDown':
      return { type: 'by', ms: -small };
    case 'PageUp':
      return { type: 'by', ms: HOUR_MS };
    case 'PageDown':
      return { type: 'by', ms: -HOUR_MS };
    case 'Home':
      return { type: 'first' };
    case 'End':
      return { type: 'now' };
    default:
      return null;
  }
};
