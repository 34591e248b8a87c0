import { Bone } from './Bone.tsx';
import styles from './TableBones.module.css';

const ROWS = [1, 2, 3, 4, 5, 6, 7, 8];

/** The place of a list that has not come yet. */
export const TableBones = () => (
  <div className={styles.bones} aria-hidden="true">
    {ROWS.map((n) => (
      <div key={n}>
        <Bone width="30%" />
        <Bone width="14%" />
      </div>
    ))}
  </div>
);
