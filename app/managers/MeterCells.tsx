'use client';

import type { PointBoard } from '#domain/board/board.ts';
import { type Freshness, freshnessOf } from '../format/age.ts';
import { grouped, inScale, KW, KWH, type Scale } from '../format/quantity.ts';
import { useBoardField } from '../live/use-board.ts';
import { useFromNow } from '../live/use-now.ts';
import { AgeText } from '../parts/AgeText.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { useNames, useWords } from '../words/use-words.ts';
import styles from './MeterCells.module.css';

interface Props {
  readonly park: string;
  readonly code: string;
}

/** One point of the park's meters: renders when that point changes, and no other. */
const usePoint = ({ park, code }: Props): PointBoard | null => useBoardField({ type: 'meters', park }, (points) => points[code] ?? null);

const useFreshness = (point: PointBoard | null): Freshness =>
  useFromNow((now) => (point ? freshnessOf(point.at, point.intervalS, now) : 'fresh')) ?? 'fresh';

export function MeterName({ point }: { readonly point: PointBoard }) {
  const nameOf = useNames();
  return (
    <span className={styles.name}>
      {nameOf(point.name)} <small>{point.code}</small>
    </span>
  );
}

export function MeterAge(props: Props) {
  const point = usePoint(props);
  const fresh = useFreshness(point);
  return (
    <span className={styles.age} data-fresh={fresh}>
      <AgeText at={point?.at ?? null} />
    </span>
  );
}

const CUBIC: Scale = { per: 1_000, digits: 2, unit: 'm³' };
const CUBIC_PER_HOUR: Scale = { per: 1_000, digits: 2, unit: 'm³/h' };

export function MeterPower(props: Props) {
  const point = usePoint(props);
  const fresh = useFreshness(point);
  if (!point || point.power === null) return <span className={styles.quiet}>–</span>;
  const scale = point.medium === 'water' ? CUBIC_PER_HOUR : KW;
  return (
    <span className={styles.figure} data-fresh={fresh}>
      {inScale(point.power, scale)}
      <small>{scale.unit}</small>
    </span>
  );
}

export function MeterToday({ span, ...props }: Props & { readonly span: 'today' | 'month' }) {
  const point = usePoint(props);
  if (!point) return <span className={styles.quiet}>–</span>;
  const scale = point.medium === 'water' ? CUBIC : KWH;
  return (
    <span className={styles.figure}>
      {inScale(point[span], scale)}
      <small>{scale.unit}</small>
    </span>
  );
}

const MILLI_PER_KILO = 1_000_000;

/** What the meter's own display shows: kWh (m³) with two digits, before CT x PT. */
export function MeterRegister(props: Props) {
  const point = usePoint(props);
  if (point === null || point.register === null) return <span className={styles.quiet}>–</span>;
  return (
    <span className={styles.figure}>
      {grouped(point.register / MILLI_PER_KILO, 2)}
      <small>{point.medium === 'water' ? CUBIC.unit : KWH.unit}</small>
    </span>
  );
}

export function Relay({ point }: { readonly point: PointBoard }) {
  const t = useWords();
  if (point.relay === null) return <span className={styles.quiet}>–</span>;
  return <span className={point.relay === 'closed' ? styles.quiet : styles.open}>{t(`relay.${point.relay}`)}</span>;
}

/** Doubts and silence, in words and with their sign. */
export function MeterMarks(props: Props) {
  const t = useWords();
  const point = usePoint(props);
  const fresh = useFreshness(point);
  return (
    <span className={styles.marks}>
      {point?.suspect ? (
        <span>
          <SeverityMark severity="warning" /> {t('meters.state.suspect')}
        </span>
      ) : null}
      {fresh === 'fresh' ? null : <span className={styles.quiet}>{t(`meters.state.${fresh}`)}</span>}
    </span>
  );
}

/** On a phone: serial, today, and what is wrong. */
export function MeterNote(props: Props) {
  const t = useWords();
  const point = usePoint(props);
  if (!point) return null;
  const scale = point.medium === 'water' ? CUBIC : KWH;
  const words = [point.serial ?? '–', `${t('meters.todayShort')} ${inScale(point.today, scale)} ${scale.unit}`];
  if (point.relay === 'open') words.push(t('relay.open'));
  if (point.suspect) words.push(t('meters.state.suspect'));
  return <>{words.join(' · ')}</>;
}
