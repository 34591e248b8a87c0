'use client';

import type { ParkBoard } from '#domain/board/board.ts';
import { freshnessOf } from '../format/age.ts';
import { useBoardField } from '../live/use-board.ts';
import { useFromNow } from '../live/use-now.ts';
import { Bone } from '../parts/Bone.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PARK_INTERVAL_S } from '../parts/park-freshness.ts';
import { dataOf, useCurves } from '../rpc/use-curves.ts';
import { useWords } from '../words/use-words.ts';
import { AlarmCard } from './AlarmCard.tsx';
import { BuildingsCard } from './BuildingsCard.tsx';
import { CountsCard } from './CountsCard.tsx';
import { DemandCard } from './DemandCard.tsx';
import { LoadCard } from './LoadCard.tsx';
import { LowCard } from './LowCard.tsx';
import { NowCard } from './NowCard.tsx';
import styles from './Overview.module.css';

/** The park's board, condensed: phones first. */
export function Overview({ park }: { readonly park: string }) {
  const board = useBoardField({ type: 'park', park }, (data) => data);
  if (!board) return <Waiting />;
  return <Shown park={park} board={board} />;
}

function Shown({ park, board }: { readonly park: string; readonly board: ParkBoard }) {
  const t = useWords();
  const curves = useCurves({ park, day: board.day });
  const { dataAt } = board;
  const fresh = useFromNow((now) => freshnessOf(dataAt, PARK_INTERVAL_S, now)) ?? 'fresh';
  if (dataAt === null) return <Notice title={t('load.none')} text={t('load.noneNext')} />;
  return (
    <div className={styles.cards} data-fresh={fresh}>
      <NowCard board={board} yesterday={dataOf(curves.yesterday)} />
      <LoadCard board={board} today={dataOf(curves.today)} yesterday={dataOf(curves.yesterday)} fresh={fresh === 'fresh'} />
      <DemandCard board={board} fresh={fresh === 'fresh'} />
      <LowCard park={park} board={board} />
      <AlarmCard park={park} board={board} />
      <BuildingsCard park={park} />
      <CountsCard park={park} board={board} />
    </div>
  );
}

const Waiting = () => (
  <div className={styles.cards} aria-hidden="true">
    {['now', 'load', 'demand', 'low', 'alarms', 'buildings', 'counts'].map((area) => (
      <div key={area} className={styles.waiting}>
        <Bone width="38%" />
        <Bone width="62%" height="2em" />
      </div>
    ))}
  </div>
);
