// `npm run screens [-- words in a shot's name]`: builds the pages, starts the harness with its made-up parks, and keeps a picture of every
// screen in every size, theme, language and state in the folder screens/.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './ready/build.ts';
import { ROOT } from './ready/command.ts';
import { giveUp, say } from './ready/say.ts';
import { CHROMIUM, ensureProgram } from './ready/system-package.ts';

const FOLDER = join(ROOT, 'screens');

(await ensureProgram(CHROMIUM)) ?? giveUp('no screens without a browser');
await ensureBuilt();
const harness = spawn(process.execPath, ['e2e/board-harness.ts', '0'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
try {
  const begun = Date.now();
  const origin = await addressOf(harness.stdout);
  const env = { ...process.env, SCREENS_ORIGIN: origin };
  const shots = spawn(process.execPath, ['e2e/screens.ts', ...process.argv.slice(2)], { cwd: ROOT, env, stdio: 'inherit' });
  const [code] = await once(shots, 'exit');
  const made = readdirSync(FOLDER).filter((file) => statSync(join(FOLDER, file)).mtimeMs >= begun);
  say(`${made.length} pictures in ${FOLDER}`);
  process.exitCode = code === 0 && made.length > 0 ? 0 : 1;
} finally {
  harness.kill();
}

/** The line the harness writes when it listens. */
async function addressOf(output: AsyncIterable<Buffer>): Promise<string> {
  let written = '';
  for await (const chunk of output) {
    written += chunk;
    const address = /http:\/\/localhost:\d+/.exec(written)?.[0];
    if (address) return address;
  }
  return giveUp(`the harness did not start:\n${written}`);
}
