import type { ClientBase } from 'pg';
import type { InstantMs } from '#domain/time/instant.ts';

/** A message that waits in quarantine for its device to be registered. */
export interface WaitingMessage {
  readonly id: number;
  readonly receivedAt: InstantMs;
  readonly parkId: number | null;
  readonly topic: string;
  readonly serial: string;
  readonly raw: Uint8Array;
  readonly items: number;
}

const ROWS_MAX = 500;

/** Quarantined messages of a park's devices that came before the device, or its installation, was registered; by id after `after`. */
export const listWaiting = async (client: ClientBase, parkId: number, after: number): Promise<readonly WaitingMessage[]> => {
  const answer = await client.query(
    `select q.id, (extract(epoch from q.received_at) * 1000)::float8 as received_at, q.park_id, q.topic, q.serial, q.raw, q.items
     from quarantine q join device d on d.serial = q.serial
     where d.park_id = $1 and q.resolved_at is null and q.reason in ('UNKNOWN_DEVICE', 'BEFORE_INSTALLATION') and q.id > $2
     order by q.id limit ${ROWS_MAX}`,
    [parkId, after],
  );
  return answer.rows.map((row) => ({
    id: Number(row.id),
    receivedAt: row.received_at,
    parkId: row.park_id,
    topic: row.topic,
    serial: row.serial,
    raw: row.raw,
    items: row.items,
  }));
};

/** In the transaction that stores what they held. */
export const resolveWaiting = async (client: ClientBase, ids: readonly number[], at: InstantMs): Promise<void> => {
  if (ids.length === 0) return;
  await client.query(
    `update quarantine set resolved_at = to_timestamp($2::float8 / 1000.0::float8), resolution = 'TAKEN_OVER' where id = any($1::bigint[])`,
    [ids, at],
  );
};
