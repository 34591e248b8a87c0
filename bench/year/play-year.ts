import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { advanceAggregates } from '#db/aggregate-job.ts';
import { refreshAggregates } from '#db/aggregates.ts';
import { insertRules } from '#db/allocation/rules-store.ts';
import { monthsFrom } from '#db/bill/bill-month.ts';
import { startEmbeddedDatabase } from '#db/embedded/start.ts';
import { migrate } from '#db/migrate.ts';
import { createPool } from '#db/pool.ts';
import { selectParkKey } from '#db/queries/parks.ts';
import { HISTORY_DAYS } from '#db/seeds/account-terms.ts';
import { demoParks } from '#db/seeds/demo-parks.ts';
import { silentLog } from '#db/testing.ts';
import { RESALE_DEFAULT, type ResaleMethod, type SharedPrice } from '#domain/allocation/rules.ts';
import { suggestRules } from '#domain/allocation/suggest-rules.ts';
import type { FileAccount, ParkFile } from '#domain/park/park-file.ts';
import { HOUR_MS, type InstantMs, instantMs, type ParkDay } from '#domain/time/instant.ts';
import { addDays, dayRange, monthRange } from '#domain/time/park-day.ts';
import { price, priceFromYuan } from '#domain/units/money.ts';
import { type AuditedMonth, auditYear } from '#server/audit/audit-year.ts';
import { importPark } from '#server/park-file/import.ts';
import type { Outgoing } from '#streams/codecs/codec.ts';
import { buildWorld } from '#streams/simulator/world.ts';
import { countRows, endMonth, type MonthEnd } from './month-end.ts';
import { playDay } from './play.ts';
import { openStream } from './stream.ts';

export interface YearPlan {
  readonly park: YearPark;
  /** First day of the first month. */
  readonly since: ParkDay;
  readonly months: number;
  readonly everyMinutes: number;
  /** How tenants are charged; by shares of the bills all of them pay later. */
  readonly method: ResaleMethod;
  /** What shared energy costs where they pay tariffs. */
  readonly sharedPrice: SharedPrice;
  /** Folder of the database; null: one that goes. */
  readonly keep: string | null;
  readonly onMonth: (month: ParkDay, end: MonthEnd) => void;
}

export interface PlayedYear {
  readonly ends: readonly MonthEnd[];
  readonly readings: number;
  readonly slots: number;
  readonly audit: readonly AuditedMonth[];
}

const SEED = 1;
/** What a kWh from the roof costs the park: nearly what the grid asks in flat hours (DOMAIN 8.1), so that tenants who pay the grid’s prices pay no more than it does. */
const PV_PRICE = price(58_000_000n);
/** Bills go out on the third, by the late morning; what one gateway kept back comes on the sixth. */
const BILLED_AFTER = 2;
const LATE_AFTER = 5;
const DAY_MS = 24 * HOUR_MS;
const OFFICE_MS = 10 * HOUR_MS;
/** The clock stands still: aggregates come to their end. */
const BUDGET_MS = HOUR_MS;

/** A park file, and the `now` its past was laid out from. */
export interface YearPark {
  readonly file: ParkFile;
  readonly demoNow: InstantMs;
}

/** Plays the months one after the other: readings, bills, and late data that the next month corrects; and audits them. */
export async function playYear(plan: YearPlan): Promise<PlayedYear> {
  const dataDir = plan.keep ?? mkdtempSync(join(tmpdir(), 'parktwin-year-'));
  const database = await startEmbeddedDatabase({ dataDir: join(dataDir, 'database') });
  await migrate({ url: database.url });
  const pool = createPool({ url: database.url, max: 2, applicationName: 'parktwin-year', log: silentLog });
  try {
    const clock = setClock(dayRange(plan.since, 'UTC').from);
    const { demoNow } = plan.park;
    const file = chargedBy(plan.park.file, plan.method);
    const { zone } = file.park;
    const imported = await importPark(pool, file, { actor: 'year', clock });
    if (imported.type === 'refused') throw new Error(`year: the park is refused: ${JSON.stringify(imported.faults[0])}`);
    const parkId = (await selectParkKey(pool, file.park.code))?.id ?? 0;
    const rules = suggestRules(
      file.points
        .filter(({ medium }) => medium === 'electricity')
        .map(({ code, role, parent }) => ({ code, role, parent: parent ?? null })),
    );
    const resale = {
      ...RESALE_DEFAULT,
      way: 'actualBill' as const,
      method: plan.method,
      sharedPrice: plan.method === 'tariff' ? plan.sharedPrice : undefined,
    };
    await insertRules(pool, { parkId, validFrom: plan.since, rules: { ...rules, resale }, at: clock.now(), actor: 'year' });
    const stream = await openStream(pool, clock);
    const play = { world: buildWorld(file, { seed: SEED, demoNow }), zone, everyMinutes: plan.everyMinutes };
    // No month is longer than 31 days.
    const months = monthsFrom(plan.since, addDays(plan.since, plan.months * 31)).slice(0, plan.months);
    const ends: MonthEnd[] = [];
    let late: Outgoing[] = [];
    const tell = async (day: ParkDay): Promise<void> => {
      const said = playDay(play, day);
      clock.set(said.saidAt);
      await stream.take(said.messages, said.saidAt);
      // Nothing comes after the last month.
      if (day.slice(0, 7) === months.at(-1)?.slice(0, 7)) await stream.take(said.late, said.saidAt);
      else late.push(...said.late);
    };
    for (const month of months) {
      for (let day = month; day.slice(0, 7) === month.slice(0, 7); day = addDays(day, 1)) {
        await tell(day);
        if (Number(day.slice(8)) !== LATE_AFTER || late.length === 0) continue;
        await stream.take(late, clock.now());
        late = [];
      }
      await stream.finish();
      clock.set(instantMs(monthRange(month, zone).to + BILLED_AFTER * DAY_MS + OFFICE_MS));
      await advanceAggregates(pool, clock, BUDGET_MS);
      // What came late is marked by the machine's clock, which the year does not follow.
      await refreshAggregates(pool, { from: dayRange(plan.since, zone).from, to: clock.now() });
      const end = await endMonth(
        pool,
        { park: file.park.code, parkId, zone, month, prices: { demand: demandPriceOf(file), pv: PV_PRICE } },
        clock,
      );
      ends.push(end);
      plan.onMonth(month, end);
    }
    return { ends, ...(await countRows(pool)), audit: await auditYear(pool, { parkId, zone, months }, clock.now()) };
  } finally {
    await pool.end();
    await database.stop();
    if (plan.keep === null) rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Who pays before pays a tariff: shares of a bill are known when it is there. */
const chargedBy = (file: ParkFile, method: ResaleMethod): ParkFile =>
  method === 'tariff'
    ? file
    : { ...file, accounts: file.accounts.map((account) => (account.kind === 'prepaid' ? paidLater(account) : account)) };

const paidLater = ({ code, name, space, openedOn }: FileAccount): FileAccount => ({
  code,
  name,
  kind: 'postpaid',
  ...(space && { space }),
  openedOn,
});

/** A park of the demo as it would be if its meters had been installed at midnight of `since`. */
export const demoPark = (code: string, since: ParkDay): YearPark => {
  const demoNow = instantMs(dayRange(addDays(since, HISTORY_DAYS), 'Asia/Shanghai').from + OFFICE_MS);
  const file = demoParks(demoNow).find(({ park }) => park.code === code);
  if (!file) throw new Error(`year: the demo has no park ${code}`);
  return { file, demoNow };
};

const demandPriceOf = ({ tariffs }: ParkFile) => {
  const text = tariffs.flatMap(({ versions }) => versions.map(({ demandPrice }) => demandPrice)).find((one) => one !== undefined);
  const found = text === undefined ? null : priceFromYuan(text);
  if (found === null) throw new Error('year: the demo has no price of demand');
  return found;
};

const setClock = (at: InstantMs) => {
  let now = at;
  return {
    now: () => now,
    set: (next: InstantMs) => {
      now = next;
    },
  };
};
