'use client';

import { useEffect, useState } from 'react';
import type { BoardName } from '#domain/board/board.ts';
import { type BoardDataOf, boardKey } from '#domain/board/project.ts';
import type { BoardState } from './board-state.ts';
import { useFirst, useLive } from './LiveProvider.tsx';

/**
 * A whole board, looked at now and then: what lists are filtered and sorted by, so that rows do not jump four times a second.
 * The figures in the rows are live (useBoard). Before the page is live, what it was drawn with; null until the first frame.
 */
export function useSampledBoard<Name extends BoardName>(name: Name, everyMs: number): BoardDataOf<Name> | null {
  const live = useLive();
  const first = useFirst();
  const key = boardKey(name);
  const [sample, setSample] = useState<{ readonly key: string; readonly data: BoardDataOf<Name> } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the name
  useEffect(() => {
    if (!live) return;
    const store = live.boards.state(name);
    let timer: ReturnType<typeof setTimeout> | null = null;
    const look = () => {
      const state = store.get() as BoardState<BoardDataOf<Name>>;
      if (state.type === 'shown') setSample({ key, data: state.data });
    };
    const lookLater = () => {
      timer ??= setTimeout(() => {
        timer = null;
        look();
      }, everyMs);
    };
    look();
    let shown = store.get().type === 'shown';
    const unsubscribe = store.subscribe(() => {
      if (shown && !live.past) return lookLater();
      shown = store.get().type === 'shown';
      look();
    });
    const release = live.boards.watch(name);
    return () => {
      unsubscribe();
      release();
      if (timer !== null) clearTimeout(timer);
    };
  }, [live, key, everyMs]);

  if (sample?.key === key) return sample.data;
  const state = (live ? live.boards.state(name).get() : first.boards.get(key)) as BoardState<BoardDataOf<Name>> | undefined;
  return state?.type === 'shown' ? state.data : null;
}
