import type { EChartsCoreOption } from 'echarts/core';
import type { Theme } from '../design/themes.ts';
import { textWidth } from './axis.ts';

/** What a node is, as it is drawn: sources and feeders in ink, tenants quieter, public area and losses each by its own tone. */
export type SankeyTone = 'source' | 'made' | 'feeder' | 'tenant' | 'public' | 'loss' | 'fault';

export interface SankeyNode {
  readonly id: string;
  readonly name: string;
  /** The figure with its unit, and the share: "1,234 kWh · 12.3 %". */
  readonly figure: string;
  readonly tone: SankeyTone;
  /** Nothing flows out of it: it stands in the last column. */
  readonly isSink: boolean;
}

export interface SankeyData {
  readonly nodes: readonly SankeyNode[];
  readonly links: readonly { readonly from: string; readonly to: string; readonly quantity: number }[];
  readonly size: { readonly width: number; readonly height: number; readonly text: number };
}

/** Energy from the left to the right. A pure picture of its data: it stands still, and its colours are tones, not states. */
export const sankeyOptions = (data: SankeyData, theme: Theme): EChartsCoreOption => {
  const { width, text } = data.size;
  const tones = tonesOf(theme);
  const toneOf = new Map(data.nodes.map(({ id, tone }) => [id, tones[tone]]));
  const sinkWidth = Math.max(0, ...data.nodes.filter(({ isSink }) => isSink).map((node) => labelWidth(node, text)));
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit', fontSize: text },
    series: [
      {
        type: 'sankey',
        id: 'flow',
        silent: true,
        left: 2,
        top: text * 0.5,
        bottom: text * 0.5,
        right: Math.min(width * 0.3, sinkWidth + text * 0.8),
        nodeAlign: 'justify',
        nodeWidth: text * 0.75,
        nodeGap: text * 0.8,
        layoutIterations: 48,
        draggable: false,
        data: data.nodes.map((node) => ({
          name: node.id,
          itemStyle: { color: tones[node.tone].node, borderWidth: 0 },
          label: {
            position: 'right',
            distance: text * 0.4,
            formatter: `${node.name}  ${node.figure}`,
            color: node.tone === 'fault' ? theme.warnEdge : theme.text[0],
            fontSize: text,
            textBorderColor: theme.surface[0],
            textBorderWidth: text * 0.22,
          },
        })),
        links: data.links.map(({ from, to, quantity }) => ({
          source: from,
          target: to,
          value: quantity,
          lineStyle: { color: toneOf.get(to)?.link ?? theme.line, opacity: toneOf.get(to)?.opacity ?? 0.3, curveness: 0.52 },
        })),
      },
    ],
  };
};

/** The writing of a node's label, px. */
const labelWidth = ({ name, figure }: SankeyNode, text: number): number => textWidth(`${name}  ${figure}`, text);

interface Tone {
  readonly node: string;
  readonly link: string;
  readonly opacity: number;
}

const tonesOf = (theme: Theme): Readonly<Record<SankeyTone, Tone>> => ({
  source: { node: theme.ink, link: theme.ink, opacity: 0.28 },
  made: { node: theme.load[1] ?? theme.ink, link: theme.load[1] ?? theme.ink, opacity: 0.5 },
  feeder: { node: theme.text[1], link: theme.ink, opacity: 0.2 },
  tenant: { node: theme.text[2], link: theme.text[2], opacity: 0.34 },
  public: { node: theme.load[2] ?? theme.ink, link: theme.load[2] ?? theme.ink, opacity: 0.5 },
  loss: { node: theme.lineStrong, link: theme.lineStrong, opacity: 0.75 },
  fault: { node: theme.warnEdge, link: theme.warnEdge, opacity: 0.5 },
});
