'use client';

import { useCallback, useRef, useState } from 'react';
import { failureOf } from '../../rpc/client.ts';
import type { Refused } from '../../rpc/counter-api.ts';
import { useWords } from '../../words/use-words.ts';
import { newKey } from './new-key.ts';
import { useRefusal } from './use-refusal.ts';

export interface ActState {
  readonly sending: boolean;
  /** Why it was not done, in words. */
  readonly fault: string | null;
}

/**
 * One act at a time. Its key stays the same until it is done or `renew` says that something else is meant now: what was sent and not answered is
 * sent again under the same key, and done once.
 */
export const useAct = () => {
  const t = useWords();
  const refusal = useRefusal();
  const key = useRef<string | null>(null);
  const [state, setState] = useState<ActState>({ sending: false, fault: null });

  const act = useCallback(
    async <Done extends { readonly type: 'done' | 'closed' | 'released' }>(
      ask: (key: string) => Promise<Done | Refused>,
    ): Promise<Done | null> => {
      key.current ??= newKey();
      setState({ sending: true, fault: null });
      try {
        const answer = await ask(key.current);
        key.current = null;
        setState({ sending: false, fault: answer.type === 'refused' ? refusal(answer) : null });
        return answer.type === 'refused' ? null : answer;
      } catch (error) {
        setState({ sending: false, fault: t(`failed.${failureOf(error)}`) });
        return null;
      }
    },
    [t, refusal],
  );

  const renew = useCallback(() => {
    key.current = null;
    setState({ sending: false, fault: null });
  }, []);
  return { act, renew, ...state };
};
