'use client';

import { useMemo } from 'react';
import { HOUR_MS } from '#domain/time/instant.ts';
import { inScale, powerScale } from '../format/quantity.ts';
import { useBoardField } from '../live/use-board.ts';
import { Bone } from '../parts/Bone.tsx';
import { LoadScale } from '../parts/LoadScale.tsx';
import { Notice } from '../parts/Notice.tsx';
import { askSpaces } from '../rpc/api.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useQuery } from '../rpc/use-query.ts';
import { useNames, useWords } from '../words/use-words.ts';
import { type BuildingLoad, buildingLoads, loadStep } from './building-loads.ts';
import { SitePlan } from './SitePlan.tsx';
import styles from './WallPlaces.module.css';

/** Two columns of seven fill the place; further buildings are summed up in the last row. */
const ROWS_MAX = 14;

/** The buildings: a plan coloured by load density, and a list by load. */
export function WallPlaces({ park }: { readonly park: string }) {
  const t = useWords();
  const points = useBoardField({ type: 'meters', park }, (data) => data);
  const spaces = dataOf(useQuery(`spaces ${park}`, (signal) => askSpaces(park, signal), { everyMs: HOUR_MS }));
  const loads = useMemo(() => (points && spaces ? buildingLoads(points, spaces) : null), [points, spaces]);
  return (
    <section className={styles.places}>
      <h2>
        {t('places.title')} <small>{loads ? t('places.count', { n: loads.length }) : ''}</small>
        <LoadScale />
      </h2>
      {loads?.length === 0 ? (
        <div className={styles.none}>
          <Notice title={t('places.none')} />
        </div>
      ) : (
        <>
          <div className={styles.plan}>{loads ? <SitePlan loads={loads} /> : <Bone height="100%" />}</div>
          <ol className={styles.rows}>{loads ? <Rows loads={loads} /> : <Waiting />}</ol>
        </>
      )}
    </section>
  );
}

function Rows({ loads }: { readonly loads: readonly BuildingLoad[] }) {
  const t = useWords();
  const nameOf = useNames();
  const shown = loads.length > ROWS_MAX ? loads.slice(0, ROWS_MAX - 1) : loads;
  const rest = loads.slice(shown.length);
  const top = Math.max(1, ...loads.map((load) => load.powerW));
  return (
    <>
      {shown.map((load) => (
        <Row key={load.code} name={nameOf(load.name)} powerW={load.powerW} share={load.powerW / top} step={loadStep(load.density)} />
      ))}
      {rest.length > 0 ? (
        <Row name={t('places.rest', { n: rest.length })} powerW={rest.reduce((sum, load) => sum + load.powerW, 0)} share={0} step={0} />
      ) : null}
    </>
  );
}

interface RowProps {
  readonly name: string;
  readonly powerW: number;
  readonly share: number;
  readonly step: number;
}

function Row({ name, powerW, share, step }: RowProps) {
  const scale = powerScale(powerW);
  return (
    <li className={styles.row}>
      <span className={styles.name}>{name}</span>
      <span className={styles.bar}>
        <i style={{ width: `${share * 100}%`, background: `var(--load-${step === 0 ? 'off' : step})` }} />
      </span>
      <b>
        {inScale(powerW, scale)}
        <small>{scale.unit}</small>
      </b>
    </li>
  );
}

const Waiting = () =>
  Array.from({ length: 14 }, (_, i) => i).map((i) => (
    <li key={i} className={styles.row}>
      <Bone width="5rem" />
      <Bone height="0.5rem" />
      <Bone width="4rem" />
    </li>
  ));
