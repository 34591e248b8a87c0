'use client';

import { useEffect } from 'react';
import { energyScale, powerScale, withUnit } from '../format/quantity.ts';
import { useBoard, useBoardField } from '../live/use-board.ts';
import { forgetPark } from '../offline/last-seen.ts';
import { SEEN_STEP_MS, useRememberSeen } from '../offline/use-remember-seen.ts';
import { useNames, useWords } from '../words/use-words.ts';

/** Keeps the park's figures of now for the page without a network; what may not be looked at any more goes. */
export function RememberPark({ park }: { readonly park: string }) {
  const t = useWords();
  const nameOf = useNames();
  const board = useBoardField({ type: 'park', park }, (data) => data);
  const at = board?.dataAt ?? null;
  useRememberSeen(at === null ? null : `${park} ${Math.floor(at / SEEN_STEP_MS)}`, () => {
    if (board === null) return null;
    const { powerW, todayWh } = board;
    const power = t('offline.power');
    const today = t('offline.today', { energy: withUnit(todayWh, energyScale(todayWh)) });
    return { page: 'overview', park, name: nameOf(board.name), at, figure: withUnit(powerW, powerScale(powerW)), lines: [power, today] };
  });
  const refused = useBoard({ type: 'park', park }, (state) => state.type === 'refused');
  useEffect(() => {
    if (refused) forgetPark(park);
  }, [refused, park]);
  return null;
}
