/** `npm run bench`: measures what DESIGN 13 asks and prints both beside each other. See bench/README.md. */
import { parseArgs } from 'node:util';
import { machineText } from './machine.ts';
import { billing } from './measure/billing.ts';
import { firstBoard } from './measure/first-board.ts';
import { latency } from './measure/latency.ts';
import { papers } from './measure/papers.ts';
import { ratio } from './measure/ratio.ts';
import { replayMonth } from './measure/replay.ts';
import { sustained } from './measure/sustained.ts';
import { warmStart } from './measure/warm.ts';
import { yearBoard } from './measure/year.ts';
import { say } from './say.ts';
import { type BenchOptions, openStage, type Stage } from './stage.ts';
import { type Row, tableText } from './table.ts';
import { web } from './web/web.ts';

type OnStage = (stage: Stage, options: BenchOptions) => Promise<readonly Row[]>;
type ByItself = (options: BenchOptions) => Promise<readonly Row[]>;

/** What is measured on one database and broker, in this order; the later ones find what the earlier ones left. */
const ON_STAGE: Readonly<Record<string, OnStage>> = { sustained, warm: warmStart, ratio, year: yearBoard, billing };
/** What starts its own program. */
const BY_ITSELF: Readonly<Record<string, ByItself>> = { papers, latency, replay: replayMonth, start: firstBoard, web };

const NAMES = [...Object.keys(ON_STAGE), ...Object.keys(BY_ITSELF)];
const USAGE = `npm run bench -- [name ...] [--only ${NAMES.join('|')}] [--seconds N] [--rate N] [--meters N] [--full] [--database-url URL --mqtt-url URL]
  --only      one measurement, or several with commas; the same as naming them
  --seconds   of the sustained run (60; with --full 300)
  --rate      readings a second offered in it (8,000)
  --meters    of the load park (15,000)
  --full      everything at the size DESIGN 13 names: half an hour
  --cpu-prof  a folder for processor profiles of the processes measured (they cost a tenth themselves)
  --database-url, --mqtt-url  an empty database and a broker to measure instead of the embedded pair`;

const text = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: text,
    seconds: text,
    rate: text,
    meters: text,
    'database-url': text,
    'mqtt-url': text,
    'cpu-prof': text,
    full: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
const numberOf = (given: string | undefined, otherwise: number): number =>
  given !== undefined && /^[1-9]\d{0,8}$/.test(given) ? Number(given) : otherwise;

const run = async (): Promise<void> => {
  const full = values.full === true;
  const options: BenchOptions = {
    seconds: numberOf(values.seconds, full ? 300 : 60),
    rate: numberOf(values.rate, 8_000),
    meters: numberOf(values.meters, 15_000),
    full,
    databaseUrl: values['database-url'] ?? null,
    mqttUrl: values['mqtt-url'] ?? null,
    nodeArgs: values['cpu-prof'] === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values['cpu-prof']}`],
  };
  const wanted = values.only?.split(',') ?? (positionals.length > 0 ? positionals : NAMES);
  const unknown = wanted.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) throw new Error(`--only: there is no ${unknown.join(', ')}; there are ${NAMES.join(', ')}`);
  const machine = machineText();
  const rows: Row[] = [];
  const take = async (name: string, measure: () => Promise<readonly Row[]>): Promise<void> => {
    say(`measuring: ${name}`);
    rows.push(...(await measure().catch((fault: unknown) => failed(name, fault))));
  };
  const onStage = Object.entries(ON_STAGE).filter(([name]) => wanted.includes(name));
  if (onStage.length > 0) {
    const stage = await openStage(options);
    for (const [name, measure] of onStage) await take(name, () => measure(stage, options));
    await stage.stop();
  }
  for (const [name, measure] of Object.entries(BY_ITSELF)) if (wanted.includes(name)) await take(name, () => measure(options));
  say(`\n${machine}\n${tableText(rows)}`);
};

const failed = (name: string, fault: unknown): readonly Row[] => [
  { what: name, asked: '', measured: `could not be measured: ${fault instanceof Error ? fault.message : String(fault)}`, reached: false },
];

// What was started goes too: by its channel, or on our exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

if (values.help) say(USAGE);
else await run();
