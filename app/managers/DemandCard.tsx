'use client';

import type { ReactNode } from 'react';
import type { DemandBoard, ParkBoard } from '#domain/board/board.ts';
import { isZero, yuanGrouped } from '../format/money.ts';
import { grouped, percent } from '../format/quantity.ts';
import { momentText, timeText } from '../format/time.ts';
import { useNow } from '../live/use-now.ts';
import { DemandArc } from '../parts/DemandArc.tsx';
import { type DemandView, demandView, GRACE, worstDemand } from '../parts/demand-view.ts';
import { Notice } from '../parts/Notice.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './DemandCard.module.css';

interface Props {
  readonly board: ParkBoard;
  readonly fresh: boolean;
}

/** The running 15-minute window that is nearest to its contract. */
export function DemandCard({ board, fresh }: Props) {
  const t = useWords();
  const demand = worstDemand(board.demand);
  if (demand) return <DemandWindow demand={demand} zone={board.zone} fresh={fresh} />;
  return (
    <section className={styles.demand}>
      <h2>{t('demand.title')}</h2>
      <Notice title={t('demand.none')} />
    </section>
  );
}

interface WindowProps {
  readonly demand: DemandBoard;
  readonly zone: string;
  readonly fresh: boolean;
  /** Whose it is; absent: there is one. */
  readonly name?: ReactNode;
}

/** A running window: what it holds, where it ends if nothing changes, and what that would cost. */
export function DemandWindow({ demand, zone, fresh, name }: WindowProps) {
  const t = useWords();
  const now = useNow();
  if (now === null) return <section className={styles.demand} />;
  const view = demandView(demand, now);
  return (
    <section className={styles.demand} data-fresh={fresh}>
      <h2>
        {name ?? t('demand.title')}
        <small>
          {timeText(demand.windowStart, zone)}–{timeText(view.windowEnd, zone)}
        </small>
      </h2>
      <div className={styles.body}>
        <DemandArc view={view} size="small" contract={demand.contractW !== null}>
          <text x="59" y="53" fontSize="12" textAnchor="middle" fill="var(--text-2)">
            {t('demand.left')}
          </text>
          <text x="59" y="75" fontSize="18" fontWeight="600" textAnchor="middle" fill="var(--text-1)">
            {Math.floor(view.restS / 60)}:{String(view.restS % 60).padStart(2, '0')}
          </text>
        </DemandArc>
        <Figures demand={demand} view={view} fresh={fresh} />
      </div>
      <dl className={styles.facts}>
        <dt>{t('demand.soFar')}</dt>
        <dd>{grouped(demand.soFarWh / 1_000, 1)} kWh</dd>
        {demand.slidingW === null ? null : (
          <>
            <dt>{t('demand.sliding')}</dt>
            <dd>{grouped(demand.slidingW / 1_000)} kW</dd>
          </>
        )}
        {demand.contractW === null ? null : (
          <>
            <dt>{t('demand.lines')}</dt>
            <dd>
              {grouped(demand.contractW / 1_000)} · {grouped((demand.contractW * GRACE) / 1_000)} kW
            </dd>
          </>
        )}
        <dt>
          {demand.monthMaxAt === null ? t('demand.monthMax') : `${t('demand.monthMax')} · ${momentText(demand.monthMaxAt, now, zone)}`}
        </dt>
        <dd>{grouped(demand.monthMaxW / 1_000)} kW</dd>
      </dl>
    </section>
  );
}

function Figures({ demand, view, fresh }: { readonly demand: DemandBoard; readonly view: DemandView; readonly fresh: boolean }) {
  const t = useWords();
  const costs = demand.newPeakYuan !== null && !isZero(demand.newPeakYuan);
  return (
    <div className={styles.figures}>
      <p className={styles.note}>{t('demand.forecast')}</p>
      <p className={styles.figure} data-state={view.state}>
        {view.state === 'calm' || !fresh ? null : <SeverityMark severity={view.state === 'beyond' ? 'critical' : 'warning'} />}
        {grouped(demand.forecastW / 1_000)}
        <small>kW</small>
      </p>
      {demand.contractW === null ? null : (
        <p className={styles.note}>
          {t('demand.ofContract', { kW: grouped(demand.contractW / 1_000), share: percent(view.forecastShare) })}
        </p>
      )}
      <p className={styles.cost}>
        <span className={styles.note}>
          {costs ? t('demand.ifPeak') : demand.forecastW <= demand.monthMaxW ? t('demand.noNewPeak') : t('demand.freePeak')}
        </span>
        {costs && demand.newPeakYuan !== null ? <b>+¥{yuanGrouped(demand.newPeakYuan)}</b> : null}
      </p>
      {costs && view.safeW !== null ? (
        <p className={styles.note}>{t('demand.safe', { kW: grouped(Math.floor(view.safeW / 1_000)) })}</p>
      ) : null}
    </div>
  );
}
