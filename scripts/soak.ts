// `npm run soak [-- --minutes N]`: a wall under frames at many times its rate, all pages turning, and its heap after forced collections.
import { parseArgs } from 'node:util';
import { openChromium } from '../e2e/harness/chromium.ts';
import { soakWall } from '../e2e/harness/soak.ts';
import { ensureBuilt } from './ready/build.ts';
import { giveUp, say } from './ready/say.ts';
import { CHROMIUM, ensureProgram } from './ready/system-package.ts';

const MINUTES = 6;
const MINUTE_MS = 60_000;
const TURNS_A_LOOK = 3;
/** A wall's tab may hold some hundreds: this much an hour of its own time would stop it within a month. */
const MB_PER_WALL_HOUR_MAX = 0.5;

const { values } = parseArgs({ options: { minutes: { type: 'string' }, help: { type: 'boolean' } } });
if (values.help) {
  say('npm run soak -- [--minutes N]   how long, by the clock (6: an hour of a wall)');
} else {
  process.env.CHROMIUM_PATH ??= (await ensureProgram(CHROMIUM)) ?? giveUp('no soak without a browser');
  await ensureBuilt();
  const minutes = Number(values.minutes ?? MINUTES);
  if (!(minutes > 0)) giveUp('--minutes: a number above zero');
  const browser = await openChromium();
  const { mbPerHour, mbPerWallHour, speed, looks } = await soakWall(browser, { ms: minutes * MINUTE_MS, turnsALook: TURNS_A_LOOK }, say);
  await browser.close();
  say(`frames at ${speed.toFixed(1)} times a wall's rate: ${minutes} min are ${((minutes * speed) / 60).toFixed(2)} h of a wall`);
  say(
    `heap: ${mbPerHour.toFixed(2)} MB an hour of the clock, ${mbPerWallHour.toFixed(3)} MB an hour of a wall (at most ${MB_PER_WALL_HOUR_MAX})`,
  );
  process.exitCode = looks.length > 1 && mbPerWallHour <= MB_PER_WALL_HOUR_MAX ? 0 : 1;
}
