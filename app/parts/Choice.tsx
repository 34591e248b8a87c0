import { useEffect, useRef } from 'react';
import styles from './Choice.module.css';

interface Props {
  readonly label: string;
  readonly chosen: string;
  readonly choose: (value: string) => void;
  readonly choices: readonly { readonly value: string; readonly word: string }[];
}

/** One of a few, all in sight. */
export function Choice({ label, chosen, choose, choices }: Props) {
  const row = useRef<HTMLFieldSetElement>(null);
  // On a phone a row may be wider than the page: what is chosen is in sight, and the page stays where it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is another place
  useEffect(() => {
    const pressed = row.current?.querySelector<HTMLElement>('[aria-pressed=true]');
    if (!row.current || !pressed) return;
    const start = pressed.offsetLeft - row.current.offsetLeft;
    const end = start + pressed.offsetWidth;
    if (start < row.current.scrollLeft) row.current.scrollLeft = start;
    else if (end > row.current.scrollLeft + row.current.clientWidth) row.current.scrollLeft = end - row.current.clientWidth;
  }, [chosen]);
  return (
    <fieldset ref={row} className={styles.choice} aria-label={label}>
      {choices.map(({ value, word }) => (
        <button key={value} type="button" aria-pressed={value === chosen} onClick={() => choose(value)}>
          {word}
        </button>
      ))}
    </fieldset>
  );
}
