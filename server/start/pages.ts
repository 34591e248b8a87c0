import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import nextModule from 'next';
import type { Handle } from '../http/app-server.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Next's types speak of a module with a default; what Node imports is that default itself. */
const next = nextModule as unknown as typeof nextModule.default;

export interface Pages {
  readonly handle: Handle;
  /** Changes with every build: walls reload themselves when it does. */
  readonly buildId: string;
  close(): Promise<void>;
}

/** The built pages. Next serves files and pages alone: everything under /api is ours. */
export async function openPages(): Promise<Pages> {
  const app = next({ dev: false, dir: ROOT, quiet: true });
  const [buildId] = await Promise.all([readFile(join(ROOT, '.next', 'BUILD_ID'), 'utf8'), app.prepare()]);
  const handle = app.getRequestHandler();
  return { handle: (req, res) => handle(req, res), buildId: buildId.trim(), close: () => app.close() };
}
