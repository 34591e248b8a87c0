import type { Flow, FlowNode } from '#domain/flow/flow.ts';
import { percent } from '../format/quantity.ts';
import { sinksOf, suppliedOf } from '../parts/flow-shares.ts';
import { FLOW_TONES } from './flow-tones.ts';
import type { SankeyData } from './sankey-data.ts';

interface Texts {
  readonly nameOf: (node: FlowNode) => string;
  /** A quantity with its unit; empty: ends have room for their share alone. */
  readonly figureOf: (quantity: number) => string;
}

/** A flow as it is drawn: each end by name and quantity, and where it ends also by its share of all that came in. */
export const sankeyOf = (flow: Flow, { nameOf, figureOf }: Texts): SankeyData => {
  const sinks = sinksOf(flow);
  const supplied = suppliedOf(flow);
  return {
    nodes: flow.nodes.map((node) => {
      const share = sinks.has(node.id) && supplied > 0 ? `${percent(node.quantity / supplied)} %` : '';
      return {
        id: node.id,
        name: node.kind === 'unexplained' ? `△ ${nameOf(node)}` : nameOf(node),
        figure: [figureOf(node.quantity), share].filter((part) => part !== '').join(' · '),
        tone: FLOW_TONES[node.kind],
      };
    }),
    links: flow.links,
  };
};
