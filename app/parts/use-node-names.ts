import { useCallback } from 'react';
import type { ParkBoard } from '#domain/board/board.ts';
import type { FlowKind, FlowNode } from '#domain/flow/flow.ts';
import { useWords } from '../words/use-words.ts';
import { useAccountNames } from './use-account-names.ts';
import { useSubjectNames } from './use-subject-names.ts';

/** What a node is called: a meter or tenant by its name, sums by a word. */
export const useNodeNames = (park: string, board: ParkBoard | null): ((node: FlowNode) => string) => {
  const t = useWords();
  const pointName = useSubjectNames(park, board);
  const accountName = useAccountNames(park);
  return useCallback(
    ({ kind, code, count }) => {
      if (code === null) {
        const word = t(`flow.kind.${kind}`, { n: count });
        return count > 1 && isNamedAlone(kind) ? t('flow.others', { n: count, kind: word }) : word;
      }
      if (kind === 'tenant' || kind === 'back') return accountName(code) ?? pointName(code);
      return pointName(code);
    },
    [t, pointName, accountName],
  );
};

/** Ends of a kind whose word tells no number, because each has a name of its own. */
const isNamedAlone = (kind: FlowKind): boolean => kind === 'pv' || kind === 'storage' || kind === 'back';
