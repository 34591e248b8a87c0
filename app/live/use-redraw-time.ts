'use client';

import { type InstantMs, instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { useFromNow } from './use-now.ts';

const REDRAW_MS = MINUTE_MS / 6;

/** The time a chart's now-line stands at: it moves by hundredths of a pixel a second, so six steps a minute are plenty. */
export const useRedrawTime = (): InstantMs | null => {
  const step = useFromNow((now) => Math.floor(now / REDRAW_MS));
  return step === null ? null : instantMs(step * REDRAW_MS);
};
