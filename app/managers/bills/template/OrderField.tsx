'use client';

import { Icon } from '../../../shell/Icon.tsx';
import { useWords } from '../../../words/use-words.ts';
import { moved, toggled } from './edit-order.ts';
import styles from './OrderField.module.css';

interface Props<T extends string> {
  readonly all: readonly T[];
  /** In the order in which they are printed. */
  readonly chosen: readonly T[];
  readonly nameOf: (one: T) => string;
  /** These are never left out. */
  readonly fixed: readonly T[];
  readonly change: (chosen: readonly T[]) => void;
}

/** What is printed, and in which order. */
export function OrderField<T extends string>({ all, chosen, nameOf, fixed, change }: Props<T>) {
  const t = useWords();
  const rows = [...chosen, ...all.filter((one) => !chosen.includes(one))];
  return (
    <ol className={styles.order}>
      {rows.map((one) => {
        const at = chosen.indexOf(one);
        const name = nameOf(one);
        return (
          <li key={one} data-off={at < 0}>
            <label>
              <input
                type="checkbox"
                checked={at >= 0}
                disabled={fixed.includes(one)}
                onChange={() => change(toggled(chosen, one))}
                aria-label={t('papers.show', { name })}
              />
              {name}
            </label>
            <button type="button" disabled={at <= 0} onClick={() => change(moved(chosen, at, -1))} aria-label={t('papers.up', { name })}>
              <Icon name="chevron" />
            </button>
            <button
              type="button"
              data-down=""
              disabled={at < 0 || at === chosen.length - 1}
              onClick={() => change(moved(chosen, at, 1))}
              aria-label={t('papers.down', { name })}
            >
              <Icon name="chevron" />
            </button>
          </li>
        );
      })}
    </ol>
  );
}
