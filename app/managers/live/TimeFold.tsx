'use client';

import { useState } from 'react';
import { usePast } from '../../past/PastProvider.tsx';
import { TimeBar } from '../../past/TimeBar.tsx';
import { useWords } from '../../words/use-words.ts';
import styles from './TimeFold.module.css';

/** The slider of time; on a phone it is folded away until somebody wants it, for the list is what people come for. */
export function TimeFold() {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const past = usePast();
  const shown = open || past !== null;
  return (
    <div className={styles.fold} data-open={shown}>
      <button type="button" aria-expanded={shown} onClick={() => setOpen(!open)}>
        {t('live.replay')}
      </button>
      <div className={styles.bar}>
        <TimeBar />
      </div>
    </div>
  );
}
