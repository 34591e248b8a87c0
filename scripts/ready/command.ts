import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export type Env = Readonly<Record<string, string | undefined>>;

export interface Ran {
  readonly code: number;
  /** The last part of what it wrote to both of its outputs. */
  readonly output: string;
}

const OUTPUT_KEPT_CHARS = 1_000_000;

/** Runs a command of this machine or of node_modules to its end, showing its output as it comes unless `quiet`. */
export const run = (
  command: string,
  args: readonly string[],
  options: { readonly env?: Env; readonly quiet?: boolean } = {},
): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (to: NodeJS.WriteStream) => (chunk: Buffer) => {
      output = (output + chunk).slice(-OUTPUT_KEPT_CHARS);
      if (!options.quiet) to.write(chunk);
    };
    child.stdout.on('data', keep(process.stdout));
    child.stderr.on('data', keep(process.stderr));
    child.on('error', (fault) => resolve({ code: 127, output: fault.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
