'use client';

import type { InstantMs } from '#domain/time/instant.ts';
import { ratioShown } from '../../format/register.ts';
import { dayOf, dayTimeText } from '../../format/time.ts';
import { PhotoThumbs } from '../../parts/photo/PhotoThumbs.tsx';
import type { TakenBackLine } from '../../rpc/installations.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './InstallationsCard.module.css';

interface Props {
  readonly park: string;
  readonly all: readonly TakenBackLine[];
  readonly zone: string;
}

/** Changes that were written down and taken back: what they had said, and who took them back, when and why. */
export function TakenBack({ park, all, zone }: Props) {
  const t = useWords();
  return (
    <>
      <h3 className={styles.back}>{t('installation.takeBack.list')}</h3>
      <ol className={styles.list}>
        {all.map((line) => (
          <Line key={line.id} park={park} line={line} zone={zone} />
        ))}
      </ol>
    </>
  );
}

function Line({ park, line, zone }: { readonly park: string; readonly line: TakenBackLine; readonly zone: string }) {
  const t = useWords();
  const { kind, at, ended, begun, reason, takenBackAt, actor } = line;
  const moment = (instant: InstantMs) => dayTimeText(instant, zone);
  const [old, serial] = [ended?.serial ?? '', begun?.serial ?? ''];
  const said = t(`installation.takeBack.said.${kind}`, { old, serial, ratio: ratioShown(begun?.ratioMilli ?? 0) });
  const photos = line.photos.map(({ id, shows }) => ({
    id,
    alt: t(`installation.photoShows.${shows}`, { serial: shows === 'end' ? old : serial, day: dayOf(at, zone) }),
  }));
  return (
    <li data-hangs={false}>
      <b>{said}</b>
      <small>{moment(at)}</small>
      <small className={styles.why}>{t('installation.takeBack.by', { who: actor, at: moment(takenBackAt), reason })}</small>
      {photos.length === 0 ? null : (
        <div className={styles.photos}>
          <PhotoThumbs park={park} photos={photos} />
        </div>
      )}
    </li>
  );
}
