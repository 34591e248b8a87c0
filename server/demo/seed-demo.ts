import type { Pool } from 'pg';
import { insertAudit, selectFirstAudit } from '#db/queries/audit.ts';
import { demoParks } from '#db/seeds/demo-parks.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import type { Clock } from '#domain/time/clock.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { importPark } from '../park-file/import.ts';

const ACTOR = 'demo';
const BEGUN = 'demo.begun';
const DONE = 'demo.done';

export interface Demo {
  /** When it was made: its parks and their past are laid out from here, also after a restart. */
  readonly madeAt: InstantMs;
  readonly parks: readonly ParkFile[];
}

/** Imports the demo parks once. A start that was cut short goes on where it was: an import is all or nothing, and twice is once. */
export async function seedDemo(pool: Pool, clock: Clock): Promise<Demo> {
  const madeAt = (await selectFirstAudit(pool, BEGUN)) ?? clock.now();
  const parks = demoParks(madeAt);
  if ((await selectFirstAudit(pool, DONE)) !== null) return { madeAt, parks };
  await insertAudit(pool, { at: madeAt, actor: ACTOR, action: BEGUN, subject: 'demo' });
  for (const park of parks) {
    const result = await importPark(pool, park, { actor: ACTOR, clock });
    if (result.type === 'refused') throw new Error(`demo: ${park.park.code} is refused: ${JSON.stringify(result.faults[0])}`);
  }
  await insertAudit(pool, { at: clock.now(), actor: ACTOR, action: DONE, subject: 'demo' });
  return { madeAt, parks };
}
