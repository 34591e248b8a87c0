'use client';

import type { DemandBoard, ParkBoard } from '#domain/board/board.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { isZero, yuanGrouped } from '../format/money.ts';
import { grouped, percent } from '../format/quantity.ts';
import { momentText, timeText } from '../format/time.ts';
import { useNow } from '../live/use-now.ts';
import { DemandArc } from '../parts/DemandArc.tsx';
import { type DemandView, demandView, GRACE, worstDemand } from '../parts/demand-view.ts';
import { Notice } from '../parts/Notice.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './WallDemand.module.css';

/** The running 15-minute window: energy so far, forecast of its end against the contract, and what a new peak would cost. */
export function WallDemand({ board, fresh }: { readonly board: ParkBoard | null; readonly fresh: boolean }) {
  const t = useWords();
  const now = useNow();
  const demand = board && worstDemand(board.demand);
  if (!board || !demand || now === null) {
    return (
      <section className={styles.demand}>
        <h2>{t('demand.title')}</h2>
        <div className={styles.empty}>{board ? <Notice title={t('demand.none')} /> : null}</div>
      </section>
    );
  }
  const view = demandView(demand, now);
  return (
    <section className={styles.demand} data-fresh={fresh}>
      <h2>
        {t('demand.title')}
        <small>
          {timeText(demand.windowStart, board.zone)}–{timeText(view.windowEnd, board.zone)}
        </small>
      </h2>
      <DemandArc view={view} size="full" contract={demand.contractW !== null}>
        <Inside demand={demand} view={view} />
      </DemandArc>
      <Cost demand={demand} view={view} />
      <Facts demand={demand} zone={board.zone} now={now} />
    </section>
  );
}

function Inside({ demand, view }: { readonly demand: DemandBoard; readonly view: DemandView }) {
  const t = useWords();
  const middle = { x: 150, textAnchor: 'middle' } as const;
  return (
    <>
      <text {...middle} y={100} fontSize="18" fill="var(--text-2)">
        {t('demand.forecast')}
      </text>
      <text
        {...middle}
        y={162}
        fontSize="60"
        fontWeight="600"
        letterSpacing="-2"
        fill={view.state === 'beyond' ? 'var(--crit)' : 'var(--text-1)'}
      >
        {grouped(demand.forecastW / 1_000)}
      </text>
      <text {...middle} y={192} fontSize="18" fill="var(--text-2)">
        {demand.contractW === null ? 'kW' : `kW · ${percent(view.forecastShare)} %`}
      </text>
      <text {...middle} y={242} fontSize="18" fill="var(--text-1)">
        {t('demand.rest', { minutes: Math.floor(view.restS / 60), seconds: view.restS % 60 })}
      </text>
    </>
  );
}

function Cost({ demand, view }: { readonly demand: DemandBoard; readonly view: DemandView }) {
  const t = useWords();
  if (demand.newPeakYuan === null || isZero(demand.newPeakYuan)) {
    return (
      <div className={styles.cost}>
        <span>{demand.forecastW <= demand.monthMaxW ? t('demand.noNewPeak') : t('demand.freePeak')}</span>
      </div>
    );
  }
  return (
    <>
      <div className={styles.cost}>
        <span>{t('demand.ifPeak')}</span>
        <b>+¥{yuanGrouped(demand.newPeakYuan)}</b>
      </div>
      {view.safeW === null ? null : (
        <div className={styles.advice}>
          <span>{t('demand.safe', { kW: grouped(Math.floor(view.safeW / 1_000)) })}</span>
        </div>
      )}
    </>
  );
}

function Facts({ demand, zone, now }: { readonly demand: DemandBoard; readonly zone: string; readonly now: InstantMs }) {
  const t = useWords();
  const { contractW, monthMaxAt } = demand;
  return (
    <dl className={styles.facts}>
      <dt>{t('demand.soFar')}</dt>
      <dd>{grouped(demand.soFarWh / 1_000, 1)} kWh</dd>
      {contractW === null ? null : (
        <>
          <dt>{t('demand.lines')}</dt>
          <dd>
            {grouped(contractW / 1_000)} · {grouped((contractW * GRACE) / 1_000)} kW
          </dd>
        </>
      )}
      <dt>{monthMaxAt === null ? t('demand.monthMax') : `${t('demand.monthMax')} · ${momentText(monthMaxAt, now, zone)}`}</dt>
      <dd>{grouped(demand.monthMaxW / 1_000)} kW</dd>
    </dl>
  );
}
