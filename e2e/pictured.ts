import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, type Page } from 'playwright/test';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const NODE = join(ROOT, 'node_modules', '.bin', 'node');

/** The harness with its made-up parks (board-harness.ts): every state of every screen, over the product's own protocol. */
export interface Harness {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startHarness(settings: Readonly<Record<string, string>> = {}): Promise<Harness> {
  const env = { ...process.env, NODE_ENV: 'production', ...settings };
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

export type Who = 'manager' | 'tenant' | 'low';

/** Who the harness takes the page's person for. */
export const be = (page: Page, url: string, who: Who): Promise<void> => page.context().addCookies([{ name: 'harness', value: who, url }]);

export const test = base.extend<object, { readonly harness: Harness }>({
  harness: [
    // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for when a fixture needs no other
    async ({}, use) => {
      const harness = await startHarness();
      await use(harness);
      await harness.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});
