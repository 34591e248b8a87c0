// `npm test`, second half: everything, a browser included. Ends with the line `N passed, N failed`.
import { mkdirSync, rmSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { ensureBuilt } from './ready/build.ts';
import { type Ran, run } from './ready/command.ts';
import { say } from './ready/say.ts';
import { CHROMIUM, ensureProgram, MOSQUITTO } from './ready/system-package.ts';
import { sumOf, type Tally, tallyOfCheck, tallyOfPlaywright, tallyOfVitest } from './ready/tally.ts';

interface Part {
  readonly name: string;
  readonly command: readonly [tool: string, ...args: string[]];
  readonly tally: (ran: Ran) => Tally;
}

/** Reports of the last run, read for the counts; e2e/playwright.config.ts names the second too. */
const REPORTS = 'test-results';
const UNIT_REPORT = `${REPORTS}/unit.json`;
const E2E_REPORT = `${REPORTS}/e2e.json`;

const PARTS: readonly Part[] = [
  { name: 'check', command: ['node', 'scripts/check.ts'], tally: tallyOfCheck },
  {
    name: 'unit',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`],
    tally: (ran) => tallyOfVitest(ran, UNIT_REPORT),
  },
  {
    name: 'e2e',
    command: ['playwright', 'test', '--config', 'e2e/playwright.config.ts'],
    tally: (ran) => tallyOfPlaywright(ran, E2E_REPORT),
  },
];

const chromium = await ensureProgram(CHROMIUM);
const mosquitto = await ensureProgram(MOSQUITTO);
await ensureBuilt();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
// Debian's daemons are not in everybody's path.
const folders = [chromium, mosquitto].filter((path) => path !== null).map((path) => dirname(path));
const env = { PATH: [process.env.PATH, ...folders].join(delimiter), ...(chromium && { CHROMIUM_PATH: chromium }) };

const tallies: Tally[] = [];
for (const { name, command, tally } of PARTS) {
  say(`${name} ...`);
  const begun = performance.now();
  const [tool, ...args] = command;
  const { passed, failed, skipped, why } = tally(await run(tool, args, { env }));
  tallies.push({ passed, failed, skipped });
  for (const test of skipped) say(`skipped: ${test}`);
  if (why) say(`${name}: ${why}`);
  say(`${name}: ${passed} passed, ${failed} failed, ${skipped.length} skipped in ${Math.round((performance.now() - begun) / 1000)} s`);
}
const { passed, failed } = sumOf(tallies);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
