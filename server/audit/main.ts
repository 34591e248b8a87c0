/** `npm run audit -- --park main --month 2026-10`: where a month's energy and money went, again from its slots, and whether it balances. */
import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { auditMonth } from '#db/allocation/audit-month.ts';
import { monthsFrom } from '#db/bill/bill-month.ts';
import { createPool } from '#db/pool.ts';
import { selectParkKey } from '#db/queries/parks.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { addDays, parkDayFromText } from '#domain/time/park-day.ts';
import { systemClock } from '../clock.ts';
import { fail, giveUp, say } from '../command.ts';
import { openCommandDatabase } from '../command-database.ts';
import { createLog } from '../log.ts';
import { auditYear } from './audit-year.ts';
import { auditReport } from './report.ts';
import { yearReport } from './year-report.ts';

const USAGE = `npm run audit -- --park code --month 2026-10 [--to 2027-09] [--database-url postgres://...]
  --to            a later month: all of them in a table, with the bills that came of each
  --database-url  else DATABASE_URL, else the embedded database of DATA_DIR, which is started if the program does not run
Prints the month's balance and sums, and "balanced" (ends with 0) or the first difference (ends with 1). Writes nothing.
`;
const DIFFERS = 1;
/** A year, and the ones it is compared with. */
const MONTHS_MAX = 36;

const { values } = parseArgs({
  options: {
    park: { type: 'string' },
    month: { type: 'string' },
    to: { type: 'string' },
    'database-url': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) say(USAGE);
else await run();

async function run(): Promise<void> {
  const { park = giveUp(USAGE), month = giveUp(USAGE), to, 'database-url': url } = values;
  const first = firstDay(month);
  const last = to === undefined ? null : firstDay(to);
  const months = last === null ? [first] : monthsFrom(first, addDays(last, 1));
  if (months.length === 0 || months.length > MONTHS_MAX) giveUp(`${to}: not within ${MONTHS_MAX} months from ${month}`);
  await using database = await openCommandDatabase(url, giveUp);
  const pool = createPool({ url: database.url, max: 1, applicationName: 'parktwin-audit', log: createLog('error') });
  try {
    const key = await selectParkKey(pool, park);
    if (key === null) return fail(`there is no park ${park}`);
    const of = { park, parkId: key.id, zone: key.zone };
    const differs = last === null ? await auditOne(pool, of, first) : await auditAll(pool, of, months);
    if (differs) process.exitCode = DIFFERS;
  } finally {
    await pool.end();
  }
}

interface OfPark {
  readonly park: string;
  readonly parkId: number;
  readonly zone: string;
}

async function auditOne(pool: Pool, { park, ...key }: OfPark, month: ParkDay): Promise<boolean> {
  const audit = await auditMonth(pool, { ...key, month }, systemClock.now());
  if (audit === null) {
    fail(`${park}: nothing was measured in ${month.slice(0, 7)}`);
    return false;
  }
  say(auditReport({ park, month: month.slice(0, 7), zone: key.zone }, audit));
  return audit.differences.length > 0;
}

async function auditAll(pool: Pool, { park, ...key }: OfPark, months: readonly ParkDay[]): Promise<boolean> {
  const audit = await auditYear(pool, { ...key, months }, systemClock.now());
  say(yearReport({ park, zone: key.zone }, audit));
  return audit.some(({ differences }) => differences.length > 0);
}

function firstDay(month: string): ParkDay {
  return parkDayFromText(`${month}-01`) ?? giveUp(`${month}: a month is written 2026-10`);
}
