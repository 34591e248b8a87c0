'use client';

import { useOutdated } from '../live/use-now.ts';
import { useWords } from '../words/use-words.ts';
import styles from './NewBuild.module.css';

/** A person may be in the middle of something: they are told of a new build, a wall takes it by itself. */
export function NewBuild() {
  const t = useWords();
  if (!useOutdated()) return null;
  return (
    <div className={styles.bar} role="status">
      <span>{t('newBuild.text')}</span>
      <button type="button" onClick={() => location.reload()}>
        {t('newBuild.load')}
      </button>
    </div>
  );
}
