'use client';

import type { ReactNode } from 'react';
import { Button } from '../../parts/Button.tsx';
import { useWords } from '../../words/use-words.ts';
import styles from './SheetEnd.module.css';

interface Props {
  /** What stands against it. */
  readonly fault: string | null;
  readonly sending: boolean;
  readonly back: () => void;
  /** Absent: back. */
  readonly backWord?: string;
  /** The button that does it. */
  readonly children: ReactNode;
}

/** How a question ends: what stands against it, the way back, and the act itself, the wider of the two. */
export function SheetEnd({ fault, sending, back, backWord, children }: Props) {
  const t = useWords();
  return (
    <>
      {fault === null ? null : (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={styles.acts}>
        <Button onPress={back} disabled={sending}>
          {backWord ?? t('counter.no')}
        </Button>
        {children}
      </div>
    </>
  );
}
