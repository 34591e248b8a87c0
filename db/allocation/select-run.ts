import type { Stop } from '#domain/allocation/allocate-month.ts';
import { POOL_KINDS, type PoolKind } from '#domain/allocation/rules.ts';
import type { ShareStepText } from '#domain/allocation/share.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { bigIn, epochMs, instantIn, orNull, type Queryable, type Row, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { bigText } from './big-text.ts';

/** A month's run without its rows. */
export interface RunHead {
  readonly id: string;
  /** From 1; each but the last is frozen. */
  readonly revision: number;
  readonly state: 'draft' | 'stopped' | 'frozen';
  readonly rulesId: number | null;
  readonly from: InstantMs;
  readonly to: InstantMs;
  readonly incomplete: readonly string[];
  readonly stops: readonly StoredStop[];
  readonly gridWh: bigint;
  readonly pvWh: bigint;
  readonly storageWh: bigint;
  readonly tenantWh: bigint;
  readonly sharedWh: bigint;
  readonly lineLossWh: bigint;
  readonly transformerLossWh: bigint;
  readonly energyFen: bigint | null;
  /** Of the energy money, where shared energy costs what the bills leave: what tenants' own use brings in, and what empty rooms used; null: at the mean. */
  readonly ownFen: bigint | null;
  readonly vacantFen: bigint | null;
  /** What of the bills' capacity and power factor tenants pay by two-part contracts of their own; 0 at the mean. */
  readonly ownCapacityFen: bigint;
  readonly ownPowerFactorFen: bigint;
  readonly inputHash: string;
  readonly computedAt: InstantMs;
  readonly frozenAt: InstantMs | null;
}

/** A Stop as JSON holds it: whole numbers are text. */
export type StoredStop = Stop extends infer One ? { readonly [Key in keyof One]: One[Key] extends bigint ? string : One[Key] } : never;

/** Stops as they are stored and sent. */
export const storedStops = (stops: readonly Stop[]): readonly StoredStop[] => JSON.parse(JSON.stringify(stops, bigText));

const HEAD = `
  select id::text as id, revision, state, rules_id, ${epochMs('from_at')} as from_at, ${epochMs('to_at')} as to_at, incomplete, stops, grid_wh::text as grid_wh,
    pv_wh::text as pv_wh, storage_wh::text as storage_wh, tenant_wh::text as tenant_wh, shared_wh::text as shared_wh,
    line_loss_wh::text as line_loss_wh, transformer_loss_wh::text as transformer_loss_wh, energy_fen::text as energy_fen, own_fen::text as own_fen,
    vacant_fen::text as vacant_fen, coalesce(input #>> '{money,own,capacity}', '0') as own_capacity,
    coalesce(input #>> '{money,own,powerFactor}', '0') as own_power_factor, input_hash,
    ${epochMs('computed_at')} as computed_at, ${epochMs('frozen_at')} as frozen_at
  from allocation_run where park_id = $1 and month = $2::date order by revision desc limit 1`;

/** The last revision of a month's run. */
export const selectRunHead = (db: Queryable, parkId: number, month: ParkDay): Promise<RunHead | null> =>
  rowOf(db, HEAD, [parkId, month], (row) => ({
    id: textIn(row, 'id'),
    revision: wholeIn(row, 'revision'),
    state: stateIn(textIn(row, 'state')),
    rulesId: orNull(row, 'rules_id', wholeIn),
    from: instantIn(row, 'from_at'),
    to: instantIn(row, 'to_at'),
    // Both written by writeRun alone.
    incomplete: row.incomplete as readonly string[],
    stops: row.stops as readonly StoredStop[],
    gridWh: bigIn(row, 'grid_wh'),
    pvWh: bigIn(row, 'pv_wh'),
    storageWh: bigIn(row, 'storage_wh'),
    tenantWh: bigIn(row, 'tenant_wh'),
    sharedWh: bigIn(row, 'shared_wh'),
    lineLossWh: bigIn(row, 'line_loss_wh'),
    transformerLossWh: bigIn(row, 'transformer_loss_wh'),
    energyFen: orNull(row, 'energy_fen', bigIn),
    ownFen: orNull(row, 'own_fen', bigIn),
    vacantFen: orNull(row, 'vacant_fen', bigIn),
    ownCapacityFen: bigIn(row, 'own_capacity'),
    ownPowerFactorFen: bigIn(row, 'own_power_factor'),
    inputHash: textIn(row, 'input_hash'),
    computedAt: instantIn(row, 'computed_at'),
    frozenAt: orNull(row, 'frozen_at', instantIn),
  }));

const STATES = ['draft', 'stopped', 'frozen'] as const;
const stateIn = (text: string): RunHead['state'] => {
  const state = STATES.find((one) => one === text);
  if (!state) throw new TypeError(`allocation_run: ${text} is no state`);
  return state;
};

/** What an account (null: the landlord) bears of one pool. */
export interface StoredShare {
  readonly group: string | null;
  readonly kind: PoolKind;
  readonly account: string | null;
  readonly via: string | null;
  readonly wh: bigint | null;
  readonly fen: bigint | null;
  readonly energySteps: readonly ShareStepText[] | null;
  readonly moneySteps: readonly ShareStepText[] | null;
}

const SHARES = `
  select grp, kind, account, via, wh::text as wh, fen::text as fen, energy_steps, money_steps
  from allocation_share where run_id = $1::bigint and ($2::text is null or account = $2)
  order by grp, kind, via, account`;

/** All shares of a run, or one account's ('' is the landlord): what its bill's lines stand on. */
export const selectShares = (db: Queryable, runId: string, account: string | null = null): Promise<StoredShare[]> =>
  rowsOf(db, SHARES, [runId, account], (row) => ({
    group: emptyAsNull(row, 'grp'),
    kind: kindIn(row),
    account: emptyAsNull(row, 'account'),
    via: emptyAsNull(row, 'via'),
    wh: orNull(row, 'wh', bigIn),
    fen: orNull(row, 'fen', bigIn),
    // Written by writeRun alone.
    energySteps: row.energy_steps as readonly ShareStepText[] | null,
    moneySteps: row.money_steps as readonly ShareStepText[] | null,
  }));

export interface StoredPool {
  readonly group: string | null;
  readonly kind: PoolKind;
  readonly wh: bigint | null;
  readonly fen: bigint | null;
  readonly parts: readonly { readonly node: string; readonly wh: string }[];
}

const POOLS = `
  select grp, kind, wh::text as wh, fen::text as fen, parts from allocation_pool where run_id = $1::bigint order by grp, kind`;

export const selectPools = (db: Queryable, runId: string): Promise<StoredPool[]> =>
  rowsOf(db, POOLS, [runId], (row) => ({
    group: emptyAsNull(row, 'grp'),
    kind: kindIn(row),
    wh: orNull(row, 'wh', bigIn),
    fen: orNull(row, 'fen', bigIn),
    parts: row.parts as StoredPool['parts'],
  }));

export interface StoredPart {
  readonly kind: 'tenant' | 'sharedArea' | 'lineLoss' | 'transformerLoss';
  readonly point: string;
  readonly account: string | null;
  readonly wh: bigint;
  /** Of a branch: what came in. */
  readonly inWh: bigint | null;
}

const PARTS = `
  select kind, point, account, wh::text as wh, in_wh::text as in_wh from allocation_part where run_id = $1::bigint order by kind, point, account`;

export const selectParts = (db: Queryable, runId: string): Promise<StoredPart[]> =>
  rowsOf(db, PARTS, [runId], (row) => ({
    kind: partKindIn(row),
    point: textIn(row, 'point'),
    account: emptyAsNull(row, 'account'),
    wh: bigIn(row, 'wh'),
    inWh: orNull(row, 'in_wh', bigIn),
  }));

const emptyAsNull = (row: Row, column: string): string | null => textIn(row, column) || null;

const kindIn = (row: Row): PoolKind => {
  const kind = POOL_KINDS.find((one) => one === row.kind);
  if (!kind) throw new TypeError(`allocation: ${String(row.kind)} is no kind`);
  return kind;
};

const PART_KINDS = ['tenant', 'sharedArea', 'lineLoss', 'transformerLoss'] as const;
const partKindIn = (row: Row): StoredPart['kind'] => {
  const kind = PART_KINDS.find((one) => one === row.kind);
  if (!kind) throw new TypeError(`allocation_part: ${String(row.kind)} is no kind`);
  return kind;
};
