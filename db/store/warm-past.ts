import type { ClientBase } from 'pg';
import type { ParkModel } from '#domain/park/model.ts';
import { type InstantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { createTwin } from '#domain/twin/create-twin.ts';
import { setBalance } from '#domain/twin/set-balance.ts';
import type { Twin } from '#domain/twin/state.ts';
import { readBalancesAt } from '../ledger/balances.ts';
import { atMs } from '../queries/row.ts';
import { warmPastChains } from './warm-past-chains.ts';
import { warmPastSums } from './warm-past-sums.ts';
import { loadRefined, type Refined } from './warm-refined.ts';
import type { DaySheet } from './warm-sheet.ts';
import { openAlarmsOf, setAlarms } from './warm-sums.ts';

export interface PastTwin {
  readonly twin: Twin;
  readonly refined: Refined;
}

/**
 * A park's twin as it stood at a past instant, by what is stored now: late readings up to `at` are in it, although nobody had them then
 * (warm-refined.ts names them). `model` is the park as of then, `sheet` what the day holds (warm-sheet.ts).
 *
 * Only active import and water are folded: no board shows another register. A slot is closed when the reading after it had come, so
 * what is summed follows from where each meter's chain stands, not from the clock.
 */
export const warmPast = async (client: ClientBase, model: ParkModel, at: InstantMs, sheet: DaySheet): Promise<PastTwin> => {
  const twin = createTwin(model, at);
  const filling = await warmPastChains(client, twin, at);
  await warmPastSums(client, twin, sheet);
  for (const balance of await readBalancesAt(client, twin.model.id, at)) setBalance(twin, balance);
  setAlarms(twin, await openAlarmsOf(client, twin.model, at));
  await warmCountsAt(client, twin, at);
  return { twin, refined: await loadRefined(client, twin, at, { filling, byRowFrom: sheet.byRowFrom }) };
};

/** Law 1 as far as the day had come, by whole minutes. Of days that were counted before minutes were kept there is only the whole. */
const warmCountsAt = async (client: ClientBase, twin: Twin, at: InstantMs): Promise<void> => {
  const answer = await client.query(
    `with minutes as (
       select minute, received, stored, duplicate, quarantined from ingest_minute where park_id = $1 and day = $2),
     summed as (
       select sum(received) as received, sum(stored) as stored, sum(duplicate) as duplicate, sum(quarantined) as quarantined
       from minutes where minute <= ${atMs('$3')})
     select coalesce(received, 0)::float8 as received, coalesce(stored, 0)::float8 as stored,
       coalesce(duplicate, 0)::float8 as duplicate, coalesce(quarantined, 0)::float8 as quarantined
     from summed where exists (select from minutes)
     union all
     select received::float8, stored::float8, duplicate::float8, quarantined::float8 from ingest_count
     where park_id = $1 and day = $2 and not exists (select from minutes)`,
    [twin.model.id, twin.day, Math.floor(at / MINUTE_MS) * MINUTE_MS],
  );
  if (answer.rows[0]) twin.counts = answer.rows[0];
};
