'use client';

import { type FormEvent, useState } from 'react';
import type { PointBoard } from '#domain/board/board.ts';
import { useBoardField } from '../../live/use-board.ts';
import { Button } from '../../parts/Button.tsx';
import { PhotoField } from '../../parts/photo/PhotoField.tsx';
import { areSettled, PhotoStanding } from '../../parts/photo/PhotoStanding.tsx';
import { keptIn } from '../../parts/photo/photo-list.ts';
import { usePhotos } from '../../parts/photo/use-photos.ts';
import { failureOf } from '../../rpc/client.ts';
import { type ReadingFault, releaseAccount } from '../../rpc/counter-api.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { FormField } from '../quarantine/FormField.tsx';
import styles from './ReleasePoints.module.css';
import { READING_PHOTOS_MAX } from './reading-photos.ts';
import { useRefusal } from './use-refusal.ts';

interface Props {
  readonly park: string;
  readonly account: string;
  readonly done: () => void;
}

/** A tenant has moved out: what its meters showed at last, with photos where somebody took them, and its points are free. */
export function ReleasePoints({ park, account, done }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const refusal = useRefusal();
  const points =
    useBoardField({ type: 'meters', park }, (all) => Object.values(all).filter((point) => point.account === account), samePoints) ?? [];
  const photos = usePhotos(park, 'handovers');
  const [typed, type] = useState<Readonly<Record<string, string>>>({});
  const [faults, setFaults] = useState<readonly ReadingFault[]>([]);
  const [said, say] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const photosOf = (point: string) => photos.list.filter(({ field }) => field === point);
  const hasPhotos = (point: string) => photosOf(point).length > 0;
  const readings = points
    .map(({ code: point }) => ({ point, register: (typed[point] ?? '').trim(), photos: keptIn(photos.list, point) }))
    .filter(({ point, register }) => register !== '' || hasPhotos(point));
  const faultOf = (point: string): string | null => {
    const found = faults.find((fault) => fault.point === point);
    return found ? t(`handover.faults.${found.code}`) : null;
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    say(null);
    const unread = readings.filter(({ register }) => register === '').map(({ point }): ReadingFault => ({ point, code: 'MISSING' }));
    setFaults(unread);
    if (unread.length > 0) return;
    setSending(true);
    try {
      const answer = await releaseAccount({ park, account, readings });
      if (answer.type === 'released') return done();
      if (answer.type === 'refused') return say(refusal(answer));
      if (answer.photosGone) photos.expire();
      setFaults(answer.faults);
    } catch (error) {
      say(t(`failed.${failureOf(error)}`));
    } finally {
      setSending(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)} noValidate>
      <p className={styles.note}>{t('handover.releaseNote')}</p>
      <ul className={styles.points}>
        {points.map(({ code, name, medium }) => (
          <li key={code}>
            <b>
              {nameOf(name)} <small>{code}</small>
            </b>
            <FormField
              name={`register-${code}`}
              label={`${t('handover.register')} ${medium === 'water' ? 'm³' : 'kWh'}`}
              value={typed[code] ?? ''}
              change={(value) => type({ ...typed, [code]: value })}
              fault={faultOf(code)}
              numeric
            />
            {(typed[code] ?? '').trim() === '' && !hasPhotos(code) ? null : (
              <PhotoField
                photos={photos}
                field={code}
                label={t('handover.photoOf', { point: code })}
                more={photosOf(code).length < READING_PHOTOS_MAX}
              />
            )}
          </li>
        ))}
      </ul>
      <PhotoStanding photos={photos} />
      {said === null ? null : (
        <p className={styles.fault} role="alert">
          {said}
        </p>
      )}
      <Button type="submit" primary disabled={sending || !areSettled(photos)}>
        {sending ? t('counter.sending') : t('opening.release')}
      </Button>
    </form>
  );
}

/** What is asked about each point, not what it shows this second. */
const samePoints = (a: readonly PointBoard[] | null, b: readonly PointBoard[] | null): boolean =>
  a !== null && b !== null && a.length === b.length && a.every((point, i) => point.code === b[i]?.code);
