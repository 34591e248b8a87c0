'use client';

import type { ParkBoard } from '#domain/board/board.ts';
import { MINUTE_MS, SECOND_MS } from '#domain/time/instant.ts';
import { ageOf } from '../format/age.ts';
import { grouped, percent } from '../format/quantity.ts';
import { momentText } from '../format/time.ts';
import { useNow } from '../live/use-now.ts';
import { useVerdict } from '../managers/meter/use-verdict.ts';
import { useReason } from '../managers/quarantine/use-reason.ts';
import { ageText } from '../parts/AgeText.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { useSubjectNames } from '../parts/use-subject-names.ts';
import { askDoubts, askQuarantine } from '../rpc/api.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useKeptQuery } from '../rpc/use-kept-query.ts';
import { useWords } from '../words/use-words.ts';
import styles from './HealthPage.module.css';
import { RateLine } from './RateLine.tsx';
import type { WallPageProps } from './TwinPage.tsx';
import type { Rate } from './use-rates.ts';
import { WallFigure } from './WallFigure.tsx';
import page from './WallPage.module.css';

const LINES_MAX = 12;
const FAULTS_MS = 30 * SECOND_MS;
const MEAN_MS = 30 * SECOND_MS;

/** The wall's fifth page: whether the system itself is well. */
export function HealthPage({ park, board, rates }: WallPageProps & { readonly rates: readonly Rate[] }) {
  const t = useWords();
  return (
    <div className={`${page.page} ${styles.page}`}>
      <Heads board={board} rates={rates} />
      <Law board={board} />
      <section className={`${page.part} ${styles.rate}`}>
        <h2>
          {t('wall.health.rate')} <small>{t('wall.health.rateUnit')}</small>
        </h2>
        <div className={page.fill}>
          <RateLine rates={rates} empty={t('wall.health.rateNone')} />
        </div>
      </section>
      <Quarantined park={park} board={board} />
      <Doubts park={park} board={board} />
    </div>
  );
}

function Heads({ board, rates }: { readonly board: ParkBoard | null; readonly rates: readonly Rate[] }) {
  const t = useWords();
  const now = useNow();
  const last = rates.at(-1);
  const newest = last ? rates.filter(({ at }) => at > last.at - MEAN_MS) : [];
  const perS = newest.length === 0 ? null : newest.reduce((sum, rate) => sum + rate.perS, 0) / newest.length;
  const silent = board ? board.meters - board.online : 0;
  const allText = board?.meters === 0 ? t('wall.health.nothing') : t('wall.health.allOnline');
  const onlineText = silent > 0 ? t('wall.health.silent', { n: grouped(silent) }) : allText;
  const age = board?.dataAt != null && now !== null ? ageOf(board.dataAt, now) : null;
  const [lag, lagUnit] = age ? [grouped(age.n), t(`wall.health.${age.unit}`)] : ['–', ''];
  return (
    <div className={styles.heads}>
      <WallFigure name={t('kpi.online')} figure={board ? grouped(board.online) : null} unit={board ? `/ ${grouped(board.meters)}` : ''}>
        <span>
          {silent > 0 ? <SeverityMark severity={silent * 20 > (board?.meters ?? 0) ? 'warning' : 'info'} /> : null}
          {board ? onlineText : ''}
        </span>
        <b>{board && board.meters > 0 ? `${percent(board.online / board.meters)} %` : ''}</b>
      </WallFigure>
      <WallFigure
        name={t('wall.health.messages')}
        figure={board ? (perS === null ? '–' : grouped(perS, perS < 100 ? 1 : 0)) : null}
        unit={t('wall.health.perSecond')}
      >
        <span>{t('wall.health.mean')}</span>
      </WallFigure>
      <WallFigure name={t('wall.health.lag')} figure={board ? lag : null} unit={lagUnit}>
        <span>{age ? t('wall.health.newest', { age: ageText(t, age) }) : t('wall.health.nothing')}</span>
      </WallFigure>
      <WallFigure name={t('wall.health.refolding')} figure={board ? grouped(board.refolding) : null} unit={t('wall.health.devices')}>
        <span>{board ? t(board.refolding > 0 ? 'wall.health.refoldingNow' : 'wall.health.refoldingNone') : ''}</span>
      </WallFigure>
    </div>
  );
}

/** Law 1, large: what came in is stored, a duplicate, or quarantined. */
function Law({ board }: { readonly board: ParkBoard | null }) {
  const t = useWords();
  const counts = board?.counts ?? null;
  const isEven = counts !== null && counts.received === counts.stored + counts.duplicate + counts.quarantined;
  const parts = [
    { sign: '', word: t('counts.received'), n: counts?.received },
    { sign: '=', word: t('counts.stored'), n: counts?.stored },
    { sign: '+', word: t('counts.duplicate'), n: counts?.duplicate },
    { sign: '+', word: t('counts.quarantined'), n: counts?.quarantined },
  ];
  return (
    <section className={styles.law}>
      <h2>
        {t('wall.health.law')}
        <small>
          {counts === null ? null : isEven ? (
            t('wall.health.even')
          ) : (
            <span className={styles.uneven}>
              <SeverityMark severity="critical" /> {t('counts.uneven')}
            </span>
          )}
        </small>
      </h2>
      <div className={styles.equation}>
        {parts.map(({ sign, word, n }) => (
          <div key={word}>
            {sign === '' ? null : <i>{sign}</i>}
            <span>
              <b>{n === undefined ? '–' : grouped(n)}</b>
              {word}
            </span>
          </div>
        ))}
      </div>
    </section>
  );
}

function Quarantined({ park, board }: { readonly park: string; readonly board: ParkBoard | null }) {
  const t = useWords();
  const now = useNow();
  const reasonOf = useReason();
  const asked = useKeptQuery(`quarantine ${park}`, (signal) => askQuarantine(park, signal), { everyMs: FAULTS_MS });
  const rows = dataOf(asked);
  return (
    <section className={page.part}>
      <h2>
        {t('wall.health.quarantine')} <small>{t('wall.health.newestFirst')}</small>
      </h2>
      {rows?.length === 0 ? <p className={page.none}>{t('quarantine.none')}</p> : null}
      {asked.type === 'failed' ? (
        <p className={page.none}>
          {asked.failure === 'forbidden'
            ? t('wall.health.elsewhere', { n: grouped(board?.counts.quarantined ?? 0) })
            : t(`failed.${asked.failure}`)}
        </p>
      ) : null}
      {(rows ?? []).slice(0, LINES_MAX).map((row) => (
        <div key={row.id} className={styles.line}>
          <span>{reasonOf(row.reason)}</span>
          <span className={page.name}>{row.serial ?? row.topic}</span>
          <time>{board && now !== null ? momentText(row.receivedAt, now, board.zone) : ''}</time>
        </div>
      ))}
    </section>
  );
}

function Doubts({ park, board }: { readonly park: string; readonly board: ParkBoard | null }) {
  const t = useWords();
  const now = useNow();
  const nameOf = useSubjectNames(park, board);
  const verdictOf = useVerdict();
  const asked = useKeptQuery(`doubts ${park}`, (signal) => askDoubts({ park, limit: LINES_MAX }, signal), { everyMs: MINUTE_MS });
  const rows = dataOf(asked);
  return (
    <section className={page.part}>
      <h2>
        {t('wall.health.doubts')} <small>{t('wall.health.newestFirst')}</small>
      </h2>
      {rows?.length === 0 ? <p className={page.none}>{t('wall.health.noDoubts')}</p> : null}
      {asked.type === 'failed' ? <p className={page.none}>{t(`failed.${asked.failure}`)}</p> : null}
      {(rows ?? []).slice(0, LINES_MAX).map((row) => (
        <div key={row.id} className={styles.line}>
          <span>
            {row.waits ? <SeverityMark severity="warning" /> : null}
            <span className={page.name}>{verdictOf(row.verdict)}</span>
          </span>
          <span className={page.name}>{nameOf(row.point)}</span>
          <time>{board && now !== null ? momentText(row.at, now, board.zone) : ''}</time>
        </div>
      ))}
    </section>
  );
}
