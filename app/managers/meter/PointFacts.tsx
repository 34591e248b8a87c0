'use client';

import Link from 'next/link';
import type { PointBoard } from '#domain/board/board.ts';
import { RefinedMark } from '../../past/RefinedMark.tsx';
import { useWords } from '../../words/use-words.ts';
import { MeterAge, MeterMarks, MeterPower, MeterRegister, MeterToday, Relay } from '../MeterCells.tsx';
import styles from './PointFacts.module.css';

interface Props {
  readonly park: string;
  readonly point: PointBoard;
  /** What it is and who pays: on a page of its own. */
  readonly full?: boolean;
}

/** A meter's figures now, each with its unit, and the age of all. */
export function PointFacts({ park, point, full = false }: Props) {
  const t = useWords();
  const of = { park, code: point.code };
  const root = `/parks/${encodeURIComponent(park)}`;
  return (
    <section className={styles.facts} aria-label={point.code}>
      <dl>
        <Fact name={t('meters.power')}>
          <MeterPower {...of} />
        </Fact>
        <Fact name={t('meters.today')}>
          <MeterToday {...of} span="today" /> <RefinedMark point={point.code} />
        </Fact>
        <Fact name={t('meters.month')}>
          <MeterToday {...of} span="month" /> <RefinedMark point={point.code} />
        </Fact>
        <Fact name={t('meters.lastSeen')}>
          <MeterAge {...of} />
        </Fact>
        <Fact name={t('meters.register')}>
          <MeterRegister {...of} />
        </Fact>
        <Fact name={t('meters.relay')}>
          <Relay point={point} />
        </Fact>
        {full ? (
          <>
            <Fact name={t('meters.serial')}>{point.serial ?? '–'}</Fact>
            <Fact name={t('meters.role')}>
              {t(`role.${point.role}`)} · {t(`medium.${point.medium}`)}
            </Fact>
            <Fact name={t('meter.parent')}>
              {point.parent === null ? '–' : <Link href={`${root}/meters/${encodeURIComponent(point.parent)}`}>{point.parent} ›</Link>}
            </Fact>
            <Fact name={t('meter.space')}>
              {point.space === null ? '–' : <Link href={`${root}/live?space=${encodeURIComponent(point.space)}`}>{point.space} ›</Link>}
            </Fact>
            <Fact name={t('meter.account')}>
              {point.account === null ? '–' : <Link href={`${root}/accounts/${encodeURIComponent(point.account)}`}>{point.account} ›</Link>}
            </Fact>
            <Fact name={t('meter.interval')}>{t('meter.seconds', { n: point.intervalS })}</Fact>
          </>
        ) : null}
      </dl>
      <MeterMarks {...of} />
    </section>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
