import { parseArgs } from 'node:util';
import { demoParks } from '#db/seeds/demo-parks.ts';
import { instantMs } from '#domain/time/instant.ts';
import { machineClock } from './machine-clock.ts';
import { startSimulator } from './simulator.ts';

const USAGE = `node streams/simulator/main.ts --mqtt-url mqtt://127.0.0.1:1883 --data-dir ./data
  --parks all|code,code   which demo parks (all)
  --speed n               live rounds n times as often (1)
  --backfill-days n       what the gateways stored before the first start (35)
  --backfill-rate n       readings a second of it (as many as fill it in about 90 s)
  --demo-now iso          when the demo was made (remembered from the first start)
  --seed n                another seed, another park (1)`;

const { values } = parseArgs({
  options: {
    'mqtt-url': { type: 'string' },
    'data-dir': { type: 'string', default: './data' },
    parks: { type: 'string', default: 'all' },
    speed: { type: 'string', default: '1' },
    'backfill-days': { type: 'string', default: '35' },
    'backfill-rate': { type: 'string' },
    'demo-now': { type: 'string' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const number = (name: string, text: string, { min, max }: { min: number; max: number }): number => {
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max) return value;
  say(`--${name} ${text}: a number from ${min} to ${max} is wanted`);
  process.exit(2);
};

if (values.help || values['mqtt-url'] === undefined) {
  say(USAGE);
  process.exit(values.help ? 0 : 2);
}

const wanted = new Set(values.parks.split(','));
const simulator = await startSimulator({
  mqttUrl: values['mqtt-url'],
  dataDir: values['data-dir'],
  parks: (demoNow) => demoParks(instantMs(demoNow)).filter(({ park }) => wanted.has('all') || wanted.has(park.code)),
  demoNow: values['demo-now'] === undefined ? null : Temporal.Instant.from(values['demo-now']).epochMilliseconds,
  speed: number('speed', values.speed, { min: 0.01, max: 100 }),
  backfillDays: number('backfill-days', values['backfill-days'], { min: 0, max: 800 }),
  backfillRate: values['backfill-rate'] === undefined ? null : number('backfill-rate', values['backfill-rate'], { min: 1, max: 1_000_000 }),
  seed: number('seed', values.seed, { min: 0, max: 2 ** 31 }),
  clock: machineClock,
  log: (line) => say(JSON.stringify(line)),
});

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  void simulator.stop().then(() => process.exit(0));
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
// Started by a server that is gone: nobody is left to stop it.
process.on('disconnect', stop);
