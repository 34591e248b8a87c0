'use client';

import { useState } from 'react';
import { SECOND_MS } from '#domain/time/instant.ts';
import { useBoardField } from '../../live/use-board.ts';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { useAlarmText } from '../../parts/use-alarm-text.ts';
import { askAlarmPage } from '../../rpc/api.ts';
import type { AlarmRow } from '../../rpc/shapes.ts';
import { useAgainWhen } from '../../rpc/use-again-when.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { ListPage } from '../ListPage.tsx';
import { Said } from '../Said.tsx';
import { SelectField } from '../SelectField.tsx';
import styles from './Alarms.module.css';
import { useAlarmActs } from './use-alarm-acts.ts';
import { useAlarmColumns } from './use-alarm-columns.tsx';
import { useAlarmSign } from './use-alarm-sign.ts';
import { useRememberAlarms } from './use-remember-alarms.ts';

const EVERY_MS = 15 * SECOND_MS;
const PAGE_ROWS = 100;

const SHOWN = ['open', 'waiting', 'escalated', 'acknowledged', 'muted', 'all'] as const;
type Shown = (typeof SHOWN)[number];

/** Alarms of the park: what is open, who looks after it, and all that ever was. */
export function Alarms({ park }: { readonly park: string }) {
  const t = useWords();
  const textOf = useAlarmText();
  const [shown, show] = useState<Shown>('open');
  const [kind, setKind] = useState('');
  /** The last ids of the pages before this one: an empty list is the newest page. */
  const [older, setOlder] = useState<readonly string[]>([]);
  const board = useBoardField({ type: 'park', park }, (data) => data);
  const before = older.at(-1);
  const onlyOpen = shown !== 'all';
  const onlyEscalated = shown === 'escalated';
  const query = useQuery(
    `alarms ${park} ${onlyOpen} ${onlyEscalated} ${before ?? ''}`,
    (signal) => askAlarmPage({ park, onlyOpen, onlyEscalated, limit: PAGE_ROWS, ...(before === undefined ? {} : { before }) }, signal),
    { everyMs: EVERY_MS },
  );
  useRememberAlarms(park, board, query.type === 'ready' && onlyOpen && !onlyEscalated && before === undefined ? query.data : null);
  useAgainWhen(useAlarmSign(park), query.type === 'ready' ? query.again : null);
  const acts = useAlarmActs(park, query.type === 'ready' ? query.again : null);
  const columns = useAlarmColumns({ park, board, acts });
  const page = query.type === 'ready' ? query.data : [];
  const rows = page.map(acts.withState).filter((alarm) => isShown(alarm, shown, board?.at ?? 0) && (kind === '' || alarm.kind === kind));
  const kinds = [...new Map(page.map((alarm) => [alarm.kind, textOf(alarm).title]))].map(([value, word]) => ({ value, word }));
  const choose = (value: string) => {
    show(SHOWN.find((one) => one === value) ?? 'open');
    setOlder([]);
  };
  return (
    <ListPage
      title={t('nav.alarms')}
      tools={
        <>
          <Choice
            label={t('alarms.show')}
            chosen={shown}
            choose={choose}
            choices={SHOWN.map((value) => ({ value, word: t(`alarms.shown.${value}`) }))}
          />
          <SelectField label={t('alarms.kind')} chosen={kind} choose={setKind} choices={kinds} />
          <ExportButton kind="alarms" query={{ park }} />
        </>
      }
    >
      {query.type === 'loading' ? <TableBones /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' && rows.length === 0 ? (
        <Notice title={shown === 'open' && kind === '' ? t('alarm.none') : t('nothingFound')} text={t('alarm.noneNext')} />
      ) : null}
      {rows.length > 0 ? (
        <DataTable
          label={t('nav.alarms')}
          columns={columns}
          rows={rows}
          keyOf={keyOf}
          hrefOf={({ id }) => `/parks/${encodeURIComponent(park)}/alarms/${id}`}
        />
      ) : null}
      {older.length > 0 || (page.length === PAGE_ROWS && !onlyOpen) ? (
        <div className={styles.pages}>
          <Button disabled={older.length === 0} onPress={() => setOlder(older.slice(0, -1))}>
            {t('alarms.newer')}
          </Button>
          <Button disabled={page.length < PAGE_ROWS} onPress={() => setOlder([...older, page.at(-1)?.id ?? ''])}>
            {t('alarms.older')}
          </Button>
        </div>
      ) : null}
      <Said said={acts.said} />
    </ListPage>
  );
}

const keyOf = ({ id }: AlarmRow): string => id;

const isShown = (alarm: AlarmRow, shown: Shown, now: number): boolean => {
  if (shown === 'all') return true;
  if (alarm.closedAt !== null) return false;
  if (shown === 'waiting') return alarm.acknowledgedAt === null;
  if (shown === 'escalated') return alarm.escalatedAt !== null;
  if (shown === 'acknowledged') return alarm.acknowledgedAt !== null;
  if (shown === 'muted') return alarm.mutedUntil !== null && alarm.mutedUntil > now;
  return true;
};
