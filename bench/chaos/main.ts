/** `npm run chaos -- --minutes N`: rounds of kill -9 under load, each compared with the same messages in order. See bench/README.md. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MINUTE_MS } from '#domain/time/instant.ts';
import { machineClock } from '#streams/simulator/machine-clock.ts';
import { findProgram, howToGet, MOSQUITTO } from '../../scripts/ready/system-package.ts';
import { say } from '../say.ts';
import { playRound, type RoundResult } from './round.ts';

const USAGE = `npm run chaos -- [--minutes N] [--rounds N] [--broker mosquitto|embedded] [--seed S] [--keep]
  --minutes  begin no further round after so long (5)
  --rounds   no more rounds than this
  --broker   mosquitto (killed too, where it is installed) or the embedded one (never killed); without it, both in turn
  --seed     of the first round (1); the following count on
  --keep     leave the directories of rounds that went well, too`;

const NUMBER = /^\d{1,9}$/;
const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { minutes: text, rounds: text, broker: text, seed: text, keep: { type: 'boolean' }, help: { type: 'boolean' } },
});
const numberOf = (given: string | undefined, otherwise: number): number =>
  given !== undefined && NUMBER.test(given) ? Number(given) : otherwise;

const OVER_MS = 45_000;

const run = async (): Promise<number> => {
  const broker = values.broker ?? 'both';
  const program = findProgram(MOSQUITTO, process.env);
  if (broker !== 'embedded' && program === null) {
    say(`${howToGet(MOSQUITTO)} Rounds that kill the broker are left out.`);
    if (broker === 'mosquitto') return 0;
  }
  const seed = numberOf(values.seed, 1);
  const rounds = numberOf(values.rounds, values.minutes === undefined ? 5 : 1_000_000);
  const until = machineClock.now() + numberOf(values.minutes, values.rounds === undefined ? 5 : 10_000) * MINUTE_MS;
  const all: RoundResult[] = [];
  for (let round = 0; round < rounds && machineClock.now() < until; round++) {
    const mosquitto = broker === 'mosquitto' || (broker === 'both' && round % 3 !== 2) ? program : null;
    const streams = 1 + (round % 2);
    const dir = mkdtempSync(join(tmpdir(), 'parktwin-chaos-'));
    const result = await playRound({
      seed: seed + round,
      dir,
      mosquitto,
      streams,
      parks: 2,
      places: 20,
      minutes: 1_500,
      overMs: OVER_MS,
      killsMax: { stream: 1_000, database: 1_000, broker: 1_000 },
      until: machineClock.now(),
    });
    all.push(result);
    say(
      lineOf(
        result,
        `round ${round + 1} (seed ${seed + round}, ${mosquitto ? 'mosquitto' : 'embedded broker'}, ${streams} stream${streams > 1 ? 's' : ''})`,
      ),
    );
    for (const fault of result.faults) say(`  ${fault}`);
    if (result.faults.length === 0 && !values.keep) rmSync(dir, { recursive: true });
    else say(`  its logs and database: ${dir}`);
  }
  return conclude(all);
};

const lineOf = (result: RoundResult, name: string): string => {
  const { messages, readings, kills, sentAgain, duplicates, quarantined, lost, faults } = result;
  const killed = `killed stream ${kills.stream}, database ${kills.database}, broker ${kills.broker}`;
  const counted = `messages ${messages} (${sentAgain} sent again), readings ${readings}, duplicates ${duplicates}, quarantined ${quarantined}`;
  return `${name}: ${counted}; ${killed}; lost ${lost}; ${faults.length === 0 ? 'equal' : 'NOT EQUAL'}; ${Math.round(result.elapsedMs / 1_000)} s`;
};

const conclude = (all: readonly RoundResult[]): number => {
  const sum = (pick: (result: RoundResult) => number) => all.reduce((total, result) => total + pick(result), 0);
  const unequal = all.filter((result) => result.faults.length > 0).length;
  const total: RoundResult = {
    messages: sum((one) => one.messages),
    readings: sum((one) => one.readings),
    kills: {
      stream: sum((one) => one.kills.stream),
      database: sum((one) => one.kills.database),
      broker: sum((one) => one.kills.broker),
    },
    sentAgain: sum((one) => one.sentAgain),
    duplicates: sum((one) => one.duplicates),
    quarantined: sum((one) => one.quarantined),
    lost: sum((one) => one.lost),
    sharing: 0,
    elapsedMs: sum((one) => one.elapsedMs),
    faults: all.flatMap((one) => one.faults),
  };
  say(lineOf(total, `${all.length} rounds, ${unequal} not equal`));
  return unequal === 0 && all.length > 0 ? 0 : 1;
};

// What was started goes too: by its channel, or on our exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

if (values.help) say(USAGE);
else process.exitCode = await run();
