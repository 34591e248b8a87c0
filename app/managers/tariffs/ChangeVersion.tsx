'use client';

import { useSearchParams } from 'next/navigation';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { askTariffs, askTemplates, askVersion } from '../../rpc/tariffs-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import columns from '../Columns.module.css';
import { PageHead } from '../PageHead.tsx';
import { VersionForm } from './VersionForm.tsx';

/** A new version from another, or one corrected; the address says which. */
export function ChangeVersion({ park }: { readonly park: string }) {
  const t = useWords();
  const nameOf = useNames();
  const asked = useSearchParams();
  const of = { park, tariff: asked.get('tariff') ?? '' };
  const from = asked.get('version') ?? '';
  const as = asked.get('as') === 'correction' ? 'correction' : 'new';
  const query = useQuery(`change ${park} ${of.tariff} ${from}`, async (signal) => {
    const [list, version, templates] = await Promise.all([
      askTariffs(park, signal),
      askVersion({ ...of, validFrom: from }, signal),
      askTemplates(park, signal),
    ]);
    return { today: list.today, tariff: list.tariffs.find(({ code }) => code === of.tariff), version, templates };
  });
  const tariff = query.type === 'ready' ? query.data.tariff : undefined;
  const name = tariff ? nameOf(tariff.name) : '';
  const root = `/parks/${encodeURIComponent(park)}/tariffs`;
  return (
    <article className={columns.column}>
      <PageHead
        title={as === 'new' ? t('tariffs.formNew') : t('tariffs.formCorrection')}
        note={name === '' ? '' : as === 'new' ? t('tariffs.formOf', { name, from }) : t('tariffs.formCorrects', { name, from })}
        up={{ href: `${root}?tariff=${encodeURIComponent(of.tariff)}&version=${from}`, word: t('nav.tariffs') }}
      />
      {query.type === 'failed' && query.failure === 'notFound' ? (
        <Notice title={t('tariffs.notFound')} text={t('tariffs.notFoundNext')} />
      ) : null}
      {query.type === 'failed' && query.failure !== 'notFound' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'loading' ? <TableBones /> : null}
      {query.type === 'ready' && tariff ? (
        <VersionForm
          key={`${of.tariff} ${from} ${as}`}
          of={of}
          as={as}
          version={query.data.version}
          medium={tariff.medium}
          today={query.data.today}
          templates={query.data.templates}
        />
      ) : null}
    </article>
  );
}
