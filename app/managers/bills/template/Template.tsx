'use client';

import { Failed } from '../../../parts/Failed.tsx';
import { TableBones } from '../../../parts/TableBones.tsx';
import { askTemplate } from '../../../rpc/papers-api.ts';
import { useQuery } from '../../../rpc/use-query.ts';
import { useWords } from '../../../words/use-words.ts';
import columns from '../../Columns.module.css';
import { PageHead } from '../../PageHead.tsx';
import { TemplateForm } from './TemplateForm.tsx';

/** How a park's bills are printed: changed, looked at, saved as a new revision. */
export function Template({ park }: { readonly park: string }) {
  const t = useWords();
  const query = useQuery(`template ${park}`, (signal) => askTemplate(park, signal));
  const revision = query.type === 'ready' ? query.data.revision : null;
  return (
    <article className={columns.column}>
      <PageHead
        title={t('papers.template')}
        note={revision === null ? '' : revision === 0 ? t('papers.plain') : t('papers.revision', { revision })}
        up={{ href: `/parks/${encodeURIComponent(park)}/bills`, word: t('nav.bills') }}
      />
      {query.type === 'loading' ? <TableBones /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' ? <TemplateForm key={query.data.revision} park={park} stored={query.data} saved={query.again} /> : null}
    </article>
  );
}
