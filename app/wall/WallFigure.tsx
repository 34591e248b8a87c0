import type { ReactNode } from 'react';
import { Bone } from '../parts/Bone.tsx';
import styles from './WallFigure.module.css';

interface Props {
  readonly name: string;
  /** Null: not known yet. */
  readonly figure: ReactNode | null;
  readonly unit?: string;
  /** Says more of it, in a line below. */
  readonly children?: ReactNode;
}

/** A figure that is read from five metres: 5 % of the height, its name and unit a third of that. */
export function WallFigure({ name, figure, unit = '', children }: Props) {
  return (
    <div className={styles.figure}>
      <span className={styles.name}>{name}</span>
      <span className={styles.value}>
        {figure ?? <Bone width="9rem" />}
        {figure === null ? null : <small>{unit}</small>}
      </span>
      <span className={styles.note}>{children}</span>
    </div>
  );
}
