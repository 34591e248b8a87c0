import type { ClientBase } from 'pg';
import { escalateDue, openEscalations } from '#db/store/escalations.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import type { Twin } from '#domain/twin/state.ts';

/**
 * Escalates what nobody has acknowledged in time, and sets in the twins what is escalated now, whoever did that. Answers how many escalated by
 * themselves.
 */
export const lookAtEscalations = async (client: ClientBase, twins: readonly Twin[], now: InstantMs): Promise<number> => {
  const byPark = new Map(twins.map((twin) => [twin.model.id, twin]));
  const parks = [...byPark.keys()];
  const due = await escalateDue(client, parks, now);
  const open = await openEscalations(client, parks);
  for (const twin of twins) twin.escalated.clear();
  for (const { parkId, key, at } of open) byPark.get(parkId)?.escalated.set(key, at);
  return due;
};
