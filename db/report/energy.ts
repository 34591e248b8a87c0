import type { ParkDay } from '#domain/time/instant.ts';
import { bigIn, dayIn, type Queryable, rowsOf, textIn } from '../queries/row.ts';
import type { MonthRange } from './parks.ts';

/** Where a month's electricity went, whole Wh, from its sharing: what came in = tenants + shared + losses. */
export interface EnergyRow {
  readonly park: string;
  readonly month: ParkDay;
  /** Grid, PV and storage. */
  readonly input: bigint;
  readonly tenant: bigint;
  readonly shared: bigint;
  readonly lineLoss: bigint;
  readonly transformerLoss: bigint;
  readonly state: string;
}

const ENERGY = `
  select p.code as park, r.month::text as month, (r.grid_wh + r.pv_wh + r.storage_wh)::text as input, r.tenant_wh::text as tenant, r.shared_wh::text as shared,
    r.line_loss_wh::text as line_loss, r.transformer_loss_wh::text as transformer_loss, r.state
  from allocation_run r join park p on p.id = r.park_id
  where r.park_id = any($1::int[]) and r.month between $2::date and $3::date
    and r.revision = (select max(revision) from allocation_run where park_id = r.park_id and month = r.month)
  order by r.month, p.code`;

/** Months that were shared; a month that was not has no losses yet. */
export const selectEnergy = (db: Queryable, parkIds: readonly number[], { from, to }: MonthRange): Promise<EnergyRow[]> =>
  rowsOf(db, ENERGY, [parkIds, from, to], (row) => ({
    park: textIn(row, 'park'),
    month: dayIn(row, 'month'),
    input: bigIn(row, 'input'),
    tenant: bigIn(row, 'tenant'),
    shared: bigIn(row, 'shared'),
    lineLoss: bigIn(row, 'line_loss'),
    transformerLoss: bigIn(row, 'transformer_loss'),
    state: textIn(row, 'state'),
  }));
