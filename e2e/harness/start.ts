import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NODE = join(ROOT, 'node_modules', '.bin', 'node');

/** The harness with its made-up parks (board-harness.ts): every state of every screen, over the product's own protocol. */
export interface Harness {
  readonly url: string;
  stop(): Promise<void>;
}

export interface HarnessOptions {
  /** So often every board gets a frame; absent: as the product pushes them. */
  readonly frameMs?: number;
}

export async function startHarness({ frameMs }: HarnessOptions = {}): Promise<Harness> {
  const own = frameMs === undefined ? {} : { HARNESS_FRAME_MS: String(frameMs) };
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', ...own };
  const child = spawn(NODE, ['e2e/board-harness.ts', '0'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  return { url: await addressOf(child), stop: () => stopped(child) };
}

const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let written = '';
    const read = (chunk: Buffer) => {
      written += chunk;
      const address = /http:\/\/localhost:\d+/.exec(written)?.[0];
      if (address) resolve(address);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`the harness ended with ${code}:\n${written}`)));
  });

const stopped = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
};
