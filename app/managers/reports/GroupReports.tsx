'use client';

import { dayOf } from '../../format/time.ts';
import { useFromNow } from '../../live/use-now.ts';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { askParks } from '../../rpc/api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { ConnectionState } from '../../shell/ConnectionState.tsx';
import { NewBuild } from '../../shell/NewBuild.tsx';
import { MAIN_ID } from '../../shell/SkipLink.tsx';
import { useWords } from '../../words/use-words.ts';
import page from '../Parks.module.css';
import { TopBar } from '../TopBar.tsx';
import { ParkNames } from './ParkNames.tsx';
import { Reports } from './Reports.tsx';

/** The same reports over all parks whose money one sees; months are those of the first park's zone. */
export function GroupReports() {
  const t = useWords();
  const query = useQuery('parks', askParks);
  const names = new Map(query.type === 'ready' ? query.data.map(({ code, name }) => [code, name] as const) : []);
  const zone = query.type === 'ready' ? query.data[0]?.zone : undefined;
  const today = useFromNow((now) => (zone === undefined ? null : String(dayOf(now, zone))));
  return (
    <>
      <TopBar title={<h1 className={page.title}>{t('reports.group')}</h1>} state={<ConnectionState dataAt={null} />} />
      <NewBuild />
      <main id={MAIN_ID} tabIndex={-1} className={page.main}>
        {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
        {query.type === 'ready' && zone === undefined ? <Notice title={t('parks.none')} text={t('parks.noneNext')} /> : null}
        {query.type === 'loading' || (zone !== undefined && today === null) ? <TableBones /> : null}
        {zone === undefined || today === null ? null : (
          <ParkNames value={names}>
            <Reports park={null} today={today as never} root="/reports" />
          </ParkNames>
        )}
      </main>
    </>
  );
}
