import type { Flow, FlowKind } from '#domain/flow/flow.ts';

const SOURCES = ['grid', 'supply', 'pv', 'storage', 'back', 'unexplained'] as const satisfies readonly FlowKind[];

export const totalOf = ({ totals }: Flow, ...kinds: readonly FlowKind[]): number =>
  kinds.reduce((sum, kind) => sum + (totals[kind] ?? 0), 0);

/** All that came in, what nobody explains included: shares of it add up to one. */
export const suppliedOf = (flow: Flow): number => totalOf(flow, ...SOURCES);

/** Ends of the flow: what nothing flows out of. */
export const sinksOf = ({ nodes, links }: Flow): ReadonlySet<string> => {
  const inner = new Set(links.map(({ from }) => from));
  return new Set(nodes.map(({ id }) => id).filter((id) => !inner.has(id)));
};
