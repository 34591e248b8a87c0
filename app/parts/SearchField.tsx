import { Icon } from '../shell/Icon.tsx';
import styles from './SearchField.module.css';

interface Props {
  readonly label: string;
  readonly text: string;
  readonly search: (text: string) => void;
}

export function SearchField({ label, text, search }: Props) {
  return (
    <label className={styles.field}>
      <Icon name="search" />
      <span className="unseen">{label}</span>
      <input
        type="search"
        placeholder={label}
        value={text}
        onChange={(event) => search(event.target.value)}
        autoComplete="off"
        spellCheck={false}
      />
    </label>
  );
}
