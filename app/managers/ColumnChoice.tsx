'use client';

import { type ToggleEvent, useId, useRef } from 'react';
import { useWords } from '../words/use-words.ts';
import styles from './ColumnChoice.module.css';
import type { ChosenColumns } from './use-chosen-columns.ts';

interface Props {
  readonly of: Pick<ChosenColumns<never>, 'choices' | 'toggle'>;
}

const EDGE_PX = 8;
const MENU_PX = 200;

/** Which columns a table shows. A phone has cards, not columns, and no such button. */
export function ColumnChoice({ of: { choices, toggle } }: Props) {
  const t = useWords();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const place = (event: ToggleEvent<HTMLDivElement>) => {
    const box = button.current?.getBoundingClientRect();
    if (event.newState !== 'open' || !box) return;
    const { style } = event.currentTarget;
    style.top = `${box.bottom + 4}px`;
    style.left = `${Math.max(EDGE_PX, Math.min(box.right - MENU_PX, innerWidth - MENU_PX - EDGE_PX))}px`;
  };
  return (
    <span className={styles.choice}>
      <button ref={button} type="button" popoverTarget={id}>
        {t('table.columns')}
      </button>
      <div id={id} popover="auto" className={styles.menu} onBeforeToggle={place}>
        <fieldset>
          <legend className="unseen">{t('table.columns')}</legend>
          {choices.map(({ key, word, on }) => (
            <label key={key}>
              <input type="checkbox" checked={on} onChange={() => toggle(key)} />
              {word}
            </label>
          ))}
        </fieldset>
      </div>
    </span>
  );
}
