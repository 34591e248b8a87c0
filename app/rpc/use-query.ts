'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { SECOND_MS } from '#domain/time/instant.ts';
import { useFirst } from '../live/LiveProvider.tsx';
import { type Failure, failureOf } from './client.ts';

/** `ready` keeps what it has while it asks again; `failed` beside it says that the newest try found nobody. */
export type Query<T> =
  | { readonly type: 'loading' }
  | { readonly type: 'failed'; readonly failure: Failure; readonly again: () => void }
  | { readonly type: 'ready'; readonly data: T; readonly failed: Failure | null; readonly again: () => void };

export interface QueryOptions<T> {
  /** Asked again so often while the page is seen; absent: once. */
  readonly everyMs?: number;
  /** What the page was drawn with: not asked for until something asks again. Absent: what the server brought under this key. */
  readonly first?: T | null;
}

const RETRY_MS = 10 * SECOND_MS;

interface Answer<T> {
  readonly key: string;
  readonly data?: T;
  readonly failure: Failure | null;
}

/** Asks the server: again on a new key, at its interval, after a failure, and when somebody looks at the page again. */
export function useQuery<T>(key: string, load: (signal: AbortSignal) => Promise<T>, { everyMs, first }: QueryOptions<T> = {}): Query<T> {
  const brought = useFirst().answers.get(key) as T | undefined;
  const [answer, setAnswer] = useState<Answer<T> | null>(() => {
    const data = first ?? brought;
    return data === undefined ? null : { key, data, failure: null };
  });
  const [turn, setTurn] = useState(0);
  const known = useRef(answer !== null);
  const loading = useRef(load);
  loading.current = load;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn is a wish to ask again
  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const askLater = (ms: number) => {
      timer = setTimeout(() => (document.hidden ? askLater(ms) : void ask()), ms);
    };
    const ask = async () => {
      try {
        const data = await loading.current(abort.signal);
        if (abort.signal.aborted) return;
        setAnswer({ key, data, failure: null });
        if (everyMs !== undefined) askLater(everyMs);
      } catch (error) {
        if (abort.signal.aborted) return;
        const failure = failureOf(error);
        setAnswer((before) => (before?.key === key ? { ...before, failure } : { key, failure }));
        if (failure === 'unreachable' || failure === 'fault') askLater(everyMs ?? RETRY_MS);
      }
    };
    if (!known.current) void ask();
    else if (everyMs !== undefined) askLater(everyMs);
    known.current = false;
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [key, everyMs, turn]);

  const again = useCallback(() => setTurn((n) => n + 1), []);
  if (answer === null || answer.key !== key) return { type: 'loading' };
  if (answer.data !== undefined) return { type: 'ready', data: answer.data, failed: answer.failure, again };
  return { type: 'failed', failure: answer.failure ?? 'fault', again };
}
