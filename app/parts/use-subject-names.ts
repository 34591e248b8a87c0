'use client';

import { useCallback } from 'react';
import type { ParkBoard } from '#domain/board/board.ts';
import { useBoardField } from '../live/use-board.ts';
import { useNames } from '../words/use-words.ts';

/** Names of what alarms are about: meters from their board, tenants from the list of low balances; else the code itself. */
export const useSubjectNames = (park: string, board: ParkBoard | null): ((code: string) => string) => {
  const nameOf = useNames();
  const points = useBoardField({ type: 'meters', park }, (data) => data);
  const low = board?.low;
  return useCallback(
    (code) => {
      const name = points?.[code]?.name ?? low?.find((row) => row.code === code)?.name;
      return name ? nameOf(name) : code;
    },
    [nameOf, points, low],
  );
};
