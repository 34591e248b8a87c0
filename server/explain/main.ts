/** `npm run reproduce -- --park main --account A001 --month 2026-11`: an account's month again from its raw messages, and whether it is what is stored. */
import { parseArgs } from 'node:util';
import { createPool } from '#db/pool.ts';
import { selectParkKey } from '#db/queries/parks.ts';
import { parkDayFromText } from '#domain/time/park-day.ts';
import { systemClock } from '../clock.ts';
import { fail, giveUp, say } from '../command.ts';
import { openCommandDatabase } from '../command-database.ts';
import { createLog } from '../log.ts';
import { exactYuan } from '../trpc/exact-yuan.ts';
import { type Reproduced, reproduceMonth } from './reproduce.ts';
import { type ReproducedBill, reproduceBill } from './reproduce-bill.ts';

const USAGE = `npm run reproduce -- --park code --account code --month 2026-11 [--all] [--database-url postgres://...]
  --all           opens every message there is, also those that tell they hold nothing of these meters: the same, slower
  --database-url  else DATABASE_URL, else the embedded database of DATA_DIR, which is started if the program does not run
Folds the stored raw messages of the account's meters from scratch, in memory, and compares slots and accruals with what is stored; then
composes the month's bill from them and compares its lines with what issued bills and their corrections have said.
Prints "identical" (ends with 0) or the first difference with both sides (ends with 1). Writes nothing.
`;
const DIFFERS = 1;

const { values } = parseArgs({
  options: {
    park: { type: 'string' },
    account: { type: 'string' },
    month: { type: 'string' },
    'database-url': { type: 'string' },
    all: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) say(USAGE);
else await run();

async function run(): Promise<void> {
  const { park = giveUp(USAGE), account = giveUp(USAGE), month = giveUp(USAGE), 'database-url': url, all } = values;
  const first = parkDayFromText(`${month}-01`) ?? giveUp(`${month}: a month is written 2026-11`);
  await using database = await openCommandDatabase(url, giveUp);
  const pool = createPool({ url: database.url, max: 1, applicationName: 'parktwin-reproduce', log: createLog('error') });
  try {
    if ((await selectParkKey(pool, park)) === null) return fail(`there is no park ${park}`);
    const done = await reproduceMonth(pool, { park, account, month: first }, { clock: systemClock, all });
    if (done.type === 'refused') return fail(done.why);
    say(`${park} ${account} ${month}, from ${done.from} to ${done.to}`);
    const bill = await reproduceBill(pool, { parkId: done.parkId, zone: done.zone, month: first }, done.accountId);
    say(report(done, bill));
    if (done.differences.length > 0 || (bill?.differences.length ?? 0) > 0) process.exitCode = DIFFERS;
  } finally {
    await pool.end();
  }
}

function report({ read, slots, accruals, charge, differences: folded }: Reproduced, bill: ReproducedBill | null): string {
  const { messages, commits, bytes, readings, meters, fromRows } = read;
  const differences = [...folded, ...(bill?.differences ?? [])];
  const [first] = differences;
  return [
    `  messages   ${messages} in ${commits} commits, ${bytes} bytes packed`,
    `  readings   ${readings} of ${meters} meters${fromRows > 0 ? `, ${fromRows} of them from rows whose messages are no longer kept` : ''}`,
    `  slots      ${slots.stored} stored, ${slots.reproduced} reproduced`,
    `  accruals   ${accruals.stored} stored, ${accruals.reproduced} reproduced: ${exactYuan(charge)} yuan`,
    bill === null
      ? '  bill       none is out'
      : `  bill       ${bill.stored} lines said by bills and their corrections, ${bill.reproduced} reproduced`,
    first
      ? `first of ${differences.length}: ${first.what}\n  stored     ${first.stored ?? 'nothing'}\n  reproduced ${first.reproduced ?? 'nothing'}`
      : 'identical',
  ].join('\n');
}
