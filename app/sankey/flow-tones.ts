import type { FlowKind } from '#domain/flow/flow.ts';
import type { SankeyTone } from './sankey-data.ts';

/** How each kind of node is drawn. */
export const FLOW_TONES: Readonly<Record<FlowKind, SankeyTone>> = {
  grid: 'source',
  supply: 'source',
  pv: 'made',
  storage: 'made',
  back: 'made',
  unexplained: 'fault',
  feeder: 'feeder',
  feeders: 'feeder',
  tenant: 'tenant',
  tenants: 'tenant',
  undivided: 'tenant',
  public: 'public',
  loss: 'loss',
  exported: 'source',
  charged: 'made',
};
