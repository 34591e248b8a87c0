import type { CSSProperties } from 'react';
import styles from './Bone.module.css';

interface Props {
  /** CSS lengths. */
  readonly width?: string;
  readonly height?: string;
}

/** The place of a figure that has not come yet. It stands still: nothing has changed. */
export function Bone({ width = '100%', height = '1em' }: Props) {
  const style: CSSProperties = { width, height };
  return <span className={styles.bone} style={style} aria-hidden="true" />;
}
