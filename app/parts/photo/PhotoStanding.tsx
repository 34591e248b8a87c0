'use client';

import { useWords } from '../../words/use-words.ts';
import { Button } from '../Button.tsx';
import styles from './PhotoStanding.module.css';
import type { Photos } from './use-photos.ts';

/** What an act waits for before it is done: photos under way, or those that failed and are sent again or left out, as a person says. */
export function PhotoStanding({ photos }: { readonly photos: Photos }) {
  const t = useWords();
  const { kept, underWay, failed } = photos.standing;
  if (failed > 0)
    return (
      <div className={styles.failed} role="alert">
        <p>{t('photo.someFailed', { n: failed })}</p>
        <div>
          <Button onPress={photos.againFailed}>{t('photo.again')}</Button>
          <Button onPress={photos.removeFailed}>{t('photo.without')}</Button>
        </div>
      </div>
    );
  if (kept + underWay === 0) return null;
  return (
    <p className={styles.state} role="status">
      {underWay > 0 ? t('photo.waiting', { n: underWay }) : t('photo.allKept', { n: kept })}
    </p>
  );
}

/** Whether an act may go: nothing is on its way, and nothing failed. */
export const areSettled = ({ standing: { underWay, failed } }: Photos): boolean => underWay + failed === 0;
