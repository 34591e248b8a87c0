'use client';

import { useMemo, useState } from 'react';
import type { ParkBoard } from '#domain/board/board.ts';
import { SECOND_MS } from '#domain/time/instant.ts';
import { momentText } from '../format/time.ts';
import { useBoardField } from '../live/use-board.ts';
import { useNow } from '../live/use-now.ts';
import { Choice } from '../parts/Choice.tsx';
import { type Column, DataTable } from '../parts/DataTable.tsx';
import { Failed } from '../parts/Failed.tsx';
import { Notice } from '../parts/Notice.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { TableBones } from '../parts/TableBones.tsx';
import { useAlarmText } from '../parts/use-alarm-text.ts';
import { useSubjectNames } from '../parts/use-subject-names.ts';
import { askAlarms } from '../rpc/api.ts';
import type { AlarmRow } from '../rpc/shapes.ts';
import { useQuery } from '../rpc/use-query.ts';
import { useWords } from '../words/use-words.ts';
import styles from './Alarms.module.css';
import { ListPage } from './ListPage.tsx';

const EVERY_MS = 15 * SECOND_MS;

/** Alarms of the park, open ones first. */
export function Alarms({ park }: { readonly park: string }) {
  const t = useWords();
  const [shown, show] = useState('open');
  const board = useBoardField({ type: 'park', park }, (data) => data);
  const query = useQuery(`alarms ${park} ${board?.alarms.length ?? ''}`, (signal) => askAlarms(park, signal), { everyMs: EVERY_MS });
  const columns = useColumns(park, board);
  const rows = query.type === 'ready' ? query.data.filter((alarm) => shown === 'all' || alarm.closedAt === null) : [];
  return (
    <ListPage
      title={t('nav.alarms')}
      tools={
        <Choice
          label={t('nav.alarms')}
          chosen={shown}
          choose={show}
          choices={[
            { value: 'open', word: t('alarm.onlyOpen') },
            { value: 'all', word: t('all') },
          ]}
        />
      }
    >
      {query.type === 'loading' ? <TableBones /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' && rows.length === 0 ? <Notice title={t('alarm.none')} text={t('alarm.noneNext')} /> : null}
      {rows.length > 0 ? <DataTable label={t('nav.alarms')} columns={columns} rows={rows} keyOf={keyOf} /> : null}
    </ListPage>
  );
}

const keyOf = ({ id }: AlarmRow): string => id;

const GRAVITY = { critical: 0, warning: 1, info: 2 } as const;

const useColumns = (park: string, board: ParkBoard | null): readonly Column<AlarmRow>[] => {
  const t = useWords();
  const textOf = useAlarmText();
  const nameOf = useSubjectNames(park, board);
  const zone = board?.zone ?? 'UTC';
  return useMemo(
    () => [
      {
        key: 'what',
        head: t('alarm.what'),
        phone: 'title',
        cell: (alarm) => (
          <span className={styles.what} data-closed={alarm.closedAt !== null}>
            <SeverityMark severity={alarm.severity} />
            {textOf(alarm).title}
          </span>
        ),
        sort: (a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || b.openedAt - a.openedAt,
      },
      { key: 'detail', head: t('alarm.subject'), phone: 'note', cell: (alarm) => textOf(alarm, nameOf(alarm.subject)).detail },
      {
        key: 'openedAt',
        head: t('alarm.openedAt'),
        figure: true,
        phone: 'end',
        cell: ({ openedAt }) => <Moment at={openedAt} zone={zone} />,
        sort: (a, b) => a.openedAt - b.openedAt,
      },
      {
        key: 'closedAt',
        head: t('alarm.closedAt'),
        figure: true,
        phone: 'value',
        cell: ({ closedAt }) => (closedAt === null ? <b>{t('alarm.isOpen')}</b> : <Moment at={closedAt} zone={zone} />),
        sort: (a, b) => (a.closedAt ?? Number.MAX_VALUE) - (b.closedAt ?? Number.MAX_VALUE),
      },
    ],
    [t, textOf, nameOf, zone],
  );
};

function Moment({ at, zone }: { readonly at: AlarmRow['openedAt']; readonly zone: string }) {
  const now = useNow();
  return <span className={styles.moment}>{now === null ? '' : momentText(at, now, zone)}</span>;
}
