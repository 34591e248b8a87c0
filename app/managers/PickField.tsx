import { useId } from 'react';
import { Icon } from '../shell/Icon.tsx';
import styles from './PickField.module.css';

interface Props {
  readonly label: string;
  readonly chosen: string;
  readonly choose: (value: string) => void;
  readonly choices: readonly { readonly value: string; readonly word: string }[];
}

/** One of a few in a form, its name above it. */
export function PickField({ label, chosen, choose, choices }: Props) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <span>
        <select id={id} value={chosen} onChange={({ target }) => choose(target.value)}>
          {choices.map(({ value, word }) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </select>
        <Icon name="chevron" />
      </span>
    </div>
  );
}
