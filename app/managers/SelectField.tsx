import { Icon } from '../shell/Icon.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './SelectField.module.css';

interface Props {
  readonly label: string;
  /** Empty: all. */
  readonly chosen: string;
  readonly choose: (value: string) => void;
  readonly choices: readonly { readonly value: string; readonly word: string }[];
}

/** One of many, or all of them: a filter that takes little room. */
export function SelectField({ label, chosen, choose, choices }: Props) {
  const t = useWords();
  return (
    <label className={styles.select} data-on={chosen !== ''}>
      <span className="unseen">{label}</span>
      <select value={chosen} onChange={(event) => choose(event.target.value)}>
        <option value="">
          {label}: {t('all')}
        </option>
        {choices.map(({ value, word }) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
      <Icon name="chevron" />
    </label>
  );
}
