'use client';

import { useRef, useState } from 'react';
import type { ParkBoard, PointBoard } from '#domain/board/board.ts';
import { MINUTE_MS, type ParkDay } from '#domain/time/instant.ts';
import { useBoard, useBoardField } from '../../live/use-board.ts';
import { useRedrawTime } from '../../live/use-redraw-time.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { askMonth } from '../../rpc/api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { monthOf } from '../calendar.ts';
import { InstallationsCard } from '../installation/InstallationsCard.tsx';
import { PageHead } from '../PageHead.tsx';
import { DoubtsCard } from './DoubtsCard.tsx';
import { GapsCard } from './GapsCard.tsx';
import { HeatCard } from './HeatCard.tsx';
import styles from './Meter.module.css';
import { PointFacts } from './PointFacts.tsx';
import { PointLoad } from './PointLoad.tsx';
import { gapsOf } from './quality-runs.ts';
import { WindowsCard } from './WindowsCard.tsx';

interface Props {
  readonly park: string;
  readonly code: string;
}

/** One meter: its day, its month, and how well both are known. */
export function Meter({ park, code }: Props) {
  const t = useWords();
  const board = useBoardField({ type: 'park', park }, ({ zone, day }) => ({ zone, day }), sameDay);
  const known = useBoard({ type: 'meters', park }, (state) => (state.type === 'shown' ? Object.hasOwn(state.data, code) : null));
  const point = useBoardField({ type: 'meters', park }, (points) => points[code] ?? null);
  if (known === false) return <Notice title={t('meter.notFound', { code })} text={t('meter.notFoundNext')} />;
  if (!point || !board) return <TableBones />;
  return <Shown park={park} point={point} zone={board.zone} today={board.day} />;
}

type Day = Pick<ParkBoard, 'zone' | 'day'>;
const sameDay = (a: Day | null, b: Day | null): boolean => a?.day === b?.day && a?.zone === b?.zone;

interface ShownProps {
  readonly park: string;
  readonly point: PointBoard;
  readonly zone: string;
  readonly today: ParkDay;
}

/** A slot closes every 15 minutes; late readings refine closed ones. */
const EVERY_MS = 5 * MINUTE_MS;

function Shown({ park, point, zone, today }: ShownProps) {
  const t = useWords();
  const nameOf = useNames();
  const now = useRedrawTime();
  const [day, setDay] = useState<ParkDay | null>(null);
  const [month, setMonth] = useState<string | null>(null);
  const latest = monthOf(today);
  const shownMonth = month ?? latest;
  const key = `${park}:${point.code}`;
  const query = useQuery(`month ${key} ${shownMonth}`, (signal) => askMonth({ point: key, month: shownMonth }, signal), {
    everyMs: EVERY_MS,
  });
  const load = useRef<HTMLDivElement>(null);
  const openDay = (opened: ParkDay) => {
    setDay(opened);
    load.current?.scrollIntoView({ block: 'nearest' });
  };
  const gaps = query.type === 'ready' && now !== null ? gapsOf(query.data, now) : [];
  return (
    <article className={styles.page}>
      <PageHead
        title={nameOf(point.name)}
        note={point.code}
        up={{ href: `/parks/${encodeURIComponent(park)}/meters`, word: t('nav.meters') }}
      >
        <ExportButton kind="month" query={{ park, point: point.code, month: shownMonth }} />
      </PageHead>
      <PointFacts park={park} point={point} full />
      <div ref={load}>
        <PointLoad park={park} point={point} zone={zone} day={day ?? today} today={today} onDay={setDay} />
      </div>
      {now === null ? null : (
        <div className={styles.columns}>
          <div className={styles.side}>
            <HeatCard
              query={query}
              zone={zone}
              now={now}
              month={shownMonth}
              latest={latest}
              choose={setMonth}
              day={day ?? today}
              today={today}
              openDay={openDay}
            />
            <InstallationsCard park={park} point={point.code} medium={point.medium} zone={zone} />
          </div>
          <div className={styles.side}>
            <WindowsCard park={park} point={point.code} month={shownMonth} medium={point.medium} zone={zone} now={now} />
            {query.type === 'ready' ? <GapsCard gaps={gaps} zone={zone} now={now} /> : null}
            <DoubtsCard park={park} point={point.code} zone={zone} now={now} />
          </div>
        </div>
      )}
    </article>
  );
}
