'use client';

import { useCallback } from 'react';
import type { ParkBoard } from '#domain/board/board.ts';
import type { Flow } from '#domain/flow/flow.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { type Box, Chart } from '../../charts/Chart.tsx';
import { sankeyOptions } from '../../charts/sankey.ts';
import { percent } from '../../format/quantity.ts';
import { sinksOf, suppliedOf } from '../../parts/flow-shares.ts';
import { FLOW_TONES } from '../../parts/flow-tones.ts';
import { useNodeNames } from '../../parts/use-node-names.ts';
import { useTheme } from '../../shell/use-theme.ts';
import { useWords } from '../../words/use-words.ts';
import { usedText } from '../meter/power-text.ts';

interface Props {
  readonly park: string;
  readonly board: ParkBoard;
  readonly flow: Flow;
  readonly medium: Medium;
}

const NARROW_PX = 560;

/** The flow as a Sankey; a phone has room for names and shares, a desktop for quantities too. */
export function FlowPicture({ park, board, flow, medium }: Props) {
  const t = useWords();
  const theme = useTheme();
  const nameOf = useNodeNames(park, board);
  const options = useCallback(
    ({ width, height }: Box) => {
      const sinks = sinksOf(flow);
      const supplied = suppliedOf(flow);
      const narrow = width < NARROW_PX;
      const nodes = flow.nodes.map((node) => {
        const isSink = sinks.has(node.id);
        const share = supplied > 0 ? `${percent(node.quantity / supplied)} %` : '';
        const used = usedText(node.quantity, medium);
        return {
          id: node.id,
          name: node.kind === 'unexplained' ? `△ ${nameOf(node)}` : nameOf(node),
          figure: narrow ? (isSink ? share : '') : isSink ? `${used} · ${share}` : used,
          tone: FLOW_TONES[node.kind],
          isSink,
        };
      });
      return sankeyOptions({ nodes, links: flow.links, size: { width, height, text: narrow ? 11 : 13 } }, theme);
    },
    [flow, medium, theme, nameOf],
  );
  return <Chart options={options} label={t('flow.title')} engine="flows" />;
}
