import { useCallback } from 'react';
import { useNames, useWords } from '../../words/use-words.ts';
import type { Crumb } from './drill.ts';

/** What a line of the way is called: its own name, else that of its kind, else its code. */
export const useRowName = (): ((row: Pick<Crumb, 'kind' | 'name' | 'code'>) => string) => {
  const t = useWords();
  const nameOf = useNames();
  return useCallback(
    ({ kind, name, code }) => {
      if (name) return nameOf(name);
      if (kind === 'public' || kind === 'vacant' || kind === 'supply' || kind === 'elsewhere') return t(`live.group.${kind}`);
      return code;
    },
    [t, nameOf],
  );
};
