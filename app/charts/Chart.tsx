'use client';

import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import { Bone } from '../parts/Bone.tsx';
import { Failed } from '../parts/Failed.tsx';
import { useQuery } from '../rpc/use-query.ts';
import styles from './Chart.module.css';

type Init = typeof import('./engine.ts')['init'];

export interface Box {
  readonly width: number;
  readonly height: number;
  /** Pixels of 1rem: walls scale with it. */
  readonly rem: number;
}

interface Props {
  /** Called again when the box changes; null: nothing to draw yet. */
  readonly options: (box: Box) => EChartsCoreOption | null;
  /** What the picture says, for those who do not see it. */
  readonly label: string;
  /** `months`: bars and heat maps too. It does not change while the chart stands. */
  readonly engine?: keyof typeof ENGINES;
}

const ENGINES = {
  curves: () => import('./engine.ts'),
  months: () => import('./engine-months.ts'),
} as const;

/**
 * The one component that knows ECharts. The engine loads after the page stands, and is asked for again until it has come; the chart is made once
 * and then updated in place.
 */
export function Chart({ options, label, engine = 'curves' }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const query = useQuery<{ readonly init: Init }>(`chart engine ${engine}`, ENGINES[engine]);
  const init = query.type === 'ready' ? query.data.init : null;
  const [instance, setInstance] = useState<ReturnType<Init> | null>(null);
  const [box, setBox] = useState<Box>(NO_BOX);

  useEffect(() => {
    const element = place.current;
    if (!element || !init) return;
    const { width, height } = boxOf(element);
    const made = init(element, null, { renderer: 'svg', width, height });
    setInstance(made);
    const observer = new ResizeObserver(() => {
      const next = boxOf(element);
      made.resize({ width: next.width, height: next.height });
      setBox(next);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, [init]);

  useEffect(() => {
    if (!instance || instance.isDisposed() || box.width === 0) return;
    const option = options(box);
    if (option) instance.setOption(option, { replaceMerge: ['series'] });
  }, [instance, box, options]);

  if (query.type === 'failed') return <Failed failure="unreachable" again={query.again} />;
  return init ? <div className={styles.chart} ref={place} role="img" aria-label={label} /> : <Bone height="100%" />;
}

const NO_BOX: Box = { width: 0, height: 0, rem: 16 };

const boxOf = (element: HTMLElement): Box => ({
  width: element.clientWidth,
  height: element.clientHeight,
  rem: Number(getComputedStyle(document.documentElement).fontSize.replace('px', '')),
});
