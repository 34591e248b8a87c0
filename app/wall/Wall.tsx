'use client';

import type { ParkBoard } from '#domain/board/board.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { ChineseFont } from '../design/ChineseFont.tsx';
import { THEMES, type ThemeName } from '../design/themes.ts';
import { type Freshness, freshnessOf } from '../format/age.ts';
import { useBoard } from '../live/use-board.ts';
import { useConnection, useFromNow } from '../live/use-now.ts';
import { Notice } from '../parts/Notice.tsx';
import { PARK_INTERVAL_S } from '../parts/park-freshness.ts';
import { dataOf, useCurves } from '../rpc/use-curves.ts';
import { Site } from '../site/Site.tsx';
import { useWords } from '../words/use-words.ts';
import { useBurnInShift } from './use-burn-in-shift.ts';
import { useReload } from './use-reload.ts';
import styles from './Wall.module.css';
import { WallAlarms } from './WallAlarms.tsx';
import { WallBalances } from './WallBalances.tsx';
import { WallDemand } from './WallDemand.tsx';
import { WallHeader } from './WallHeader.tsx';
import { WallKpis } from './WallKpis.tsx';
import { WallLoad } from './WallLoad.tsx';

interface Props {
  readonly park: string;
  readonly theme: ThemeName;
}

/** The wall of a control room: one screen without a pointer that runs for weeks. */
export function Wall({ park, theme }: Props) {
  const state = useBoard({ type: 'park', park }, (board) => board);
  const board = state.type === 'shown' ? state.data : null;
  const fresh = useWallFreshness(board);
  const shift = useBurnInShift();
  useReload();
  return (
    <div className={styles.wall} data-wall data-theme={theme}>
      <ChineseFont />
      <main className={styles.stage} data-fresh={fresh} style={{ transform: shift }}>
        <WallHeader park={park} board={board} fresh={fresh} />
        {state.type === 'refused' ? (
          <Refused code={state.code} park={park} />
        ) : (
          <Body park={park} board={board} theme={theme} fresh={fresh === 'fresh'} />
        )}
      </main>
    </div>
  );
}

function Body({ park, board, theme, fresh }: Props & { readonly board: ParkBoard | null; readonly fresh: boolean }) {
  const curves = useCurves({ park, day: board?.day ?? null });
  const today = dataOf(curves.today);
  const yesterday = dataOf(curves.yesterday);
  return (
    <>
      <WallKpis board={board} yesterday={yesterday} />
      <WallLoad board={board} today={today} yesterday={yesterday} theme={THEMES[theme]} fresh={fresh} />
      <div className={styles.twin}>
        <Site park={park} size="wall" />
      </div>
      <div className={styles.right}>
        <WallDemand board={board} fresh={fresh} />
        <WallBalances board={board} />
        <WallAlarms park={park} board={board} />
      </div>
    </>
  );
}

function Refused({ code, park }: { readonly code: string; readonly park: string }) {
  const t = useWords();
  return (
    <div className={styles.whole}>
      <Notice title={t('wall.refused', { park })} text={t('wall.refusedNext', { code })} />
    </div>
  );
}

const useWallFreshness = (board: ParkBoard | null): Freshness => {
  const connection = useConnection();
  const dataAt: InstantMs | null = board?.dataAt ?? null;
  const fresh = useFromNow((now) => freshnessOf(dataAt, PARK_INTERVAL_S, now)) ?? 'fresh';
  if (board === null || board.meters === 0) return 'fresh';
  return fresh === 'fresh' && connection.type === 'offline' ? 'stale' : fresh;
};
