'use client';

import { useState } from 'react';
import type { DemandBoard, ParkBoard } from '#domain/board/board.ts';
import { MINUTE_MS } from '#domain/time/instant.ts';
import { freshnessOf } from '../../format/age.ts';
import { useBoardField } from '../../live/use-board.ts';
import { useFromNow } from '../../live/use-now.ts';
import { useRedrawTime } from '../../live/use-redraw-time.ts';
import { Choice } from '../../parts/Choice.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { PARK_INTERVAL_S } from '../../parts/park-freshness.ts';
import { TableBones } from '../../parts/TableBones.tsx';
import { useSubjectNames } from '../../parts/use-subject-names.ts';
import { askMonth } from '../../rpc/api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { monthOf } from '../calendar.ts';
import { DemandWindow } from '../DemandCard.tsx';
import { ListPage } from '../ListPage.tsx';
import { WindowsCard } from '../meter/WindowsCard.tsx';
import styles from './Demand.module.css';
import { MonthCard } from './MonthCard.tsx';

/** What a demand charge looks at: the windows that run, the month by day, its largest windows. */
export function Demand({ park }: { readonly park: string }) {
  const board = useBoardField({ type: 'park', park }, (data) => data);
  if (!board) return <TableBones />;
  return <Shown park={park} board={board} />;
}

/** So few windows stand beside their month, more above it. */
const FEW = 2;
const EVERY_MS = 5 * MINUTE_MS;

function Shown({ park, board }: { readonly park: string; readonly board: ParkBoard }) {
  const t = useWords();
  const nameOf = useSubjectNames(park, board);
  const now = useRedrawTime();
  const { dataAt } = board;
  const fresh = useFromNow((time) => freshnessOf(dataAt, PARK_INTERVAL_S, time)) ?? 'fresh';
  const [chosen, choose] = useState('');
  const [month, setMonth] = useState<string | null>(null);
  const windows = board.demand.toSorted((a, b) => pressure(b) - pressure(a));
  const demand = windows.find(({ point }) => point === chosen) ?? windows[0];
  const latest = monthOf(board.day);
  const shownMonth = month ?? latest;
  const key = demand ? `${park}:${demand.point}` : '';
  const query = useQuery(
    `month ${key} ${shownMonth}`,
    (signal) => (key === '' ? Promise.resolve(null) : askMonth({ point: key, month: shownMonth }, signal)),
    key === '' ? {} : { everyMs: EVERY_MS },
  );
  if (!demand) return <Notice title={t('demand.none')} text={t('demandPage.noneNext')} />;
  return (
    <ListPage
      title={t('nav.demand')}
      note={t('demandPage.note')}
      tools={<ExportButton kind="month" query={{ park, point: demand.point, month: shownMonth }} />}
    >
      <div className={styles.page} data-few={windows.length <= FEW}>
        <div className={styles.windows} data-fresh={fresh}>
          {windows.map((one) => (
            <DemandWindow key={one.point} demand={one} zone={board.zone} fresh={fresh === 'fresh'} name={nameOf(one.point)} />
          ))}
        </div>
        {windows.length > 1 ? (
          <Choice
            label={t('meters.point')}
            chosen={demand.point}
            choose={choose}
            choices={windows.map(({ point }) => ({ value: point, word: nameOf(point) }))}
          />
        ) : null}
        <div className={styles.columns}>
          <MonthCard
            query={query}
            demand={demand}
            zone={board.zone}
            today={board.day}
            month={{ shown: shownMonth, latest, choose: setMonth }}
          />
          {now === null ? null : (
            <WindowsCard park={park} point={demand.point} month={shownMonth} medium="electricity" zone={board.zone} now={now} />
          )}
        </div>
      </div>
    </ListPage>
  );
}

/** How near a window's forecast is to what must not be passed. */
const pressure = ({ forecastW, contractW, monthMaxW }: DemandBoard): number => forecastW / Math.max(1, contractW ?? monthMaxW);
