'use client';

import type { DemandBoard, ParkBoard } from '#domain/board/board.ts';
import { MINUTE_MS } from '#domain/time/instant.ts';
import type { Box } from '../charts/Chart.tsx';
import { curveUnit } from '../charts/curve-data.ts';
import type { ChartSize } from '../charts/load-curve.ts';
import { THEMES, type Theme } from '../design/themes.ts';
import { grouped, percent } from '../format/quantity.ts';
import { momentText } from '../format/time.ts';
import { useBoardField } from '../live/use-board.ts';
import { useNow } from '../live/use-now.ts';
import { useRedrawTime } from '../live/use-redraw-time.ts';
import { Bone } from '../parts/Bone.tsx';
import { DemandArc } from '../parts/DemandArc.tsx';
import { demandView, GRACE, worstDemand } from '../parts/demand-view.ts';
import { LoadCurve } from '../parts/LoadCurve.tsx';
import { Notice } from '../parts/Notice.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { useAccountNames } from '../parts/use-account-names.ts';
import { useSubjectNames } from '../parts/use-subject-names.ts';
import { askWindows } from '../rpc/api.ts';
import type { PointWindow } from '../rpc/shapes.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useKeptQuery } from '../rpc/use-kept-query.ts';
import { useWords } from '../words/use-words.ts';
import styles from './DemandPage.module.css';
import type { WallCurves, WallPageProps } from './TwinPage.tsx';
import { WallDemand } from './WallDemand.tsx';
import { WallFigure } from './WallFigure.tsx';
import page from './WallPage.module.css';

const WINDOWS_MAX = 12;
const TENANTS_MAX = 12;

/** The wall's third page: the running window large, the month's peaks against the contract, and the large tenants' windows. */
export function DemandPage({ park, board, theme, fresh, curves }: WallPageProps & { readonly curves: WallCurves }) {
  const demand = board && worstDemand(board.demand);
  return (
    <div className={`${page.page} ${styles.page}`}>
      <div className={styles.window}>
        <WallDemand board={board} fresh={fresh} />
        {demand ? <DayLoad board={board} curves={curves} theme={THEMES[theme]} fresh={fresh} /> : null}
      </div>
      <Peaks park={park} board={board} demand={demand} />
      <Tenants park={park} board={board} />
    </div>
  );
}

interface DayLoadProps {
  readonly board: ParkBoard;
  readonly curves: WallCurves;
  readonly theme: Theme;
  readonly fresh: boolean;
}

const narrow = ({ width, rem }: Box): ChartSize => ({ width, text: rem, every: 24, tooltip: false });

/** How today came so far, under the contract's line: where in the day windows grow large. */
function DayLoad({ board, curves: { today, yesterday }, theme, fresh }: DayLoadProps) {
  const t = useWords();
  const now = useRedrawTime();
  return (
    <section className={styles.day}>
      <h2>
        {t('load.today')} {curveUnit(today, yesterday)} <small>{t('load.mean15')}</small>
      </h2>
      {today && now !== null ? (
        <LoadCurve
          today={today}
          yesterday={yesterday}
          zone={board.zone}
          live={fresh ? board.powerW : null}
          contractW={board.demand[0]?.contractW ?? null}
          now={now}
          theme={theme}
          size={narrow}
        />
      ) : (
        <Bone height="100%" />
      )}
    </section>
  );
}

interface PeaksProps {
  readonly park: string;
  readonly board: ParkBoard | null;
  readonly demand: DemandBoard | null;
}

function Peaks({ park, board, demand }: PeaksProps) {
  const t = useWords();
  const now = useNow();
  const windows = useWindows(park, board, demand?.point ?? null);
  if (board && !demand) {
    return (
      <section className={page.part}>
        <div className={`${page.fill} ${page.centre}`}>
          <Notice title={t('demand.none')} text={t('wall.demand.noneNext')} />
        </div>
      </section>
    );
  }
  const contractW = demand?.contractW ?? null;
  const at = demand?.monthMaxAt ?? null;
  return (
    <section className={page.part}>
      <div className={styles.heads}>
        <WallFigure name={t('demand.monthMax')} figure={demand ? grouped(demand.monthMaxW / 1_000) : null} unit="kW">
          <span>{board && at !== null && now !== null ? momentText(at, now, board.zone) : ''}</span>
        </WallFigure>
        <WallFigure name={t('wall.demand.ofContract')} figure={demand ? shareText(demand.monthMaxW, contractW) : null} unit="%">
          {demand && contractW !== null ? <Standing watts={demand.monthMaxW} contractW={contractW} /> : null}
        </WallFigure>
        <WallFigure name={t('demand.lines')} figure={demand ? (contractW === null ? '–' : grouped(contractW / 1_000)) : null} unit="kW">
          <span>{contractW === null ? '' : `105 %  ${grouped((contractW * GRACE) / 1_000)} kW`}</span>
        </WallFigure>
      </div>
      <h2>
        {t('wall.demand.top')} <small>{t('wall.demand.sliding')}</small>
      </h2>
      <Windows windows={windows} contractW={contractW} board={board} />
    </section>
  );
}

const shareText = (watts: number, contractW: number | null): string =>
  contractW === null || contractW <= 0 ? '–' : percent(watts / contractW);

function Standing({ watts, contractW }: { readonly watts: number; readonly contractW: number }) {
  const t = useWords();
  if (watts <= contractW) return <span>{t('wall.demand.below', { kW: grouped((contractW - watts) / 1_000) })}</span>;
  const isBeyond = watts > contractW * GRACE;
  return (
    <span>
      <SeverityMark severity={isBeyond ? 'critical' : 'warning'} />
      {isBeyond
        ? t('wall.demand.beyond', { kW: grouped((watts - contractW * GRACE) / 1_000) })
        : t('wall.demand.above', { kW: grouped((watts - contractW) / 1_000) })}
    </span>
  );
}

const useWindows = (park: string, board: ParkBoard | null, point: string | null): readonly PointWindow[] | null => {
  const month = board ? String(board.day).slice(0, 7) : null;
  return dataOf(
    useKeptQuery(
      `windows ${park} ${point ?? ''} ${month ?? ''}`,
      async (signal): Promise<readonly PointWindow[] | null> =>
        month === null || point === null ? null : askWindows({ point: `${park}:${point}`, month, limit: WINDOWS_MAX }, signal),
      month === null || point === null ? {} : { everyMs: MINUTE_MS },
    ),
  );
};

interface WindowsProps {
  readonly windows: readonly PointWindow[] | null;
  readonly contractW: number | null;
  readonly board: ParkBoard | null;
}

/** The month's largest windows as bars beside each other, under the lines of the contract and of 105 %. */
function Windows({ windows, contractW, board }: WindowsProps) {
  const t = useWords();
  if (!windows || !board) return <div className={styles.bars}>{board === null || windows === null ? BONES : null}</div>;
  if (windows.length === 0) return <p className={page.none}>{t('wall.demand.noWindows')}</p>;
  const top = Math.max(windows[0]?.watts ?? 1, (contractW ?? 0) * GRACE) * 1.03;
  const beyondW = contractW === null ? Number.POSITIVE_INFINITY : contractW * GRACE;
  const line = (watts: number) => ({ left: `calc(var(--bar-from) + (100% - var(--bar-from) - var(--bar-to)) * ${watts / top})` });
  return (
    <div className={styles.bars}>
      {windows.map((window) => (
        <div key={window.at} className={styles.bar}>
          <span className={styles.when}>{dayAndTime(window, board.zone)}</span>
          <span className={styles.track}>
            <i style={{ width: `${(Math.min(window.watts, beyondW) / top) * 100}%` }} />
            {window.watts > beyondW ? <u style={{ width: `${((window.watts - beyondW) / top) * 100}%` }} /> : null}
          </span>
          <b>{grouped(window.watts / 1_000)}</b>
        </div>
      ))}
      {contractW === null ? null : (
        <>
          <span className={styles.line} style={line(contractW)}>
            {t('demand.contract')}
          </span>
          <span className={styles.line} style={line(contractW * GRACE)} data-line="grace">
            105 %
          </span>
        </>
      )}
    </div>
  );
}

/** "11-12 10:45": always with its day, also of today. */
const dayAndTime = (window: PointWindow, zone: string): string => momentText(window.at, 0 as Parameters<typeof momentText>[1], zone);

const BONES = Array.from({ length: WINDOWS_MAX }, (_, i) => i).map((i) => (
  <div key={i} className={styles.bar}>
    <Bone width="6rem" />
    <Bone height="0.9rem" />
    <Bone width="4rem" />
  </div>
));

/** The running windows of the tenants with the largest contracted power, those nearest to it first. */
function Tenants({ park, board }: { readonly park: string; readonly board: ParkBoard | null }) {
  const t = useWords();
  const rows = (board?.tenantDemand ?? []).toSorted((a, b) => shareOf(b) - shareOf(a)).slice(0, TENANTS_MAX);
  return (
    <section className={page.part}>
      <h2>
        {t('wall.demand.tenants')}
        <small>{t('wall.demand.tenantsUnit')}</small>
      </h2>
      {board && rows.length === 0 ? <p className={page.none}>{t('wall.demand.noTenants')}</p> : null}
      <div className={styles.tenants}>
        {rows.map((row) => (
          <Tenant key={row.point} park={park} board={board} demand={row} />
        ))}
        {board ? null : Array.from({ length: 8 }, (_, i) => i).map((i) => <Bone key={i} height="7rem" />)}
      </div>
    </section>
  );
}

const shareOf = ({ forecastW, contractW, monthMaxW }: DemandBoard): number => forecastW / (contractW || Math.max(1, monthMaxW));

function Tenant({ park, board, demand }: { readonly park: string; readonly board: ParkBoard | null; readonly demand: DemandBoard }) {
  const now = useNow();
  const nameOf = useSubjectNames(park, board);
  const accountName = useAccountNames(park);
  const account = useBoardField({ type: 'meters', park }, (points) => points[demand.point]?.account ?? null);
  if (now === null) return null;
  const view = demandView(demand, now);
  return (
    <div className={styles.tenant} data-state={view.state}>
      <DemandArc view={view} size="small" contract={demand.contractW !== null}>
        <text x="59" y="66" fontSize="22" fontWeight="600" textAnchor="middle" fill="var(--text-1)">
          {percent(view.forecastShare, 0)}
          <tspan fontSize="14" fontWeight="400" fill="var(--text-2)" dx="2">
            %
          </tspan>
        </text>
      </DemandArc>
      <div>
        <span>
          {view.state === 'calm' ? null : <SeverityMark severity={view.state === 'beyond' ? 'critical' : 'warning'} />}
          <span className={page.name}>{(account && accountName(account)) ?? nameOf(demand.point)}</span>
        </span>
        <b>
          {grouped(demand.forecastW / 1_000, demand.forecastW < 100_000 ? 1 : 0)} <small>kW</small>
        </b>
        <small>{demand.contractW === null ? '' : `/ ${grouped(demand.contractW / 1_000, demand.contractW < 100_000 ? 1 : 0)} kW`}</small>
      </div>
    </div>
  );
}
