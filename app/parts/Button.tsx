import type { ReactNode } from 'react';
import styles from './Button.module.css';

interface Props {
  readonly onPress?: () => void;
  readonly type?: 'button' | 'submit';
  /** One a page: what people came for. */
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function Button({ onPress, type = 'button', primary = false, disabled = false, children }: Props) {
  return (
    <button className={styles.button} type={type} data-primary={primary} disabled={disabled} onClick={onPress}>
      {children}
    </button>
  );
}
