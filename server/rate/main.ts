/** `npm run rate -- --load file.csv --tariff tariff.json`: what a load costs. docs/rate.md. */
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parkDayFromText } from '#domain/time/park-day.ts';
import { giveUp, say } from '../command.ts';
import { areaFile, areasText } from './area-file.ts';
import { type RateRequest, rateFiles } from './rate-files.ts';
import { LOAD_BYTES_MAX } from './read-load.ts';

const USAGE = `npm run rate -- --load load.csv --tariff tariff.json [--json | --csv]
  --load        interval energy: a column start or end, kWh, and if known kvarh (and kvarhBack)
  --tariff      prices, format parktwin-tariff/1
  --against     a second tariff: the months by both, and the saving
  --mode        the months by another mode of demand billing: capacity, contract or actual
  --contract-kw the contract demand for --mode contract; else the best for these months
  --max-demand  maximum demand of the meter's register, kW: 2026-01=412.5; once for each month
  --step        minutes of an interval where the load cannot tell: 15, 30 or 60
  --json, --csv instead of a table
npm run rate -- --areas                                           # period tables of 33 grid areas, and what they lack
npm run rate -- --area hubei --from 2026-01-01 --flat purchase=0.384470 --flat td=0.0884 [--customers two-part] > tariff.json
Ends with 0, with 1 when a file is refused or a price is missing, with 2 when asked wrongly. docs/rate.md has an example.
`;
const REFUSED = 1;

const { values } = parseArgs({
  options: {
    load: { type: 'string' },
    tariff: { type: 'string' },
    against: { type: 'string' },
    mode: { type: 'string' },
    'contract-kw': { type: 'string' },
    'max-demand': { type: 'string', multiple: true, default: [] },
    step: { type: 'string' },
    areas: { type: 'boolean', default: false },
    area: { type: 'string' },
    from: { type: 'string' },
    flat: { type: 'string', multiple: true, default: [] },
    customers: { type: 'string' },
    json: { type: 'boolean', default: false },
    csv: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) say(USAGE);
else if (values.areas) say(areasText());
else if (values.area !== undefined) template(values.area);
else await run(values.load ?? giveUp(USAGE), values.tariff ?? giveUp(USAGE));

async function run(load: string, tariff: string): Promise<void> {
  const request: RateRequest = {
    load: await readBounded(load),
    tariff: await readBounded(tariff),
    format: values.json ? 'json' : values.csv ? 'csv' : 'table',
    maxDemand: values['max-demand'],
    ...(values.against !== undefined && { against: await readBounded(values.against) }),
    ...(values.mode !== undefined && { mode: values.mode }),
    ...(values['contract-kw'] !== undefined && { contractKW: values['contract-kw'] }),
    ...(values.step !== undefined && { stepMinutes: Number(values.step) }),
  };
  const begun = performance.now();
  const result = rateFiles(request);
  if (result.type === 'misused') giveUp(result.says);
  else if (result.type === 'refused') {
    process.stderr.write(`${result.says}\n`);
    process.exitCode = REFUSED;
  } else {
    say(result.text);
    for (const warning of result.warnings) process.stderr.write(`${warning}\n`);
    process.stderr.write(`${result.intervals} intervals read and rated in ${Math.round(performance.now() - begun)} ms\n`);
  }
}

function template(area: string): void {
  const from = parkDayFromText(values.from ?? '') ?? giveUp('--area needs --from, as 2026-01-01');
  const made = areaFile({ area, from, flat: values.flat, ...(values.customers !== undefined && { customers: values.customers }) });
  say(made.type === 'file' ? made.text : giveUp(made.says));
}

async function readBounded(path: string): Promise<string> {
  const info = await stat(path).catch(() => giveUp(`${path}: no such file`));
  if (info.size > LOAD_BYTES_MAX) giveUp(`${path}: ${info.size} bytes; at most ${LOAD_BYTES_MAX}`);
  return readFile(path, 'utf8');
}
