import type { ReactNode } from 'react';
import styles from './EntryRow.module.css';

interface Props {
  readonly name: string;
  /** Below the name. */
  readonly note: string;
  readonly value: string;
  /** What its button says; null: nothing is entered here any more. */
  readonly act: string | null;
  readonly open: boolean;
  readonly toggle: () => void;
  /** The form that opens in its place. */
  readonly children: ReactNode;
}

/** A figure that a person enters: what stands, and the form that changes it. */
export const EntryRow = ({ name, note, value, act, open, toggle, children }: Props) => (
  <li className={styles.row}>
    <span>
      {name}
      <small>{note}</small>
    </span>
    <b>{value}</b>
    {act === null ? null : (
      <button type="button" aria-expanded={open} onClick={toggle}>
        {act}
      </button>
    )}
    {open && act !== null ? <div>{children}</div> : null}
  </li>
);
