'use client';

import { previewTakeBack, type TakeBackRefusal, takeBackChange } from '../../rpc/installations.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { useSend } from '../use-send.ts';

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
  const { sending, fault, send } = useSend();
  const against = (refusal: TakeBackRefusal): string =>
    refusal.why === 'LATER'
      ? t('installation.takeBack.refused.LATER')
      : t('installation.takeBack.refused.ELSEWHERE', { serial: refusal.serial, point: refusal.point });
  const looked = look.type === 'ready' ? look.data : null;
  const lookFault = look.type === 'failed' ? t(`failed.${look.failure}`) : looked?.type === 'refused' ? against(looked) : null;
  return {
    looking: look.type === 'loading',
    plan: looked?.type === 'plan' ? looked : null,
    sending,
    fault: fault ?? lookFault,
    go: ({ reason, again }: { readonly reason: string; readonly again: boolean }) =>
      send(async () => {
        const answer = await takeBackChange({ ...seen, reason });
        if (answer.type === 'refused') return against(answer);
        done({ id: answer.id, again });
        return null;
      }),
  };
};
