'use client';

import { useCallback, useMemo } from 'react';
import { type InstantMs, instantMs, type ParkDay, SLOT_MS } from '#domain/time/instant.ts';
import { niceAxis } from '../../charts/axis.ts';
import { type Box, Chart } from '../../charts/Chart.tsx';
import { type HeatMapWords, heatMapOptions } from '../../charts/heat-map.ts';
import { pageChartSize } from '../../charts/page-chart-size.ts';
import { percent } from '../../format/quantity.ts';
import { timeText } from '../../format/time.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import type { PointMonth } from '../../rpc/shapes.ts';
import type { Query } from '../../rpc/use-query.ts';
import { useTheme } from '../../shell/use-theme.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { MonthPicker } from '../DayPicker.tsx';
import styles from './HeatCard.module.css';
import { HeatDays } from './HeatDays.tsx';
import { meansOf, monthDays } from './month-days.ts';
import { powerText } from './power-text.ts';
import { type QualityCounts, qualityCounts } from './quality-runs.ts';

interface Props {
  readonly query: Query<PointMonth>;
  readonly zone: string;
  readonly now: InstantMs;
  readonly month: string;
  readonly latest: string;
  readonly choose: (month: string) => void;
  /** The day whose load curve stands above, and the park's day now. */
  readonly day: ParkDay;
  readonly today: ParkDay;
  readonly openDay: (day: ParkDay) => void;
}

/** A month of a meter, day by quarter of an hour: habits, nights that are not dark, and holes. */
export function HeatCard({ query, zone, now, month, latest, choose, ...days }: Props) {
  const t = useWords();
  return (
    <Card title={t('meter.heat')} note={t('meter.heatNote')} tools={<MonthPicker month={month} latest={latest} choose={choose} />}>
      {query.type === 'loading' ? (
        <div className={styles.chart}>
          <Bone height="100%" />
        </div>
      ) : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' ? <Heat data={query.data} zone={zone} now={now} {...days} /> : null}
    </Card>
  );
}

interface HeatProps extends Pick<Props, 'zone' | 'now' | 'day' | 'today' | 'openDay'> {
  readonly data: PointMonth;
}

function Heat({ data, zone, now, day, today, openDay }: HeatProps) {
  const t = useWords();
  const theme = useTheme();
  const { medium } = data;
  const drawn = useMemo(() => {
    const means = meansOf(data);
    const highest = means.reduce<number>((top, mean) => Math.max(top, mean ?? 0), 0);
    return { days: monthDays(data, zone), means, quality: data.quality, from: data.from, top: niceAxis(highest).max };
  }, [data, zone]);
  const words: HeatMapWords = useMemo(() => {
    const time = (index: number) => timeText(instantMs(data.from + index * SLOT_MS), zone);
    const tip = (index: number): readonly string[] => {
      const day = drawn.days.findLast(({ first }) => first <= index);
      if (!day) return [];
      const quality = data.quality[index] ?? 'missing';
      const period = data.period[index];
      const lines = [`${day.label} ${time(index)}–${time(index + 1)}`, powerText(drawn.means[index], medium), t(`meter.state.${quality}`)];
      if (period) lines.push(t(`period.${period}`));
      return lines;
    };
    return { tip };
  }, [data, drawn, medium, zone, t]);
  const options = useCallback(
    (box: Box) => heatMapOptions({ ...drawn, size: pageChartSize(box) }, theme, words, now),
    [drawn, theme, words, now],
  );
  if (!drawn.means.some((mean) => mean !== null)) return <Notice title={t('meter.noMonth')} text={t('meter.noMonthNext')} />;
  const counts = qualityCounts(data, now);
  return (
    <>
      <div className={styles.chart}>
        <HeatDays days={drawn.days} chosen={day} today={today} open={openDay}>
          <Chart options={options} label={t('meter.heat')} engine="months" />
        </HeatDays>
      </div>
      <Key top={powerText(drawn.top, medium)} counts={counts} />
    </>
  );
}

function Key({ top, counts }: { readonly top: string; readonly counts: QualityCounts }) {
  const t = useWords();
  const total = counts.measured + counts.interpolated + counts.estimated + counts.missing;
  const share = (n: number) => `${percent(n / Math.max(1, total))} %`;
  return (
    <p className={styles.key}>
      <span>
        0<i className={styles.ramp} aria-hidden="true" />
        {top}
      </span>
      <span>
        {t('meter.state.measured')} {share(counts.measured + counts.interpolated)}
      </span>
      <span>
        <i className={styles.estimated} aria-hidden="true" />
        {t('meter.state.estimated')} {share(counts.estimated)}
      </span>
      <span>
        <i className={styles.missing} aria-hidden="true" />
        {t('meter.state.missing')} {share(counts.missing)}
      </span>
    </p>
  );
}
