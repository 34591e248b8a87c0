import { useWords } from '../../words/use-words.ts';
import { type AmountKey, KEYS } from './amount.ts';
import styles from './Keypad.module.css';

/** Digits for a thumb. A keyboard types into the amount itself. */
export function Keypad({ press }: { readonly press: (key: AmountKey) => void }) {
  const t = useWords();
  return (
    <fieldset className={styles.pad} aria-label={t('counter.keypad')}>
      {KEYS.map((key) => (
        <button key={key} type="button" tabIndex={-1} onClick={() => press(key)}>
          {key}
        </button>
      ))}
      <button type="button" tabIndex={-1} className={styles.back} onClick={() => press('back')} aria-label={t('counter.back')}>
        ⌫
      </button>
      <button type="button" tabIndex={-1} className={styles.clear} onClick={() => press('clear')}>
        {t('counter.clear')}
      </button>
    </fieldset>
  );
}
