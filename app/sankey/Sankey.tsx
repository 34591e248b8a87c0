'use client';

import styles from './Sankey.module.css';
import type { SankeyData, SankeySize } from './sankey-data.ts';
import { lineHeight } from './sankey-labels.ts';
import { type Ribbon, sankeyLayout } from './sankey-layout.ts';

interface Props {
  readonly data: SankeyData;
  readonly size: SankeySize;
  /** What the picture says, for those who do not see it. */
  readonly label: string;
}

/** The flow of energy as a picture. It stands still, and its colours are tones, not states. */
export function Sankey({ data, size, label }: Props) {
  const { bars, ribbons, labels } = sankeyLayout(data, size);
  const { width, height, text } = size;
  return (
    <div
      className={styles.sankey}
      role="img"
      aria-label={label}
      style={{ width, height, fontSize: text, lineHeight: `${lineHeight(text)}px` }}
    >
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {ribbons.map((ribbon) => (
          <path key={ribbon.key} className={styles.ribbon} data-tone={ribbon.node.tone} d={pathOf(ribbon)} />
        ))}
        {bars.map(({ node, x, y, width: barWidth, height: barHeight }) => (
          <rect key={node.id} className={styles.bar} data-tone={node.tone} x={x} y={y} width={barWidth} height={Math.max(1, barHeight)} />
        ))}
      </svg>
      {labels.map(({ node, x, y, width: room, nameLines, figure }) => (
        <span key={node.id} className={styles.label} data-tone={node.tone} data-figure={figure} style={{ left: x, top: y, maxWidth: room }}>
          {nameLines > 1 ? <b style={{ WebkitLineClamp: nameLines }}>{node.name}</b> : <span>{node.name}</span>}
          {figure === 'none' ? null : <i>{node.figure}</i>}
        </span>
      ))}
    </div>
  );
}

/** Thinner is not seen. */
const THICKNESS_MIN = 0.75;

const pathOf = ({ from, to, thickness }: Ribbon): string => {
  const half = Math.max(THICKNESS_MIN, thickness) / 2;
  const bend = (to.x - from.x) * 0.52;
  const [near, far] = [px(from.x + bend), px(to.x - bend)];
  const edge = (side: number) => [px(from.y + side), px(to.y + side)] as const;
  const [upperFrom, upperTo] = edge(-half);
  const [lowerFrom, lowerTo] = edge(half);
  return `M${px(from.x)},${upperFrom}C${near},${upperFrom} ${far},${upperTo} ${px(to.x)},${upperTo}V${lowerTo}C${far},${lowerTo} ${near},${lowerFrom} ${px(from.x)},${lowerFrom}Z`;
};

const px = (value: number): number => Math.round(value * 100) / 100;
