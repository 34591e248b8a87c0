import type { ClientBase, Pool } from 'pg';
import type { FileTariffVersion } from '#domain/park/park-file.ts';
import { contentFromFile } from '#domain/park/tariff-content.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { parkDay, parkDayOf } from '#domain/time/park-day.ts';
import { withTransaction } from '../pool.ts';
import { insertAudit } from '../queries/audit.ts';
import { rowOf, textIn } from '../queries/row.ts';
import { markRerates, marksOf, noteRework, pointsOfTariffs } from './mark-work.ts';
import type { ImportContext } from './write-park.ts';
import { ONE_IMPORT_AT_A_TIME } from './write-park.ts';
import { type Affected, writeVersions } from './write-stretches.ts';

/** Whose prices, and the version of the park that they were looked at in: its checks hold as long as it stands. */
export interface TariffOfPark {
  readonly park: string;
  readonly tariff: string;
  readonly base: number;
}

export type TariffWritten =
  /** `points` are priced anew; 0 where the version speaks of no used day. */
  | { readonly type: 'written'; readonly version: number; readonly points: number }
  | { readonly type: 'unchanged' }
  /** Somebody changed the park meanwhile. */
  | { readonly type: 'stale' };

/**
 * Adds a checked version, or writes over the one of its day, as an import of the park would, in one transaction: the park's version rises, so that
 * its twin is built anew, and the points that the tariff prices are marked over the stretch that changed.
 */
export const writeTariffVersion = (
  pool: Pool,
  { of, version }: { readonly of: TariffOfPark; readonly version: FileTariffVersion },
  { actor, clock }: ImportContext,
): Promise<TariffWritten> =>
  withTransaction(pool, async (client) => {
    const park = await lockAt(client, of);
    if (park === null) return { type: 'stale' };
    const before = await selectBefore(client, park.id, { tariff: of.tariff, validFrom: version.validFrom });
    const content = contentFromFile(version);
    const row = { tariff: of.tariff, valid_from: version.validFrom, source: version.source, content };
    const written = await writeVersions(client, park.id, [row]);
    if (written.affected.length === 0) return { type: 'unchanged' };
    const now = clock.now();
    const points = await markPoints(client, written.affected, now);
    const { vectors = [], ...prices } = content;
    const data = {
      tariff: of.tariff,
      validFrom: version.validFrom,
      source: version.source,
      prices,
      vectors: vectors.length,
      before,
      points,
    };
    const action = before === null ? 'tariff.added' : 'tariff.corrected';
    await insertAudit(client, { at: now, actor, action, subject: `park:${of.park}`, data });
    return { type: 'written', version: await bump(client, park.id), points };
  });

export type TariffWithdrawn =
  | { readonly type: 'withdrawn'; readonly version: number }
  | { readonly type: 'stale' }
  /** It holds already, or it is not there. */
  | { readonly type: 'refused'; readonly because: 'inForce' | 'unknown' };

/** Takes a version back that does not hold yet: the one before it then holds on. What it would have said stays in the audit. */
export const withdrawTariffVersion = (
  pool: Pool,
  { of, validFrom }: { readonly of: TariffOfPark; readonly validFrom: string },
  { actor, clock }: ImportContext,
): Promise<TariffWithdrawn> =>
  withTransaction(pool, async (client) => {
    const park = await lockAt(client, of);
    if (park === null) return { type: 'stale' };
    const now = clock.now();
    if (parkDay(validFrom) <= parkDayOf(now, park.zone)) return { type: 'refused', because: 'inForce' };
    const before = await selectBefore(client, park.id, { tariff: of.tariff, validFrom });
    if (before === null) return { type: 'refused', because: 'unknown' };
    const { rows } = await client.query<Affected>(WITHDRAW, [park.id, of.tariff, validFrom]);
    await markPoints(client, rows, now);
    const data = { tariff: of.tariff, validFrom, before };
    await insertAudit(client, { at: now, actor, action: 'tariff.withdrawn', subject: `park:${of.park}`, data });
    return { type: 'withdrawn', version: await bump(client, park.id) };
  });

const lockAt = async (client: ClientBase, { park, base }: TariffOfPark): Promise<{ readonly id: number; readonly zone: string } | null> => {
  await client.query(ONE_IMPORT_AT_A_TIME);
  const { rows } = await client.query<{ id: number; zone: string; version: number }>(
    'select id, zone, version from park where code = $1 for update',
    [park],
  );
  const [found] = rows;
  return found?.version === base ? found : null;
};

/** What is written over: its prices, in the audit for as long as that is kept. Prices by the clock are counted, not copied. */
const BEFORE = `
  select jsonb_build_object('source', v.source, 'prices', v.content - 'vectors', 'vectors', coalesce(jsonb_array_length(v.content->'vectors'), 0))::text as told
  from tariff_version v join tariff t on t.id = v.tariff_id where t.park_id = $1 and t.code = $2 and v.valid_from = $3::date`;

const selectBefore = (client: ClientBase, parkId: number, of: { readonly tariff: string; readonly validFrom: string }): Promise<unknown> =>
  rowOf(client, BEFORE, [parkId, of.tariff, of.validFrom], (row): unknown => JSON.parse(textIn(row, 'told')));

/** $1 park, $2 tariff, $3 day. What it held until the next one, as `writeVersions` tells it. */
const WITHDRAW = `
  with gone as (
    delete from tariff_version v using tariff t where t.id = v.tariff_id and t.park_id = $1 and t.code = $2 and v.valid_from = $3::date
    returning t.id, t.code, v.valid_from
  )
  select g.id, g.code as key, (extract(epoch from g.valid_from::timestamp at time zone k.zone) * 1000)::float8 as lo,
    (extract(epoch from (select min(n.valid_from) from tariff_version n where n.tariff_id = g.id and n.valid_from > g.valid_from)::timestamp
      at time zone k.zone) * 1000)::float8 as hi
  from gone g join park k on k.id = $1`;

/** Marks what the tariffs price over the stretches that changed, now at most; how many points that is. */
const markPoints = async (client: ClientBase, affected: readonly Affected[], now: InstantMs): Promise<number> => {
  const rerates = marksOf(await pointsOfTariffs(client, affected), now);
  await markRerates(client, rerates);
  await noteRework(client, { rerates, refolds: [] }, now);
  return rerates.length;
};

const bump = async (client: ClientBase, parkId: number): Promise<number> => {
  const { rows } = await client.query<{ version: number }>('update park set version = version + 1 where id = $1 returning version', [
    parkId,
  ]);
  return rows[0]?.version ?? 0;
};
