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

/**
 * The dashes that run, a layer of their own above the park: they alone are painted again as they step, and what stands behind a building
 * is no part of them. So the park below is one picture that is painted when a load changes.
 */
export const SiteFlows = memo(function SiteFlows({ scene, text, view }: Props) {
  const dashes = DASH.map((part) => part * text).join(' ');
  return (
    <svg className={`${styles.layer} ${styles.above}`} viewBox={view} aria-hidden="true">
      <g className={styles.flow} strokeWidth={text * 0.16} strokeDasharray={dashes}>
        {[{ key: SUPPLY, ...scene.supply }, ...scene.cables].map(({ key, runs }) =>
          runs.map(({ from, path }) => (
            <polyline
              key={`${key} ${from}`}
              points={pointsText(path)}
              strokeDashoffset={Math.round(from * 10) / 10}
              data-flow={key}
              data-from={from}
            />
          )),
        )}
      </g>
    </svg>
  );
});
