'use client';

import { useEffect } from 'react';
import { type InstantMs, SECOND_MS } from '#domain/time/instant.ts';
import { type LastSeen, rememberSeen } from '../rpc/last-seen.ts';

/** Figures change several times a second; what was seen last is told in minutes. */
const STEP_MS = 10 * SECOND_MS;

/** Keeps what this page shows for the one without a network. */
export const useRememberSeen = (at: InstantMs | null, seen: Partial<Omit<LastSeen, 'at'>>): void => {
  const step = at === null ? null : Math.floor(at / STEP_MS);
  const { balance = null, park = null } = seen;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step is often enough
  useEffect(() => {
    if (at !== null) rememberSeen({ at, balance, park });
  }, [step, balance?.name, park?.name]);
};
