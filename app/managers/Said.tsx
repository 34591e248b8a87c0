'use client';

import { useEffect, useState } from 'react';
import { SECOND_MS } from '#domain/time/instant.ts';
import styles from './Said.module.css';

export interface SaidThing {
  readonly text: string;
  readonly refused: boolean;
  readonly undo?: { readonly word: string; readonly run: () => void };
}

/** Long enough to read it and to take it back. */
const SHOWN_MS = 8 * SECOND_MS;

/** What has just been done, or was refused, above the thumb; read aloud. */
export function Said({ said }: { readonly said: SaidThing | null }) {
  const [over, setOver] = useState<SaidThing | null>(null);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setOver(said), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const shown = said === over ? null : said;
  return (
    <div className={styles.place} role="status">
      {shown ? (
        <p className={styles.said} data-refused={shown.refused}>
          <span>{shown.text}</span>
          {shown.undo ? (
            <button type="button" onClick={shown.undo.run}>
              {shown.undo.word}
            </button>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
