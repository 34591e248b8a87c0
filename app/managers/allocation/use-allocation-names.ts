import { useCallback } from 'react';
import { useBoardField } from '../../live/use-board.ts';
import { askAccounts } from '../../rpc/api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useNames, useWords } from '../../words/use-words.ts';

export interface AllocationNames {
  /** A meter, or the park. */
  readonly node: (code: string | null) => string;
  /** An account, or the landlord. */
  readonly account: (code: string | null) => string;
}

/** Names of meters and accounts; their codes until they are known. */
export const useAllocationNames = (park: string): AllocationNames => {
  const t = useWords();
  const nameOf = useNames();
  const points = useBoardField({ type: 'meters', park }, (data) => data);
  const accounts = useQuery(`accounts ${park}`, (signal) => askAccounts(park, signal));
  const rows = accounts.type === 'ready' ? accounts.data : null;
  const node = useCallback(
    (code: string | null) => {
      const name = code === null ? undefined : points?.[code]?.name;
      return code === null ? t('allocation.park') : name ? nameOf(name) : code;
    },
    [points, nameOf, t],
  );
  const account = useCallback(
    (code: string | null) => {
      const name = rows?.find((row) => row.code === code)?.name;
      return code === null ? t('allocation.landlord') : name ? nameOf(name) : code;
    },
    [rows, nameOf, t],
  );
  return { node, account };
};
