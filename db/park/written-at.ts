import type { ClientBase } from 'pg';
import { isoFromInstant } from '#domain/park/file-values.ts';
import type { InstantMs } from '#domain/time/instant.ts';

/** Says within a transaction what time its writer has: what its changes replace was so until then (migration 0025). */
export const writtenAt = async (client: ClientBase, now: InstantMs): Promise<void> => {
  await client.query("select set_config('parktwin.written_at', $1, true)", [isoFromInstant(now)]);
};
