'use client';

import { useState } from 'react';
import type { Effect } from '../../rpc/tariffs-api.ts';
import { useWords } from '../../words/use-words.ts';
import { AskSheet } from '../AskSheet.tsx';
import styles from './Form.module.css';
import { useEffectText } from './use-effect-text.ts';

interface Props {
  readonly effect: Effect;
  readonly close: () => void;
  readonly save: (agreed: boolean) => Promise<void>;
}

/** The figure once more, and (where days are priced anew) a person's word for it. */
export function SaveSheet({ effect, close, save }: Props) {
  const t = useWords();
  const text = useEffectText(effect);
  const [agreed, setAgreed] = useState(false);
  const needed = effect.kind === 'retroactive';
  return (
    <AskSheet
      title={t('tariffs.confirm', { from: effect.from })}
      yes={t('tariffs.confirmSave')}
      ready={!needed || agreed}
      close={close}
      go={async () => {
        await save(agreed);
        return null;
      }}
    >
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
    </AskSheet>
  );
}
