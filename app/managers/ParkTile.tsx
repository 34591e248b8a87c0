'use client';

import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import type { ParkBoard } from '#domain/board/board.ts';
import { freshnessOf } from '../format/age.ts';
import { energyScale, grouped, inScale, percent, powerScale } from '../format/quantity.ts';
import { useBoard } from '../live/use-board.ts';
import { useFromNow } from '../live/use-now.ts';
import { AgeText } from '../parts/AgeText.tsx';
import { Bone } from '../parts/Bone.tsx';
import { GRACE, worstDemand } from '../parts/demand-view.ts';
import { EscalatedMark } from '../parts/EscalatedMark.tsx';
import { GlideNumber, GlideYuan } from '../parts/Glide.tsx';
import { PARK_INTERVAL_S } from '../parts/park-freshness.ts';
import { type Severity, SeverityMark } from '../parts/SeverityMark.tsx';
import type { ParkLine } from '../rpc/shapes.ts';
import { useNames, useWords } from '../words/use-words.ts';
import styles from './ParkTile.module.css';

/** One park at a glance. Its board is watched only while the tile is near the screen: a group may have hundreds. */
export function ParkTile({ park }: { readonly park: ParkLine }) {
  const nameOf = useNames();
  const place = useRef<HTMLAnchorElement>(null);
  const seen = useSeen(place);
  return (
    <Link ref={place} href={`/parks/${encodeURIComponent(park.code)}`} className={styles.tile} prefetch={false}>
      <h2>
        {nameOf(park.name)} <small>{park.city}</small>
      </h2>
      {seen ? <Live park={park.code} /> : <Waiting />}
    </Link>
  );
}

function Live({ park }: { readonly park: string }) {
  const t = useWords();
  const state = useBoard({ type: 'park', park }, (board) => board);
  if (state.type === 'refused') return <p className={styles.note}>{t('park.refused', { park })}</p>;
  if (state.type === 'waiting') return <Waiting />;
  if (state.data.dataAt === null) return <p className={styles.note}>{t('load.none')}</p>;
  return <Figures board={state.data} />;
}

function Figures({ board }: { readonly board: ParkBoard }) {
  const t = useWords();
  const { dataAt } = board;
  const fresh = useFromNow((now) => freshnessOf(dataAt, PARK_INTERVAL_S, now)) ?? 'fresh';
  const power = powerScale(board.powerW);
  const energy = energyScale(board.todayWh);
  return (
    <div className={styles.figures} data-fresh={fresh}>
      <p className={styles.power}>
        <GlideNumber value={board.powerW} scale={power} />
        <small>{power.unit}</small>
        <span className={styles.age}>
          <AgeText at={dataAt} />
        </span>
      </p>
      <Demand board={board} fresh={fresh === 'fresh'} />
      <dl className={styles.rest}>
        <div>
          <dt>{t('kpi.today')}</dt>
          <dd>
            {inScale(board.todayWh, energy)}
            <small>{energy.unit}</small>
          </dd>
        </div>
        <div>
          <dt>{t('kpi.todayYuan')}</dt>
          <dd>
            <GlideYuan yuan={board.todayYuan} />
            <small>{t('unit.yuan')}</small>
          </dd>
        </div>
        <div>
          <dt>{t('parks.online')}</dt>
          <dd>
            {grouped(board.online)}
            <small>/ {grouped(board.meters)}</small>
          </dd>
        </div>
      </dl>
      <Alarms board={board} />
    </div>
  );
}

/** Forecast of the running window against the contract. */
function Demand({ board, fresh }: { readonly board: ParkBoard; readonly fresh: boolean }) {
  const t = useWords();
  const demand = worstDemand(board.demand);
  if (!demand || demand.contractW === null || demand.contractW <= 0) return null;
  const share = demand.forecastW / demand.contractW;
  return (
    <p className={styles.demand} data-over={fresh && share > GRACE}>
      <span className={styles.bar}>
        <i style={{ width: `${Math.min(1, share / 1.125) * 100}%` }} />
      </span>
      <span>{t('parks.demand', { share: percent(share) })}</span>
    </p>
  );
}

const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info'];

function Alarms({ board }: { readonly board: ParkBoard }) {
  const t = useWords();
  const counted = SEVERITIES.map((severity) => ({
    severity,
    n: board.alarms.filter((alarm) => alarm.severity === severity).length,
  })).filter(({ n }) => n > 0);
  const escalated = board.alarms.filter(({ escalatedAt }) => escalatedAt !== null).length;
  return (
    <p className={styles.alarms}>
      {counted.length === 0 ? t('alarm.none') : null}
      {counted.map(({ severity, n }) => (
        <span key={severity}>
          <SeverityMark severity={severity} /> {n}
        </span>
      ))}
      {escalated > 0 ? <EscalatedMark n={escalated} /> : null}
      {board.low.length > 0 ? <span className={styles.low}>{t('parks.low', { n: board.low.length })}</span> : null}
    </p>
  );
}

const Waiting = () => (
  <div className={styles.figures}>
    <p className={styles.power}>
      <Bone width="120px" />
    </p>
    <Bone height="88px" />
  </div>
);

const NEAR_PX = 200;

const useSeen = (place: React.RefObject<HTMLElement | null>): boolean => {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting === true), { rootMargin: `${NEAR_PX}px` });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [place]);
  return seen;
};
