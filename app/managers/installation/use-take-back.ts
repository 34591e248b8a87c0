'use client';

import { useState } from 'react';
import { failureOf } from '../../rpc/client.ts';
import { previewTakeBack, type TakeBackRefusal, takeBackChange } from '../../rpc/installations.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';

interface Seen {
  readonly park: string;
  readonly point: string;
  readonly ended: number | null;
  readonly begun: number | null;
}

/** The two steps of taking a change back: what it would do is asked at once; then it is done. */
export const useTakeBack = (seen: Seen, done: (taken: { readonly id: number; readonly again: boolean }) => void) => {
  const t = useWords();
  const look = useQuery(`take back ${seen.park} ${seen.point} ${seen.ended} ${seen.begun}`, () => previewTakeBack(seen));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const against = (refusal: TakeBackRefusal): string =>
    refusal.why === 'LATER'
      ? t('installation.takeBack.refused.LATER')
      : t('installation.takeBack.refused.ELSEWHERE', { serial: refusal.serial, point: refusal.point });
  const looked = look.type === 'ready' ? look.data : null;
  const lookFault = look.type === 'failed' ? t(`failed.${look.failure}`) : looked?.type === 'refused' ? against(looked) : null;
  return {
    looking: look.type === 'loading',
    plan: looked?.type === 'plan' ? looked : null,
    busy,
    fault: fault ?? lookFault,
    go: async ({ reason, again }: { readonly reason: string; readonly again: boolean }) => {
      setBusy(true);
      setFault(null);
      try {
        const answer = await takeBackChange({ ...seen, reason });
        if (answer.type === 'takenBack') done({ id: answer.id, again });
        else setFault(against(answer));
      } catch (error) {
        setFault(t(`failed.${failureOf(error)}`));
      } finally {
        setBusy(false);
      }
    },
  };
};
