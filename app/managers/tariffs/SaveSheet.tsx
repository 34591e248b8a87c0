'use client';

import { useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import type { Effect } from '../../rpc/tariffs-api.ts';
import { useWords } from '../../words/use-words.ts';
import { Sheet } from '../counter/Sheet.tsx';
import styles from './Form.module.css';
import { useEffectText } from './use-effect-text.ts';

interface Props {
  readonly effect: Effect;
  readonly busy: boolean;
  readonly close: () => void;
  readonly save: (agreed: boolean) => void;
}

/** The figure once more, and (where days are priced anew) a person's word for it. */
export function SaveSheet({ effect, busy, close, save }: Props) {
  const t = useWords();
  const text = useEffectText(effect);
  const [agreed, setAgreed] = useState(false);
  const needed = effect.kind === 'retroactive';
  const title = t('tariffs.confirm', { from: effect.from });
  return (
    <Sheet label={title} close={close}>
      <h2>{title}</h2>
      <p className={styles.does}>{text.does}</p>
      {text.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {needed ? (
        <label className={styles.agree}>
          <input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.target.checked)} />
          <span>{t('tariffs.agree')}</span>
        </label>
      ) : null}
      <div className={styles.acts}>
        <Button onPress={close}>{t('tariffs.cancel')}</Button>
        <Button primary disabled={busy || (needed && !agreed)} onPress={() => save(agreed)}>
          {t('tariffs.confirmSave')}
        </Button>
      </div>
    </Sheet>
  );
}
