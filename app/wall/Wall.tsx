'use client';

import type { ParkBoard } from '#domain/board/board.ts';
import { type InstantMs, SECOND_MS } from '#domain/time/instant.ts';
import { ChineseFont } from '../design/ChineseFont.tsx';
import type { ThemeName } from '../design/themes.ts';
import { type Freshness, freshnessOf } from '../format/age.ts';
import { useBoard } from '../live/use-board.ts';
import { useConnection, useFromNow } from '../live/use-now.ts';
import { Notice } from '../parts/Notice.tsx';
import { PARK_INTERVAL_S } from '../parts/park-freshness.ts';
import { PastProvider } from '../past/PastProvider.tsx';
import { dataOf, useCurves } from '../rpc/use-curves.ts';
import { useWords } from '../words/use-words.ts';
import { BalancesPage } from './BalancesPage.tsx';
import { DemandPage } from './DemandPage.tsx';
import { FlowsPage } from './FlowsPage.tsx';
import { HealthPage } from './HealthPage.tsx';
import type { WallPageName } from './pages.ts';
import { TwinPage, type WallCurves, type WallPageProps } from './TwinPage.tsx';
import { useBurnInShift } from './use-burn-in-shift.ts';
import type { Span } from './use-flow.ts';
import { useLastWeek } from './use-last-week.ts';
import { useWallPage } from './use-page.ts';
import { type Rate, useRates } from './use-rates.ts';
import { useReload } from './use-reload.ts';
import styles from './Wall.module.css';
import { WallHeader } from './WallHeader.tsx';

interface Props {
  readonly park: string;
  readonly theme: ThemeName;
  /** The page that stays; null: they rotate. */
  readonly pinned: WallPageName | null;
  /** Seconds a page stands. */
  readonly rotateS: number;
}

/** The wall of a control room: one screen without a pointer that runs for weeks. With `?at=` it shows that minute of the past. */
export function Wall({ park, theme, pinned, rotateS }: Props) {
  // The wall itself lives in the present, whatever time it shows: it turns its pages, moves against burn-in and loads new builds.
  const page = useWallPage(pinned, rotateS);
  const span: Span = useFromNow((now) => Math.floor(now / SPAN_MS) % 2 === 1) ? 'month' : 'today';
  const shift = useBurnInShift();
  useReload();
  return (
    <div className={styles.wall} data-wall data-theme={theme}>
      <ChineseFont />
      <PastProvider park={park}>
        <Stage park={park} theme={theme} page={page} span={span} shift={shift} />
      </PastProvider>
    </div>
  );
}

/** Sums of the day and of the month take turns. */
const SPAN_MS = 15 * SECOND_MS;

interface StageProps extends Pick<Props, 'park' | 'theme'> {
  readonly page: WallPageName;
  readonly span: Span;
  readonly shift: string;
}

function Stage({ park, theme, page, span, shift }: StageProps) {
  const state = useBoard({ type: 'park', park }, (board) => board);
  const board = state.type === 'shown' ? state.data : null;
  const fresh = useWallFreshness(board);
  const rates = useRates(park);
  const curves = useWallCurves(park, board);
  return (
    <main className={styles.stage} data-fresh={fresh} style={{ transform: shift }}>
      <WallHeader park={park} board={board} fresh={fresh} page={page} />
      {state.type === 'refused' ? (
        <Refused code={state.code} park={park} />
      ) : (
        <Page name={page} rates={rates} curves={curves} span={span} park={park} board={board} theme={theme} fresh={fresh === 'fresh'} />
      )}
    </main>
  );
}

interface PageProps extends WallPageProps {
  readonly name: WallPageName;
  readonly rates: readonly Rate[];
  readonly curves: WallCurves;
  readonly span: Span;
}

/** One page stands at a time: what is not seen holds no chart and watches no board. */
function Page({ name, rates, curves, span, ...rest }: PageProps) {
  switch (name) {
    case 'twin':
      return <TwinPage {...rest} curves={curves} />;
    case 'flows':
      return <FlowsPage {...rest} span={span} />;
    case 'demand':
      return <DemandPage {...rest} curves={curves} />;
    case 'balances':
      return <BalancesPage {...rest} />;
    case 'health':
      return <HealthPage {...rest} rates={rates} />;
  }
}

function Refused({ code, park }: { readonly code: string; readonly park: string }) {
  const t = useWords();
  return (
    <div className={styles.whole}>
      <Notice title={t('wall.refused', { park })} text={t('wall.refusedNext', { code })} />
    </div>
  );
}

/** Asked for as long as the wall stands, so that the page that shows them is whole when it comes. */
const useWallCurves = (park: string, board: ParkBoard | null): WallCurves => {
  const day = board?.day ?? null;
  const { today, yesterday } = useCurves({ park, day });
  return { today: dataOf(today), yesterday: dataOf(yesterday), lastWeek: useLastWeek(park, day) };
};

const useWallFreshness = (board: ParkBoard | null): Freshness => {
  const connection = useConnection();
  const dataAt: InstantMs | null = board?.dataAt ?? null;
  const fresh = useFromNow((now) => freshnessOf(dataAt, PARK_INTERVAL_S, now)) ?? 'fresh';
  if (board === null || board.meters === 0) return 'fresh';
  return fresh === 'fresh' && connection.type === 'offline' ? 'stale' : fresh;
};
