'use client';

import { useSearchParams } from 'next/navigation';
import { useBoardField } from '../../live/use-board.ts';
import { Failed } from '../../parts/Failed.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { askRules } from '../../rpc/allocation-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import columns from '../Columns.module.css';
import { monthBefore, monthOf } from '../calendar.ts';
import { PageHead } from '../PageHead.tsx';
import { RulesForm } from './RulesForm.tsx';

/** How a park shares, from a month on: looked at before it is saved. */
export function Rules({ park }: { readonly park: string }) {
  const t = useWords();
  const day = useBoardField({ type: 'park', park }, (board) => board.day);
  const asked = useSearchParams().get('month');
  const month = asked ?? (day === null ? null : monthBefore(monthOf(day)));
  const root = `/parks/${encodeURIComponent(park)}/allocation`;
  const query = useQuery(`rules ${park} ${month}`, (signal) =>
    month === null ? Promise.resolve(null) : askRules({ park, month }, signal),
  );
  const data = query.type === 'ready' ? query.data : null;
  return (
    <article className={columns.column}>
      <PageHead
        title={t('allocation.rules')}
        note={month === null ? '' : t('allocation.from', { month })}
        up={{ href: month === null ? root : `${root}?month=${month}`, word: t('nav.allocation') }}
      />
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {data === null || month === null ? (
        query.type === 'failed' ? null : (
          <TableBones />
        )
      ) : (
        <RulesForm
          key={`${month} ${data.saved?.revision ?? 0}`}
          of={{ park, month }}
          data={data}
          onSaved={query.type === 'ready' ? query.again : () => undefined}
        />
      )}
    </article>
  );
}
