import type { ClientBase } from 'pg';
import type { InstantMs } from '#domain/time/instant.ts';
import type { Twin } from '#domain/twin/state.ts';
import { atMs } from '../queries/row.ts';
import { numbersOf } from './arrays.ts';
import { FOLDING_MS, PROMPT_MS } from './warm-past-chains.ts';

/** What of a past instant is known better now: ids of points and accounts, and whether what the park is has been changed since. */
export interface Refined {
  readonly points: ReadonlySet<number>;
  readonly accounts: ReadonlySet<number>;
  readonly park: boolean;
}

/** How far back late readings are looked for: what they change further back is in balances alone. */
const BACK_DAYS = 62;
const BACK_MS = BACK_DAYS * 86_400_000;

/**
 * What is in the figures of an instant and was not known then: readings that came later, decisions by a person, slots folded or priced again.
 * What had come within FOLDING_MS may not have been folded in yet, and counts as later; what waited longer was noted in `rework` when it was folded. Not told: a reading that another of its meter had
 * overtaken by less than a minute, in the seconds before it is put in its place; late readings among those kept by column (COMPRESS_DAYS).
 */
export const loadRefined = async (
  client: ClientBase,
  twin: Twin,
  at: InstantMs,
  { filling, byRowFrom }: { readonly filling: readonly number[]; readonly byRowFrom: number },
): Promise<Refined> => {
  const changes = await changesSince(client, twin, at);
  const devices = [...filling, ...(await lateDevices(client, twin, at, Math.max(byRowFrom, at - BACK_MS))), ...changes.devices];
  const points = new Set(changes.points);
  for (const id of devices) for (const where of twin.devicesById.get(id)?.installations ?? []) points.add(where.point.point.id);
  const accounts = new Set<number>();
  for (const id of points) for (const account of twin.points.get(id)?.accounts ?? []) accounts.add(account.account.id);
  return { points, accounts, park: changes.imported };
};

/** Index `reading_late` finds those that took long; those on their way for less than a minute are in the figures only where a newer one was. */
const lateDevices = async (client: ClientBase, twin: Twin, at: InstantMs, from: number): Promise<readonly number[]> => {
  const devices = [...twin.devicesById.values()].filter((device) => device.newestAt >= 0);
  const answer = await client.query(
    `select t.d from unnest($1::int[], $2::float8[]) as t(d, newest)
     where exists (select from reading r where r.device_id = t.d and r.received_at - r.at > interval '1 minute'
         and r.received_at > ${atMs('$4')} and r.at <= ${atMs('$3')} and r.at > ${atMs('$5')})
       or exists (select from reading r where r.device_id = t.d and r.received_at > ${atMs('$3')} and r.at > ${atMs('$6')} and r.at < ${atMs('t.newest')})`,
    [
      numbersOf(devices, (device) => device.device.id),
      numbersOf(devices, (device) => device.newestAt),
      at,
      at - FOLDING_MS,
      from,
      at - PROMPT_MS,
    ],
  );
  return answer.rows.map((row) => row.d);
};

/** Decisions by a person, stretches that an import made anew, and whether there was an import at all. */
const changesSince = async (client: ClientBase, twin: Twin, at: InstantMs) => {
  const answer = await client.query<{ device_id: number | null; point_id: number | null }>(
    `select c.device_id, null::int as point_id from decision c join device d on d.id = c.device_id
     where d.park_id = $1 and c.at <= ${atMs('$2')} and c.decided_at > ${atMs('$3')}
     union
     select null, w.point_id from rework w join point p on p.id = w.point_id
     where p.park_id = $1 and w.lo <= ${atMs('$2')} and w.marked_at > ${atMs('$3')}
     union
     select null, null where exists (select from audit where action = 'park.imported' and subject = $4 and at > ${atMs('$2')})`,
    [twin.model.id, at, at - FOLDING_MS, `park:${twin.model.code}`],
  );
  return {
    devices: answer.rows.flatMap((row) => row.device_id ?? []),
    points: answer.rows.flatMap((row) => row.point_id ?? []),
    imported: answer.rows.some((row) => row.device_id === null && row.point_id === null),
  };
};
