'use client';

import { useBoardField } from '../live/use-board.ts';
import { useStanding } from '../live/use-now.ts';
import { useRememberSeen } from '../live/use-remember-seen.ts';
import { useNames } from '../words/use-words.ts';

/** Keeps the park's figures of now for the page without a network; those of a past that is looked at are no news. */
export function RememberPark({ park }: { readonly park: string }) {
  const nameOf = useNames();
  const past = useStanding();
  const board = useBoardField({ type: 'park', park }, (data) => data);
  const seen = board && past === null ? { park: { name: nameOf(board.name), powerW: board.powerW, todayWh: board.todayWh } } : {};
  useRememberSeen(past === null ? (board?.dataAt ?? null) : null, seen);
  return null;
}
