'use client';

import { useEffect } from 'react';
import { SECOND_MS } from '#domain/time/instant.ts';
import { useLive } from '../live/LiveProvider.tsx';
import { personOf, useSession } from '../rpc/SessionProvider.tsx';
import { rememberSeen } from './last-seen.ts';
import { cut, ROWS_MAX, type Sheet, type SheetRow } from './sheet.ts';

/** Figures change several times a second; what was seen last is told in minutes. */
export const SEEN_STEP_MS = 10 * SECOND_MS;

interface Shown extends Pick<Sheet, 'page' | 'park' | 'name'> {
  readonly at: Sheet['at'] | null;
  readonly figure?: string;
  readonly lines?: readonly string[];
  /** All of them, those first that matter most. */
  readonly rows?: readonly (Pick<SheetRow, 'title' | 'value'> & Partial<SheetRow>)[];
}

/**
 * Keeps what this page shows for the one without a network, whenever `when` is another: what came with one answer is kept once, so that its age is that of
 * the answer. Null: nothing is shown. A past that is looked at is no news.
 */
export const useRememberSeen = (when: unknown, shown: () => Shown | null): void => {
  const live = useLive();
  const session = useSession();
  const by = session.type === 'signedIn' ? personOf(session.me) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each `when`
  useEffect(() => {
    if (when === null || by === null || live === null || live.past) return;
    const keptAt = live.clock.now();
    const made = shown();
    if (made === null) return;
    const { at, figure = '', lines = [], rows = [], ...page } = made;
    const kept = rows.slice(0, ROWS_MAX).map((row) => cutRow({ ...PLAIN, ...row }));
    rememberSeen(by, { ...page, name: cut(page.name), at: at ?? keptAt, keptAt, figure, lines, rows: kept, all: rows.length });
  }, [when, by, live]);
};

const PLAIN = { note: '', severity: null, since: null, isPart: false } as const;

const cutRow = (row: SheetRow): SheetRow => ({ ...row, title: cut(row.title), note: cut(row.note) });
