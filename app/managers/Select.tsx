import { Icon } from '../shell/Icon.tsx';
import styles from './Select.module.css';

export interface Choices {
  readonly chosen: string;
  readonly choose: (value: string) => void;
  readonly choices: readonly { readonly value: string; readonly word: string }[];
}

/** One of some; `id`: what its label is for. */
export function Select({ id, chosen, choose, choices }: Choices & { readonly id: string }) {
  return (
    <span className={styles.select}>
      <select id={id} value={chosen} onChange={({ target }) => choose(target.value)}>
        {choices.map(({ value, word }) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
      <Icon name="chevron" />
    </span>
  );
}
