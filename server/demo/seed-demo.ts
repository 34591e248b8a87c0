import type { Pool } from 'pg';
import { insertRules, selectRules } from '#db/allocation/rules-store.ts';
import { insertAudit, selectFirstAudit } from '#db/queries/audit.ts';
import { demoParks } from '#db/seeds/demo-parks.ts';
import { suggestRules } from '#domain/allocation/suggest-rules.ts';
import { instantFromIso } from '#domain/park/file-values.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import type { Clock } from '#domain/time/clock.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { parkDay, parkDayOf } from '#domain/time/park-day.ts';
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
    await share(pool, park, { parkId: result.park.id, at: clock.now() });
  }
  await insertAudit(pool, { at: clock.now(), actor: ACTOR, action: DONE, subject: 'demo' });
  return { madeAt, parks };
}

/** By the rules a park begins with, from the month of its first meters on: its months can be shared and billed from the start. */
async function share(pool: Pool, park: ParkFile, { parkId, at }: { readonly parkId: number; readonly at: InstantMs }): Promise<void> {
  const first = park.installations.map(({ from }) => from).toSorted()[0];
  const since = first === undefined ? null : instantFromIso(first);
  if (since === null) return;
  const validFrom = parkDay(`${parkDayOf(since, park.park.zone).slice(0, 7)}-01`);
  if ((await selectRules(pool, parkId, validFrom)) !== null) return;
  const points = park.points
    .filter(({ medium }) => medium === 'electricity')
    .map(({ code, role, parent = null }) => ({ code, role, parent }));
  await insertRules(pool, { parkId, validFrom, rules: suggestRules(points), at, actor: ACTOR });
}
