'use client';

import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { BoardName } from '#domain/board/board.ts';
import { type BoardDataOf, boardKey } from '#domain/board/project.ts';
import { type BoardState, WAITING } from './board-state.ts';
import { useFirst, useLive } from './LiveProvider.tsx';

/**
 * A part of a board. The component renders again only when `select` gives something else by `same`: of 15,000 points in a frame,
 * those that changed. Watching lasts as long as the component; boards of one name are shared.
 */
export function useBoard<Name extends BoardName, Part>(
  name: Name,
  select: (state: BoardState<BoardDataOf<Name>>) => Part,
  same: (a: Part, b: Part) => boolean = Object.is,
): Part {
  const live = useLive();
  const first = useFirst();
  const key = boardKey(name);
  const kept = useRef<{ readonly part: Part } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the name
  const subscribe = useCallback(
    (listener: () => void) => {
      if (!live) return () => undefined;
      const unsubscribe = live.boards.state(name).subscribe(listener);
      const release = live.boards.watch(name);
      return () => {
        unsubscribe();
        release();
      };
    },
    [live, key],
  );

  const stateOf = (): BoardState<unknown> => (live ? live.boards.state(name).get() : (first.boards.get(key) ?? WAITING));
  const read = () => {
    const part = select(stateOf() as BoardState<BoardDataOf<Name>>);
    if (kept.current && same(kept.current.part, part)) return kept.current.part;
    kept.current = { part };
    return part;
  };
  return useSyncExternalStore(subscribe, read, read);
}

/** A field of a board that is shown; null while it is not. */
export const useBoardField = <Name extends BoardName, Part>(
  name: Name,
  select: (data: BoardDataOf<Name>) => Part,
  same?: (a: Part | null, b: Part | null) => boolean,
): Part | null => useBoard<Name, Part | null>(name, (state) => (state.type === 'shown' ? select(state.data) : null), same);
