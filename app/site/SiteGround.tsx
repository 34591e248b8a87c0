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

/** The lowest layer: ground, plots, shadows, and the supply lines whose dashes run. It alone is painted again in each frame. */
export const SiteGround = memo(function SiteGround({ scene, text, view }: Props) {
  const dashes = DASH.map((part) => part * text).join(' ');
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
      <g strokeWidth={text * 0.16}>
        <Line path={pointsText(scene.supply)} id={SUPPLY} dashes={dashes} />
        {scene.cables.map(({ key, path }) => (
          <Line key={key} path={pointsText(path)} id={key} dashes={dashes} />
        ))}
      </g>
      {scene.cables.map(({ key, ends, path }) => {
        const at = path.at(-1);
        return ends !== null && at ? <circle key={key} className={styles.entry} cx={at[0]} cy={at[1]} r={text * 0.18} /> : null;
      })}
    </svg>
  );
});

interface LineProps {
  readonly path: string;
  readonly id: string;
  readonly dashes: string;
}

const Line = ({ path, id, dashes }: LineProps) => (
  <>
    <polyline className={styles.cable} points={path} />
    <polyline className={styles.flow} points={path} strokeDasharray={dashes} data-flow={id} />
  </>
);
