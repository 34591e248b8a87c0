'use client';

import { useCallback, useState } from 'react';
import { decideDoubt } from '../../rpc/api.ts';
import { failureOf } from '../../rpc/client.ts';
import type { DoubtChoice } from '../../rpc/shapes.ts';
import { useWords } from '../../words/use-words.ts';
import type { SaidThing } from '../Said.tsx';

export interface Decide {
  readonly decide: (id: string, choice: DoubtChoice) => void;
  readonly said: SaidThing | null;
}

/** A decision on a doubtful reading: it moves money, so it is said aloud and taken back by one press. */
export const useDecide = (park: string, again: () => void): Decide => {
  const t = useWords();
  const [said, say] = useState<SaidThing | null>(null);
  const act = useCallback(
    async (id: string, choice: DoubtChoice, undo: (() => void) | null) => {
      try {
        await decideDoubt({ park, id, choice });
        const text = choice.type === 'undecided' ? t('meter.undecided') : t('meter.decidedNow');
        say({ text, refused: false, ...(undo ? { undo: { word: t('alarms.undo'), run: undo } } : {}) });
        again();
      } catch (error) {
        say({ text: t(`failed.${failureOf(error)}`), refused: true });
      }
    },
    [park, again, t],
  );
  const decide = useCallback(
    (id: string, choice: DoubtChoice) => {
      const back = choice.type === 'undecided' ? null : () => void act(id, { type: 'undecided' }, null);
      void act(id, choice, back);
    },
    [act],
  );
  return { decide, said };
};
