import type { ClientBase, Pool as Database } from 'pg';
import type { Allocation } from '#domain/allocation/allocate-month.ts';
import { sumWh } from '#domain/allocation/balance.ts';
import type { Pool } from '#domain/allocation/pools.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { withTransaction } from '../pool.ts';
import { atMs, type Queryable, rowOf, rowsOf, textIn } from '../queries/row.ts';
import { bigText } from './big-text.ts';
import { writeLossAlarms } from './loss-alarms.ts';
import type { MonthOfPark } from './month-stretch.ts';
import type { ComputedMonth } from './run-month.ts';
import { type RunHead, selectRunHead, storedStops } from './select-run.ts';

/** `revision`: the month's last, or the next where the last is frozen. */
export interface WriteRun {
  readonly revision: number;
  readonly computed: ComputedMonth;
  readonly rulesId: number;
  readonly now: InstantMs;
}

const UPSERT = `
  insert into allocation_run (park_id, month, state, rules_id, from_at, to_at, incomplete, stops, grid_wh, pv_wh, storage_wh, tenant_wh, shared_wh,
    line_loss_wh, transformer_loss_wh, energy_fen, input_hash, input, computed_at, revision, own_fen, vacant_fen)
  values ($1, $2::date, $3, $4, ${atMs('$5')}, ${atMs('$6')}, $7::jsonb, $8::jsonb, $9::bigint, $10::bigint, $11::bigint, $12::bigint, $13::bigint,
    $14::bigint, $15::bigint, $16::bigint, $17, $18::jsonb, ${atMs('$19')}, $20, $21::bigint, $22::bigint)
  on conflict (park_id, month, revision) do update set state = excluded.state, rules_id = excluded.rules_id, from_at = excluded.from_at, to_at = excluded.to_at,
    incomplete = excluded.incomplete, stops = excluded.stops, grid_wh = excluded.grid_wh, pv_wh = excluded.pv_wh, storage_wh = excluded.storage_wh,
    tenant_wh = excluded.tenant_wh, shared_wh = excluded.shared_wh, line_loss_wh = excluded.line_loss_wh,
    transformer_loss_wh = excluded.transformer_loss_wh, energy_fen = excluded.energy_fen, input_hash = excluded.input_hash, input = excluded.input,
    computed_at = excluded.computed_at, own_fen = excluded.own_fen, vacant_fen = excluded.vacant_fen
  where allocation_run.state <> 'frozen'
  returning id::text as id`;

/** Writes a month in place of what stood there. A frozen one stays as it is, and its head is answered. */
export const writeRun = (db: Database, of: MonthOfPark, write: WriteRun): Promise<RunHead> =>
  withTransaction(db, async (client) => {
    const id = await rowOf(client, UPSERT, valuesOf(of, write), (row) => textIn(row, 'id'));
    if (id !== null) {
      await rowsOf(client, 'delete from allocation_part where run_id = $1::bigint', [id], () => null);
      await rowsOf(client, 'delete from allocation_pool where run_id = $1::bigint', [id], () => null);
      const { allocation } = write.computed;
      await insertParts(client, id, allocation);
      await insertPools(client, id, allocation.pools);
      await insertShares(client, id, allocation);
      await writeLossAlarms(client, { parkId: of.parkId, month: of.month, stops: allocation.stops, at: write.now });
    }
    const head = await selectRunHead(client, of.parkId, of.month);
    if (head === null) throw new Error(`allocation: the run of ${of.month} was not written`);
    return head;
  });

const valuesOf = ({ parkId, month }: MonthOfPark, { computed, revision, rulesId, now }: WriteRun): unknown[] => {
  const { allocation, stretch, input, hash, canonical } = computed;
  const { balance, remainder, pools, stops } = allocation;
  const transformer = kindWh(pools, 'transformerLoss');
  const loss = balance.losses.reduce((sum, { lossWh }) => sum + lossWh, 0n);
  return [
    parkId,
    month,
    stops.length > 0 ? 'stopped' : 'draft',
    rulesId,
    stretch.from,
    stretch.to,
    JSON.stringify(balance.incomplete),
    JSON.stringify(storedStops(stops)),
    balance.gridWh.toString(),
    balance.pvWh.toString(),
    balance.storageWh.toString(),
    sumWh(balance.tenants).toString(),
    sumWh(balance.shared).toString(),
    (loss - transformer).toString(),
    transformer.toString(),
    input.money.energy?.toString() ?? null,
    hash,
    canonical,
    now,
    revision,
    remainder?.own.toString() ?? null,
    remainder?.vacant.toString() ?? null,
  ];
};

const kindWh = (pools: readonly Pool[], kind: Pool['kind']): bigint =>
  pools.filter((pool) => pool.kind === kind).reduce((sum, { wh }) => sum + (wh ?? 0n), 0n);

const PARTS = `
  insert into allocation_part (run_id, kind, point, account, wh, in_wh)
  select $1::bigint, t.kind, t.point, t.account, t.wh, t.in_wh
  from jsonb_to_recordset($2::jsonb) as t(kind text, point text, account text, wh bigint, in_wh bigint)`;

/** Each meter's own: tenants by account, shared area, and what branches lost, lines and transformers apart. */
async function insertParts(db: Queryable, run: string, { balance, pools }: Allocation): Promise<void> {
  const inWh = new Map(balance.losses.map((loss) => [loss.node, loss.inWh]));
  const lost = pools
    .filter(({ kind }) => kind === 'lineLoss' || kind === 'transformerLoss')
    .flatMap(({ kind, parts }) => parts.map(({ node, wh }) => ({ kind, point: node, account: '', wh, in_wh: inWh.get(node) ?? null })));
  const parts = [
    ...balance.tenants.map(({ point, account, wh }) => ({ kind: 'tenant', point, account: account ?? '', wh })),
    ...balance.shared.map(({ point, wh }) => ({ kind: 'sharedArea', point, account: '', wh })),
    ...lost,
  ];
  await rowsOf(db, PARTS, [run, JSON.stringify(parts, bigText)], () => null);
}

const POOLS = `
  insert into allocation_pool (run_id, grp, kind, wh, fen, parts)
  select $1::bigint, t.grp, t.kind, t.wh, t.fen, t.parts from jsonb_to_recordset($2::jsonb) as t(grp text, kind text, wh bigint, fen bigint, parts jsonb)`;

async function insertPools(db: Queryable, run: string, pools: readonly Pool[]): Promise<void> {
  const rows = pools.map(({ group, kind, wh, fen, parts }) => ({ grp: group ?? '', kind, wh, fen, parts }));
  await rowsOf(db, POOLS, [run, JSON.stringify(rows, bigText)], () => null);
}

const SHARES = `
  insert into allocation_share (run_id, grp, kind, account, via, wh, fen, energy_steps, money_steps)
  select $1::bigint, t.grp, t.kind, t.account, t.via, t.wh, t.fen, t.energy_steps, t.money_steps
  from jsonb_to_recordset($2::jsonb)
    as t(grp text, kind text, account text, via text, wh bigint, fen bigint, energy_steps jsonb, money_steps jsonb)`;

async function insertShares(db: ClientBase, run: string, { shares }: Allocation): Promise<void> {
  const rows = shares.map(({ group, kind, account, via, energy, money }) => ({
    grp: group ?? '',
    kind,
    account: account ?? '',
    via: via ?? '',
    wh: energy?.amount ?? null,
    fen: money?.amount ?? null,
    energy_steps: energy?.steps ?? null,
    money_steps: money?.steps ?? null,
  }));
  await rowsOf(db, SHARES, [run, JSON.stringify(rows, bigText)], () => null);
}
