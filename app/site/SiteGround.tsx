import { memo } from 'react';
import { pointsText } from './iso.ts';
import styles from './Site.module.css';
import type { Scene } from './scene.ts';
import { SUPPLY } from './site-figures.ts';
import { DASH } from './site-painter.ts';

interface Props {
  readonly scene: Scene;
  readonly text: number;
  readonly view: string;
}

/** The lowest layer: ground, plots, shadows, and the beds of the supply lines. */
export const SiteGround = memo(function SiteGround({ scene, text, view }: Props) {
  return (
    <svg className={styles.layer} viewBox={view} aria-hidden="true">
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
        <polyline points={pointsText(scene.supply)} />
        {scene.cables.map(({ key, path }) => (
          <polyline key={key} points={pointsText(path)} />
        ))}
      </g>
      {scene.cables.map(({ key, ends, path }) => {
        const at = path.at(-1);
        return ends !== null && at ? <circle key={key} className={styles.entry} cx={at[0]} cy={at[1]} r={text * 0.18} /> : null;
      })}
    </svg>
  );
});

/** The dashes that run, a layer of their own: they alone are painted again as they step. */
export const SiteFlows = memo(function SiteFlows({ scene, text, view }: Props) {
  const dashes = DASH.map((part) => part * text).join(' ');
  return (
    <svg className={styles.layer} viewBox={view} aria-hidden="true">
      <g className={styles.flow} strokeWidth={text * 0.16} strokeDasharray={dashes}>
        <polyline points={pointsText(scene.supply)} data-flow={SUPPLY} />
        {scene.cables.map(({ key, path }) => (
          <polyline key={key} points={pointsText(path)} data-flow={key} />
        ))}
      </g>
    </svg>
  );
});
