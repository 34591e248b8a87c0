import { memo } from 'react';
import { pointsText } from './iso.ts';
import { type Ring, turning } from './ring.ts';
import styles from './Site.module.css';
import type { Scene } from './scene.ts';

/**
 * What lies on the ground: plots, shadows, and the beds of the supply lines. Nothing of it changes, but it is drawn again with the
 * buildings on it: what is translucent is one path, which the browser draws without a layer of its own.
 */
export const SiteGround = memo(function SiteGround({ scene, text }: { readonly scene: Scene; readonly text: number }) {
  return (
    <g>
      <polygon className={styles.ground} points={pointsText(scene.ground)} />
      {scene.plots.map((ring) => (
        <polygon key={pointsText(ring)} className={styles.plot} points={pointsText(ring)} />
      ))}
      <path className={styles.shadow} d={scene.shadows.map((ring) => `M${pointsText(clockwise(ring))}Z`).join('')} />
      <path
        className={styles.cable}
        strokeWidth={text * 0.16}
        d={[scene.supply, ...scene.cables].map(({ path }) => `M${pointsText(path)}`).join('')}
      />
      {scene.cables.map(({ key, ends, path }) => {
        const at = path.at(-1);
        return ends !== null && at ? <circle key={key} className={styles.entry} cx={at[0]} cy={at[1]} r={text * 0.18} /> : null;
      })}
    </g>
  );
});

/** All rings turned the same way: where they overlap they are one. */
const clockwise = (ring: Ring): Ring => (turning(ring) < 0 ? ring.toReversed() : ring);
