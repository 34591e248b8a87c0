'use client';

import { registerShown } from '../../format/register.ts';
import type { Handover } from '../../rpc/handovers.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { PhotoThumbs } from '../photo/PhotoThumbs.tsx';
import styles from './HandoverRows.module.css';

interface Props {
  readonly park: string;
  readonly rows: readonly Handover[];
}

/** What was read when meters came to an account and when they left it, each with its photos. */
export function HandoverRows({ park, rows }: Props) {
  const t = useWords();
  const nameOf = useNames();
  return (
    <ul className={styles.rows}>
      {rows.map(({ kind, point, name, medium, day, registerMilli, photos }) => (
        <li key={`${kind} ${point} ${day}`}>
          <span>
            {nameOf(name)} <small>{point}</small>
          </span>
          <b>
            {registerShown(registerMilli)}
            <small>{medium === 'water' ? 'm³' : 'kWh'}</small>
          </b>
          <small>{t(`handover.${kind}`, { day })}</small>
          {photos.length === 0 ? null : (
            <div>
              <PhotoThumbs park={park} photos={photos.map((id) => ({ id, alt: t(`handover.photo.${kind}`, { point, day }) }))} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
