'use client';

import { type InstantMs, instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { dayTimeText } from '../format/time.ts';
import { useFromNow } from '../live/use-now.ts';
import { Bone } from '../parts/Bone.tsx';
import { Choice } from '../parts/Choice.tsx';
import { askPast } from '../rpc/api.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useQuery } from '../rpc/use-query.ts';
import { useWords } from '../words/use-words.ts';
import { DaySlider } from './DaySlider.tsx';
import { MinuteSlider } from './MinuteSlider.tsx';
import { usePast, usePastControl } from './PastProvider.tsx';
import { PastSign } from './PastSign.tsx';
import { SPEEDS } from './player.ts';
import { RefinedList } from './RefinedList.tsx';
import type { Step } from './steps.ts';
import { TermsNote } from './TermsNote.tsx';
import styles from './TimeBar.module.css';

/** Moves the page it stands on (PastProvider) to any past minute and plays it; in the present it stands at the end. */
export function TimeBar() {
  const t = useWords();
  const control = usePastControl();
  const past = usePast();
  // In the past the page's own clock stands: the present goes on in `present`.
  const minute = useFromNow((now) => Math.floor(now / MINUTE_MS));
  const first = useFirst(control?.park ?? null, past?.shown?.from ?? null);
  if (!control?.present || control.zone === null || minute === null || first === 'loading')
    return (
      <section className={styles.bar} aria-label={t('past.bar')}>
        <Bone width="100%" height="5.5rem" />
      </section>
    );
  if (first === null) return <p className={styles.none}>{t('past.noHistory')}</p>;
  const { zone, player, begin, end } = control;
  const now = control.present.clock.now();
  // While it plays the slider stands where the figures do.
  const at = (past?.playing ? past.shown?.at : null) ?? past?.wanted ?? now;
  const go = (wanted: number): void => {
    const held = instantMs(Math.max(first, Math.min(wanted, now)));
    if (player) player.go(held);
    else begin(held);
  };
  const step = (by: Step): void => {
    if (by.type === 'now') end();
    else go(by.type === 'first' ? first : Math.floor((at + by.ms) / MINUTE_MS) * MINUTE_MS);
  };
  return (
    <section className={styles.bar} aria-label={t('past.bar')} data-in={past ? 'past' : 'present'}>
      <div className={styles.head}>
        <div className={styles.controls}>
          <Play />
          <Speeds />
        </div>
        <div className={styles.sign}>
          {past ? <PastSign /> : <p className={styles.live}>{t('past.live')}</p>}
          <Waiting zone={zone} />
        </div>
        <RefinedList />
        <button type="button" className={styles.back} onClick={end} disabled={past === null}>
          {t('past.backToNow')}
        </button>
      </div>
      <MinuteSlider at={at} first={first} now={now} zone={zone} go={go} step={step} />
      <DaySlider at={at} first={first} now={now} zone={zone} go={go} />
      <TermsNote />
    </section>
  );
}

/** Time of the first stored reading; null where there is none. */
const useFirst = (park: string | null, known: InstantMs | null): InstantMs | 'loading' | null => {
  const present = usePastControl()?.present ?? null;
  const query = useQuery(`history ${present === null ? '' : park}`, async (signal) =>
    park === null || present === null ? null : (await askPast(park, instantMs(present.clock.now() - MINUTE_MS), signal)).from,
  );
  if (known !== null) return known;
  if (query.type === 'failed') return query.failure === 'notFound' ? null : 'loading';
  return dataOf(query) ?? 'loading';
};

function Play() {
  const t = useWords();
  const player = usePastControl()?.player ?? null;
  const playing = usePast()?.playing === true;
  return (
    <button
      type="button"
      className={styles.play}
      disabled={player === null}
      aria-label={playing ? t('past.pause') : t('past.play')}
      onClick={() => (playing ? player?.pause() : player?.play())}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={playing ? 'M7 5h3.500v14H7zM13.500 5H17v14h-3.500z' : 'M8 5l11 7-11 7z'} />
      </svg>
    </button>
  );
}

function Speeds() {
  const t = useWords();
  const player = usePastControl()?.player ?? null;
  const speed = usePast()?.speed ?? null;
  if (!player) return null;
  return (
    <Choice
      label={t('past.speed')}
      chosen={String(speed)}
      choose={(value) => {
        const chosen = SPEEDS.find((each) => String(each) === value);
        if (chosen !== undefined) player.setSpeed(chosen);
      }}
      choices={SPEEDS.map((each) => ({ value: String(each), word: `${each}×` }))}
    />
  );
}

/** What is on its way, or why it is not. */
function Waiting({ zone }: { readonly zone: string }) {
  const t = useWords();
  const past = usePast();
  if (!past) return null;
  if (past.failure !== null) return <span className={styles.failed}>{t(`failed.${past.failure}`)}</span>;
  if (past.playing || past.shown?.at === past.wanted) return null;
  return <span className={styles.waiting}>{t('past.fetching', { time: dayTimeText(past.wanted, zone).slice(5) })}</span>;
}
