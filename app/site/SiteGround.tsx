import { memo } from 'react';
import { pointsText } from './iso.ts';
import styles from './Site.module.css';
import type { Scene } from './scene.ts';

/** What lies on the ground: plots, shadows, and the beds of the supply lines. Nothing of it changes. */
export const SiteGround = memo(function SiteGround({ scene, text }: { readonly scene: Scene; readonly text: number }) {
  return (
    <g>
      <polygon className={styles.ground} points={pointsText(scene.ground)} />
      {scene.plots.map((ring) => (
        <polygon key={pointsText(ring)} className={styles.plot} points={pointsText(ring)} />
      ))}
      <g className={styles.shadow}>
        {scene.shadows.map((ring) => (
          <polygon key={pointsText(ring)} points={pointsText(ring)} />
        ))}
      </g>
      <g className={styles.cable} strokeWidth={text * 0.16}>
        <polyline points={pointsText(scene.supply.path)} />
        {scene.cables.map(({ key, path }) => (
          <polyline key={key} points={pointsText(path)} />
        ))}
      </g>
      {scene.cables.map(({ key, ends, path }) => {
        const at = path.at(-1);
        return ends !== null && at ? <circle key={key} className={styles.entry} cx={at[0]} cy={at[1]} r={text * 0.18} /> : null;
      })}
    </g>
  );
});
