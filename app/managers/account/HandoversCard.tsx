'use client';

import { Failed } from '../../parts/Failed.tsx';
import { HandoverRows } from '../../parts/handover/HandoverRows.tsx';
import { askHandovers } from '../../rpc/handovers.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';

/** The account's record of what was read when it opened and when it left; nothing where nobody read anything. */
export function HandoversCard({ park, account }: { readonly park: string; readonly account: string }) {
  const t = useWords();
  const query = useQuery(`handovers ${park}:${account}`, (signal) => askHandovers({ park, account }, signal));
  if (query.type === 'loading' || (query.type === 'ready' && query.data.length === 0)) return null;
  return (
    <Card title={t('handover.title')} note={t('handover.note')}>
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : <HandoverRows park={park} rows={query.data} />}
    </Card>
  );
}
