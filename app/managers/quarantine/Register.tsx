'use client';

import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useBoardField } from '../../live/use-board.ts';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { askPoints, askWaiting } from '../../rpc/api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { ButtonLink } from '../ButtonLink.tsx';
import { PageHead } from '../PageHead.tsx';
import styles from './Register.module.css';
import { RegisterFields } from './RegisterFields.tsx';

/** Registers a meter that sends and is unknown: where it hangs, how it counts, from when. */
export function Register({ park }: { readonly park: string }) {
  const t = useWords();
  const serial = useSearchParams().get('serial') ?? '';
  const zone = useBoardField({ type: 'park', park }, (board) => board.zone);
  const waiting = useQuery(`waiting ${park}`, (signal) => askWaiting(park, signal));
  const points = useQuery(`points ${park}`, (signal) => askPoints(park, signal));
  const [done, setDone] = useState<{ readonly serial: string; readonly point: string; readonly taken: number } | null>(null);
  const root = `/parks/${encodeURIComponent(park)}`;
  const device = waiting.type === 'ready' ? waiting.data.find((one) => one.serial === serial) : undefined;
  return (
    <article className={styles.page}>
      <PageHead title={t('register.title')} note={serial} up={{ href: `${root}/quarantine`, word: t('nav.quarantine') }} />
      {done ? (
        <Notice title={t('register.done', { serial: done.serial, point: done.point })} text={t('register.taken', { n: done.taken })}>
          <span className={styles.next}>
            <ButtonLink href={`${root}/meters/${encodeURIComponent(done.point)}`} primary>
              {t('register.openMeter')}
            </ButtonLink>
            <ButtonLink href={`${root}/quarantine`}>{t('nav.quarantine')}</ButtonLink>
          </span>
        </Notice>
      ) : null}
      {waiting.type === 'failed' ? <Failed failure={waiting.failure} again={waiting.again} /> : null}
      {points.type === 'failed' ? <Failed failure={points.failure} again={points.again} /> : null}
      {waiting.type === 'loading' || points.type === 'loading' || zone === null ? <TableBones /> : null}
      {!done && waiting.type === 'ready' && !device ? (
        <Notice title={t('register.notWaiting', { serial })} text={t('register.notWaitingNext')}>
          <ButtonLink href={`${root}/quarantine`}>{t('nav.quarantine')}</ButtonLink>
        </Notice>
      ) : null}
      {!done && device && points.type === 'ready' && zone !== null ? (
        <RegisterFields
          key={device.serial}
          park={park}
          zone={zone}
          device={device}
          points={points.data}
          onDone={(point, taken) => setDone({ serial: device.serial, point, taken })}
        />
      ) : null}
    </article>
  );
}
