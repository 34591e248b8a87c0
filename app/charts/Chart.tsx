'use client';

import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import styles from './Chart.module.css';

type Instance = ReturnType<typeof import('./engine.ts')['init']>;

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

/** The one component that knows ECharts. The engine loads after the page stands; the chart is made once and then updated in place. */
export function Chart({ options, label, engine = 'curves' }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [instance, setInstance] = useState<Instance | null>(null);
  const [box, setBox] = useState<Box>(NO_BOX);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let made: Instance | null = null;
    let gone = false;
    const observer = new ResizeObserver(() => {
      const next = boxOf(element);
      made?.resize({ width: next.width, height: next.height });
      setBox(next);
    });
    void ENGINES[engine]().then(({ init }) => {
      if (gone) return;
      const { width, height } = boxOf(element);
      made = init(element, null, { renderer: 'svg', width, height });
      setInstance(made);
      observer.observe(element);
    });
    return () => {
      gone = true;
      observer.disconnect();
      made?.dispose();
    };
  }, [engine]);

  useEffect(() => {
    if (!instance || instance.isDisposed() || box.width === 0) return;
    const option = options(box);
    if (option) instance.setOption(option, { replaceMerge: ['series'] });
  }, [instance, box, options]);

  return <div className={styles.chart} ref={place} role="img" aria-label={label} />;
}

const NO_BOX: Box = { width: 0, height: 0, rem: 16 };

const boxOf = (element: HTMLElement): Box => ({
  width: element.clientWidth,
  height: element.clientHeight,
  rem: Number(getComputedStyle(document.documentElement).fontSize.replace('px', '')),
});
