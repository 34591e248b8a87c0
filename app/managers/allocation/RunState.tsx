'use client';

import { useParams } from 'next/navigation';
import { dayOf, dayTimeText } from '../../format/time.ts';
import { useBoardField } from '../../live/use-board.ts';
import type { AllocationRun } from '../../rpc/allocation-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './RunState.module.css';
import type { AllocationNames } from './use-allocation-names.ts';
import { useStopText } from './use-stop-text.ts';

/** Meters and reasons told before the rest is a number. */
const NAMED_MAX = 6;
const STOPS_MAX = 5;

/** Draft, stopped or frozen; of which days; what a person has to look at. */
export function RunState({ run, names }: { readonly run: AllocationRun; readonly names: AllocationNames }) {
  const t = useWords();
  const stopText = useStopText(names.node);
  const { park = '' } = useParams<{ park: string }>();
  const zone = useBoardField({ type: 'park', park: decodeURIComponent(park) }, (board) => board.zone) ?? 'UTC';
  const { incomplete, stops, state } = run;
  const named = incomplete.slice(0, NAMED_MAX).map(names.node).join(t('allocation.comma'));
  return (
    <div className={styles.state} data-state={state}>
      <p>
        <b>{t(`allocation.state.${state}`)}</b>
        <span>{t('allocation.days', { from: dayOf(run.from, zone), to: dayOf((run.to - 1) as typeof run.to, zone) })}</span>
        <small>{t('allocation.computedAt', { at: dayTimeText(run.computedAt, zone) })}</small>
      </p>
      {stops.length === 0 ? null : (
        <ul role="alert">
          {stops.slice(0, STOPS_MAX).map((stop) => (
            <li key={JSON.stringify(stop)}>{stopText(stop)}</li>
          ))}
          {stops.length > STOPS_MAX ? <li>{t('allocation.moreStops', { n: stops.length - STOPS_MAX })}</li> : null}
        </ul>
      )}
      {incomplete.length === 0 ? null : (
        <p className={styles.incomplete}>
          {t('allocation.incomplete', { n: incomplete.length })} {named}
          {incomplete.length > NAMED_MAX ? ' …' : ''}
        </p>
      )}
    </div>
  );
}
