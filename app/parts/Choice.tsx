import styles from './Choice.module.css';

interface Props {
  readonly label: string;
  readonly chosen: string;
  readonly choose: (value: string) => void;
  readonly choices: readonly { readonly value: string; readonly word: string }[];
}

/** One of a few, all in sight. */
export function Choice({ label, chosen, choose, choices }: Props) {
  return (
    <fieldset className={styles.choice} aria-label={label}>
      {choices.map(({ value, word }) => (
        <button key={value} type="button" aria-pressed={value === chosen} onClick={() => choose(value)}>
          {word}
        </button>
      ))}
    </fieldset>
  );
}
