import type { ReactNode } from 'react';
import styles from './FormActs.module.css';

/** What a long form ends in; on a phone it stays at the thumb while the form goes by. */
export const FormActs = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.acts} data-acts="">
    {children}
  </div>
);
