'use client';

import { useEffect } from 'react';
import { type Query, type QueryOptions, useQuery } from './use-query.ts';

/** Answers of the wall's pages and of their drawing; the oldest goes first. */
const KEPT_MAX = 24;
const kept = new Map<string, unknown>();

const keep = (key: string, data: unknown): void => {
  kept.delete(key);
  kept.set(key, data);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT_MAX) return;
    kept.delete(oldest);
  }
};

/** As useQuery, for pages that come back every minute: what was answered before stands until the new answer is there. */
export function useKeptQuery<T>(key: string, load: (signal: AbortSignal) => Promise<T>, options: QueryOptions<T> = {}): Query<T> {
  const query = useQuery(key, load, options);
  const data = query.type === 'ready' ? query.data : undefined;
  useEffect(() => {
    if (data !== undefined) keep(key, data);
  }, [key, data]);
  if (query.type !== 'loading' || !kept.has(key)) return query;
  return { type: 'ready', data: kept.get(key) as T, failed: null, again: nothing };
}

const nothing = (): void => undefined;
