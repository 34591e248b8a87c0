import { Icon } from '../../shell/Icon.tsx';
import styles from './PickOne.module.css';

interface Props {
  readonly label: string;
  readonly chosen: string;
  readonly choose: (value: string) => void;
  readonly choices: readonly { readonly value: string; readonly word: string }[];
}

/** One of many, with its name over it. */
export function PickOne({ label, chosen, choose, choices }: Props) {
  return (
    <label className={styles.pick}>
      <span>{label}</span>
      <select value={chosen} onChange={(event) => choose(event.target.value)}>
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
