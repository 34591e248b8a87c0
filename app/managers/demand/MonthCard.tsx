'use client';

import { useCallback, useMemo } from 'react';
import type { DemandBoard } from '#domain/board/board.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { type Box, Chart } from '../../charts/Chart.tsx';
import { type DayBarsData, dayBarsOptions } from '../../charts/day-bars.ts';
import { pageChartSize } from '../../charts/page-chart-size.ts';
import type { Theme } from '../../design/themes.ts';
import { grouped, percent } from '../../format/quantity.ts';
import { timeText } from '../../format/time.ts';
import { Bone } from '../../parts/Bone.tsx';
import { GRACE } from '../../parts/demand-view.ts';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import type { PointMonth } from '../../rpc/shapes.ts';
import type { Query } from '../../rpc/use-query.ts';
import { useTheme } from '../../shell/use-theme.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { MonthPicker } from '../DayPicker.tsx';
import { type DayMaximum, dayMaxima, type MonthDay, monthDays } from '../meter/month-days.ts';
import styles from './MonthCard.module.css';

interface Props {
  readonly query: Query<PointMonth | null>;
  readonly demand: DemandBoard;
  readonly zone: string;
  readonly today: ParkDay;
  readonly month: { readonly shown: string; readonly latest: string; readonly choose: (month: string) => void };
}

/** The largest block and sliding window of each day, under the contract. */
export function MonthCard({ query, demand, zone, today, month }: Props) {
  const t = useWords();
  return (
    <Card title={t('demandPage.month')} note="kW" tools={<MonthPicker month={month.shown} latest={month.latest} choose={month.choose} />}>
      {query.type === 'loading' ? <Bone height="300px" /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' && query.data ? <Days data={query.data} demand={demand} zone={zone} today={today} /> : null}
    </Card>
  );
}

interface DaysProps {
  readonly data: PointMonth;
  readonly demand: DemandBoard;
  readonly zone: string;
  readonly today: ParkDay;
}

const KILO = 1_000;

function Days({ data, demand, zone, today }: DaysProps) {
  const t = useWords();
  const theme = useTheme();
  const { contractW } = demand;
  const { days, maxima } = useMemo(() => {
    const split = monthDays(data, zone);
    return { days: split, maxima: dayMaxima(data, split) };
  }, [data, zone]);
  const options = useCallback(
    (box: Box) => {
      const kW = (watts: number | null | undefined) => (watts === null || watts === undefined ? '–' : `${grouped(watts / KILO)} kW`);
      const tip = (i: number): readonly string[] => {
        const day = days[i];
        const max = maxima[i];
        if (!day || !max) return [];
        return [
          `${day.day}${max.at === null ? '' : ` ${timeText(max.at, zone)}`}`,
          `${t('demandPage.block')} ${kW(max.block)}`,
          `${t('demandPage.sliding')} ${kW(max.sliding)}`,
          ...(contractW === null ? [] : [t('demandPage.ofContract', { share: percent(highestOf(max) / contractW) })]),
        ];
      };
      const bars = barsOf({ days, maxima, contractW, today }, theme, t('demand.contract'));
      return dayBarsOptions({ ...bars, size: pageChartSize(box) }, theme, { tip }, null);
    },
    [days, maxima, contractW, today, theme, zone, t],
  );
  if (!maxima.some(({ block }) => block !== null)) return <Notice title={t('meter.noMonth')} text={t('meter.noMonthNext')} />;
  return (
    <>
      <div className={styles.chart}>
        <Chart options={options} label={t('demandPage.month')} engine="months" />
      </div>
      <p className={styles.key}>
        <span>
          <i data-key="block" aria-hidden="true" />
          {t('demandPage.block')}
        </span>
        <span>
          <i data-key="sliding" aria-hidden="true" />
          {t('demandPage.sliding')}
        </span>
        {contractW === null ? null : (
          <span>
            <i data-key="over" aria-hidden="true" />
            {t('demandPage.over')}
          </span>
        )}
        <Highest days={days} maxima={maxima} contractW={contractW} />
      </p>
    </>
  );
}

const highestOf = ({ block, sliding }: DayMaximum): number => Math.max(block ?? 0, sliding ?? 0);

interface Drawn {
  readonly days: readonly MonthDay[];
  readonly maxima: readonly DayMaximum[];
  readonly contractW: number | null;
  readonly today: ParkDay;
}

const barsOf = ({ days, maxima, contractW, today }: Drawn, theme: Theme, contract: string): Omit<DayBarsData, 'size'> => {
  const running = days.findIndex(({ day }) => day === today);
  const over = (line: number) => maxima.map(({ block }) => (block !== null && block > line ? block / KILO : null));
  const within = maxima.map(({ block }) => (block === null ? null : block / KILO));
  const line = contractW === null ? null : contractW * GRACE;
  return {
    days: days.map(({ label }) => label),
    parts:
      line === null || !maxima.some(({ block }) => (block ?? 0) > line)
        ? [{ id: 'block', colour: theme.ink, values: within }]
        : [
            { id: 'block', colour: theme.ink, values: within.map((value, i) => (over(line)[i] === null ? value : null)) },
            { id: 'over', colour: theme.crit, values: over(line) },
          ],
    marks: maxima.map(({ sliding }) => (sliding === null ? null : sliding / KILO)),
    lines:
      contractW === null
        ? []
        : [
            { value: contractW / KILO, label: `${contract} ${grouped(contractW / KILO)}`, colour: `${theme.text[0]}99` },
            { value: (contractW * GRACE) / KILO, label: '105 %', colour: theme.crit },
          ],
    running: running < 0 ? null : running,
  };
};

function Highest({ days, maxima, contractW }: Pick<Drawn, 'days' | 'maxima' | 'contractW'>) {
  const t = useWords();
  const best = maxima.reduce((top, max, i) => (highestOf(max) > highestOf(maxima[top] ?? max) ? i : top), 0);
  const max = maxima[best];
  if (!max) return null;
  const watts = highestOf(max);
  return (
    <b className={styles.highest}>
      {t('demandPage.highest', { kW: grouped(watts / KILO), day: days[best]?.label ?? '' })}
      {contractW === null ? '' : ` · ${t('demandPage.ofContract', { share: percent(watts / contractW) })}`}
    </b>
  );
}
