'use client';

import { useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import type { AlarmRow } from '../../rpc/shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { Sheet } from '../counter/Sheet.tsx';
import styles from './Escalate.module.css';
import type { AlarmActs } from './use-alarm-acts.ts';

interface Props {
  readonly alarm: AlarmRow;
  /** What the alarm says. */
  readonly title: string;
  readonly acts: AlarmActs;
  readonly close: () => void;
}

/** As the server asks. */
const NOTE_MIN = 2;
const NOTE_MAX = 500;

/** Why an alarm goes to the next level; without a reason it does not. */
export function EscalateSheet({ alarm, title, acts, close }: Props) {
  const t = useWords();
  const [note, write] = useState('');
  const [sending, setSending] = useState(false);
  const go = async () => {
    setSending(true);
    await acts.escalate(alarm, note);
    close();
  };
  return (
    <Sheet label={t('escalation.ask')} close={close}>
      <h2 className={styles.title}>{t('escalation.ask')}</h2>
      <p className={styles.what}>{title}</p>
      <label className={styles.note}>
        <span>{t('escalation.why')}</span>
        <textarea value={note} rows={3} maxLength={NOTE_MAX} onChange={(event) => write(event.target.value)} />
      </label>
      <p className={styles.next}>{t('escalation.askNext')}</p>
      <div className={styles.acts}>
        <Button onPress={close} disabled={sending}>
          {t('escalation.cancel')}
        </Button>
        <Button primary onPress={() => void go()} disabled={sending || note.trim().length < NOTE_MIN}>
          {sending ? t('escalation.sending') : t('escalation.send')}
        </Button>
      </div>
    </Sheet>
  );
}
