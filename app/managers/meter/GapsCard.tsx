import { HOUR_MS, type InstantMs, SLOT_MS } from '#domain/time/instant.ts';
import { grouped } from '../../format/quantity.ts';
import { momentText } from '../../format/time.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import list from '../Rows.module.css';
import type { Gap } from './quality-runs.ts';

interface Props {
  readonly gaps: readonly Gap[];
  readonly zone: string;
  readonly now: InstantMs;
}

const ROWS_MAX = 20;

/** Stretches of the month without a measurement, newest first. */
export function GapsCard({ gaps, zone, now }: Props) {
  const t = useWords();
  const hours = (slots: number) => t('meter.hours', { n: grouped((slots * SLOT_MS) / HOUR_MS, slots % 4 === 0 ? 0 : 2) });
  return (
    <Card title={t('meter.gaps')} note={gaps.length > 0 ? gaps.length : ''}>
      {gaps.length === 0 ? <p className={list.none}>{t('meter.noGaps')}</p> : null}
      <ul className={list.rows}>
        {gaps.slice(0, ROWS_MAX).map((gap) => (
          <li key={gap.from}>
            <span>
              {momentText(gap.from, now, zone)} – {momentText(gap.to, now, zone)}
            </span>
            <small>{t(`meter.state.${gap.state}`)}</small>
            <b>{hours(gap.slots)}</b>
          </li>
        ))}
      </ul>
      {gaps.length > ROWS_MAX ? <p className={list.none}>{t('meter.moreGaps', { n: gaps.length - ROWS_MAX })}</p> : null}
    </Card>
  );
}
