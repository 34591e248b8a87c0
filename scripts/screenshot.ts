// `npm run screenshot`: starts the demo by itself, lets its gateways replay what they stored, and keeps the wall as docs/screenshots/wall.png.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { chromium } from 'playwright';
import { startProgram } from '../e2e/program.ts';
import { ensureBuilt } from './ready/build.ts';
import { giveUp, say } from './ready/say.ts';
import { CHROMIUM, ensureProgram } from './ready/system-package.ts';

const OUT = 'docs/screenshots/wall.png';
/** The demo replays 35 days on its first start; then yesterday's curve and the month are whole. */
const REPLAY_MS_MAX = 15 * 60_000;
const LOOK_MS = 5_000;
/** 400 meters every 5 s are 80 readings a second; a replay brings thousands. */
const LIVE_PER_SECOND_MAX = 300;
/** A picture of the wall's size in a quarter of the dots is small enough for a repository. */
const VIEW = { width: 1600, height: 900 };

const executablePath = (await ensureProgram(CHROMIUM)) ?? giveUp('no screenshot without a browser');
await ensureBuilt();
const dataDir = mkdtempSync(join(tmpdir(), 'parktwin-screenshot-'));
const program = await startProgram({ DEMO: '1', DATA_DIR: dataDir });
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0, args: ['--disable-gpu'] });
try {
  await replayed();
  const page = await browser.newPage({ viewport: VIEW });
  await page.goto(wallAddress());
  await page.getByRole('heading').first().waitFor();
  // The load curve is asked for once a minute; figures glide.
  await after(LOOK_MS);
  mkdirSync(dirname(OUT), { recursive: true });
  await page.screenshot({ path: OUT });
  say(`wrote ${OUT}`);
} finally {
  await browser.close();
  await program.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** The address the program prints for the main park's display, with its token. */
function wallAddress(): string {
  const address = /http:\S+\/wall\/main\?token=\S+/.exec(program.output())?.[0];
  return address ?? giveUp(`the program printed no address of a wall:\n${program.output()}`);
}

/** Until what is stored grows by live readings alone and nothing is left to fold again. */
async function replayed(): Promise<void> {
  const until = performance.now() + REPLAY_MS_MAX;
  let before = 0;
  while (performance.now() < until) {
    await after(LOOK_MS);
    const text = await (await fetch(`${program.url}/metrics`)).text();
    const figure = (name: string): number => Number(new RegExp(`^${name}(?:{.*})? (\\S+)`, 'm').exec(text)?.[1] ?? 0);
    const stored = figure('ingest_stored_total');
    const perSecond = ((stored - before) * 1_000) / LOOK_MS;
    say(`${stored} readings, ${Math.round(perSecond)} a second, ${figure('refold_waiting')} meters to fold again`);
    if (before > 0 && perSecond < LIVE_PER_SECOND_MAX && figure('refold_waiting') === 0) return;
    before = stored;
  }
}
