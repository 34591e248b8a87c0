/** `npm run import -- park.json`: checks a park file and writes it. docs/park-file.md. */
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createPool } from '#db/pool.ts';
import { systemClock } from '../clock.ts';
import { giveUp, say } from '../command.ts';
import { openCommandDatabase } from '../command-database.ts';
import { createLog } from '../log.ts';
import { checkParkText } from './check.ts';
import { importPark } from './import.ts';
import { reportOf } from './report.ts';
import { FILE_BYTES_MAX } from './schema.ts';

const USAGE = `npm run import -- park.json [--check] [--json] [--actor name] [--database-url postgres://...]
  --check         says what is wrong with the file by itself; asks no database
  --json          the result as JSON
  --actor         who imports, for the audit (cli)
  --database-url  else DATABASE_URL, else the embedded database of DATA_DIR, which is started if the program does not run
Ends with 0 when the park is as the file says, with 1 when the file is refused.
`;
const REFUSED = 1;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    actor: { type: 'string', default: 'cli' },
    'database-url': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) say(USAGE);
else await run(positionals[0] ?? giveUp(USAGE));

async function run(path: string): Promise<void> {
  const text = await readBounded(path);
  if (values.check) {
    const checked = checkParkText(text);
    if (checked.type === 'accepted') return say(values.json ? '{"type":"accepted"}' : `${path}: nothing wrong by itself`);
    return tell(checked);
  }
  await using database = await openCommandDatabase(values['database-url'], giveUp);
  const pool = createPool({ url: database.url, max: 1, applicationName: 'parktwin-import', log: createLog('error') });
  try {
    tell(await importPark(pool, text, { actor: values.actor, clock: systemClock }));
  } finally {
    await pool.end();
  }
}

function tell(result: Awaited<ReturnType<typeof importPark>>): void {
  say(values.json ? JSON.stringify(result) : reportOf(result));
  if (result.type === 'refused') process.exitCode = REFUSED;
}

async function readBounded(path: string): Promise<string> {
  const info = await stat(path).catch(() => giveUp(`${path}: no such file`));
  if (info.size > FILE_BYTES_MAX) giveUp(`${path}: ${info.size} bytes; a park file has at most ${FILE_BYTES_MAX}`);
  return readFile(path, 'utf8');
}
