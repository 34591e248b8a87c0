/** `npm run audit -- --park main --month 2026-10`: where a month's energy and money went, again from its slots, and whether it balances. */
import { parseArgs } from 'node:util';
import { auditMonth } from '#db/allocation/audit-month.ts';
import { createPool } from '#db/pool.ts';
import { selectParkKey } from '#db/queries/parks.ts';
import { parkDayFromText } from '#domain/time/park-day.ts';
import { systemClock } from '../clock.ts';
import { openCommandDatabase } from '../command-database.ts';
import { createLog } from '../log.ts';
import { auditReport } from './report.ts';

const USAGE = `npm run audit -- --park code --month 2026-10 [--database-url postgres://...]
  --database-url  else DATABASE_URL, else the embedded database of DATA_DIR, which is started if the program does not run
Prints the month's balance and sums, and "balanced" (ends with 0) or the first difference (ends with 1). Writes nothing.
`;
const DIFFERS = 1;
const MISUSED = 2;

const { values } = parseArgs({
  options: {
    park: { type: 'string' },
    month: { type: 'string' },
    'database-url': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const giveUp = (text: string): never => {
  process.stderr.write(`${text}\n`);
  process.exit(MISUSED);
};

if (values.help) say(USAGE);
else await run();

async function run(): Promise<void> {
  const { park = giveUp(USAGE), month = giveUp(USAGE), 'database-url': url } = values;
  const first = parkDayFromText(`${month}-01`) ?? giveUp(`${month}: a month is written 2026-10`);
  await using database = await openCommandDatabase(url, giveUp);
  const pool = createPool({ url: database.url, max: 1, applicationName: 'parktwin-audit', log: createLog('error') });
  try {
    const key = await selectParkKey(pool, park);
    if (key === null) return fail(`there is no park ${park}`);
    const audit = await auditMonth(pool, { parkId: key.id, zone: key.zone, month: first }, systemClock.now());
    if (audit === null) return fail(`${park}: nothing was measured in ${month}`);
    say(auditReport({ park, month, zone: key.zone }, audit));
    if (audit.differences.length > 0) process.exitCode = DIFFERS;
  } finally {
    await pool.end();
  }
}

function fail(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = MISUSED;
}
