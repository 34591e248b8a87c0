'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import styles from './Sheet.module.css';

interface Props {
  readonly label: string;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** One thing that is decided before anything else; Escape leaves it. On a phone it stands at the thumb. */
export function Sheet({ label, close, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className={styles.sheet} aria-label={label} onClose={close}>
      <div className={styles.body}>{children}</div>
    </dialog>
  );
}
