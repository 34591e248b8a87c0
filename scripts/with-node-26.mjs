// The first step of `npm start` and `npm test`: runs on Node 20 with nothing installed, installs the packages when they are missing
// or stale, and hands over to the Node 26 among them: `node scripts/with-node-26.mjs scripts/start.ts`.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const BIN = join(ROOT, 'node_modules', '.bin');
const NODE = join(BIN, 'node');

/** @param {string} text */
const say = (text) => process.stdout.write(`parktwin: ${text}\n`);

/** @type {(text: string) => never} */
const giveUp = (text) => {
  process.stderr.write(`parktwin: ${text}\n`);
  process.exit(1);
};

/**
 * npm on the machine's own Node: not on the one it is about to replace. Its output is shown, and its faults are read.
 * @param {readonly string[]} args
 */
const npm = (args) => {
  const path = (process.env.PATH ?? '').split(delimiter).filter((part) => !part.endsWith(join('node_modules', '.bin')));
  const { status, error, stderr } = spawnSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    env: { ...process.env, PATH: path.join(delimiter) },
    stdio: ['ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
  });
  process.stderr.write(stderr ?? '');
  return { code: error ? 127 : (status ?? 1), faults: error ? String(error) : stderr };
};

/** npm writes it last, so it is as new as what was installed. */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');
const isStale = () => !existsSync(INSTALLED) || statSync(join(ROOT, 'package-lock.json')).mtimeMs > statSync(INSTALLED).mtimeMs;

const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i;

/**
 * What package-lock.json pins. Not `npm ci`: it refuses on a system whose native packages the lock does not list, where
 * `npm install` adds them; --no-save leaves the lock as it is.
 */
const install = () => {
  say('installing packages (the first time, or because package-lock.json has changed)');
  const { code, faults } = npm(['install', '--no-save']);
  const now = new Date();
  if (code === 0) return utimesSync(INSTALLED, now, now);
  return giveUp(
    NO_NETWORK.test(faults)
      ? 'the packages could not be fetched: no network, or the package registry does not answer. Run the command again when it does.'
      : 'npm install failed; its own words stand above.',
  );
};

if (Number(process.versions.node.split('.')[0]) < 20) giveUp(`needs Node 20 or newer to begin with; this is ${process.versions.node}`);
if (isStale()) install();
if (spawnSync(NODE, ['--version']).status !== 0) {
  say('fetching Node 26');
  npm(['rebuild', 'node', '--ignore-scripts=false']);
  if (spawnSync(NODE, ['--version']).status !== 0) giveUp('the package `node` brought no Node 26 that runs on this machine.');
}

const child = spawn(NODE, process.argv.slice(2), {
  cwd: ROOT,
  env: { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}` },
  stdio: 'inherit',
});
// A terminal's Ctrl-C reaches the child by itself; a signal sent to this process alone has to be handed on.
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGHUP', () => child.kill('SIGHUP'));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGTERM' || signal === 'SIGINT' ? 0 : 1)));
