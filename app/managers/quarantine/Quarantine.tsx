'use client';

import { useMemo, useState } from 'react';
import { SECOND_MS } from '#domain/time/instant.ts';
import { useBoardField } from '../../live/use-board.ts';
import { AgeText } from '../../parts/AgeText.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { LawOne } from '../../parts/LawOne.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { askQuarantine } from '../../rpc/api.ts';
import type { QuarantineLine } from '../../rpc/shapes.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { ListPage } from '../ListPage.tsx';
import { useReason } from './use-reason.ts';
import { WaitingCard } from './WaitingCard.tsx';

const EVERY_MS = 15 * SECOND_MS;

/** What came in and could not be stored: put aside with its reason, never thrown away. */
export function Quarantine({ park }: { readonly park: string }) {
  const t = useWords();
  const [reason, setReason] = useState('');
  const reasonOf = useReason();
  const counts = useBoardField({ type: 'park', park }, (board) => board.counts);
  const query = useQuery(`quarantine ${park}`, (signal) => askQuarantine(park, signal), { everyMs: EVERY_MS });
  const columns = useColumns();
  const lines = query.type === 'ready' ? query.data : [];
  const rows = lines.filter((line) => reason === '' || line.reason === reason);
  const reasons = [...new Set(lines.map((line) => line.reason))].sort();
  return (
    <ListPage
      title={t('nav.quarantine')}
      note={counts ? <LawOne counts={counts} /> : null}
      tools={
        <>
          {reasons.length > 1 ? (
            <Choice
              label={t('quarantine.reason')}
              chosen={reason}
              choose={setReason}
              choices={[{ value: '', word: `${t('all')} ${lines.length}` }, ...reasons.map((value) => ({ value, word: reasonOf(value) }))]}
            />
          ) : null}
          <ExportButton kind="quarantine" query={{ park }} />
        </>
      }
    >
      <WaitingCard park={park} />
      {query.type === 'loading' ? <TableBones /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' && lines.length === 0 ? <Notice title={t('quarantine.none')} text={t('quarantine.noneNext')} /> : null}
      {rows.length > 0 ? <DataTable label={t('nav.quarantine')} columns={columns} rows={rows} keyOf={keyOf} /> : null}
    </ListPage>
  );
}

const keyOf = ({ id }: QuarantineLine): string => id;

const useColumns = (): readonly Column<QuarantineLine>[] => {
  const t = useWords();
  const reasonOf = useReason();
  return useMemo(
    () => [
      {
        key: 'receivedAt',
        head: t('quarantine.receivedAt'),
        phone: 'end',
        cell: ({ receivedAt }) => <AgeText at={receivedAt} />,
        sort: (a, b) => a.receivedAt - b.receivedAt,
      },
      {
        key: 'reason',
        head: t('quarantine.reason'),
        phone: 'title',
        cell: ({ reason }) => reasonOf(reason),
        sort: (a, b) => a.reason.localeCompare(b.reason, 'en'),
      },
      {
        key: 'serial',
        head: t('meters.serial'),
        phone: 'value',
        cell: ({ serial }) => serial ?? '–',
        sort: (a, b) => (a.serial ?? '').localeCompare(b.serial ?? '', 'en', { numeric: true }),
      },
      { key: 'detail', head: t('quarantine.detail'), phone: 'note', cell: ({ detail, topic }) => detail || topic },
      { key: 'topic', head: t('quarantine.topic'), cell: ({ topic }) => topic },
      { key: 'items', head: t('quarantine.items'), figure: true, cell: ({ items }) => items, sort: (a, b) => a.items - b.items },
    ],
    [t, reasonOf],
  );
};
