import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../bench/processes/free-port.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** Playwright's own loader is not for the program: it runs on Node 26 as in production. */
const NODE = join(ROOT, 'node_modules', '.bin', 'node');
const READY_MS_MAX = 150_000;
const STOP_MS_MAX = 20_000;
const OUTPUT_KEPT_CHARS = 200_000;

/** The whole program, running by itself on free ports, with nothing but a folder of its own. */
export interface Program {
  readonly url: string;
  readonly mqttUrl: string;
  readonly dataDir: string;
  /** What it has written so far; the demo's logins stand there. */
  output(): string;
  /** Runs one of the project's own commands beside it, on the same data; answers what it printed. */
  command(script: string, ...args: readonly string[]): Promise<string>;
  /** SIGTERM; answers its exit code. */
  stop(): Promise<number | null>;
}

export async function startProgram(settings: Readonly<Record<string, string>> = {}): Promise<Program> {
  const dataDir = settings.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'parktwin-e2e-'));
  const [port, mqttPort] = [settings.PORT ?? (await freePort()), await freePort()];
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    NODE_ENV: 'production',
    TZ: 'America/St_Johns',
    PORT: String(port),
    MQTT_PORT: String(mqttPort),
    DATA_DIR: dataDir,
    ...settings,
  };
  const child = spawn(NODE, ['server/main.ts'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      written = (written + chunk).slice(-OUTPUT_KEPT_CHARS);
    });
  }
  const program: Program = {
    url: `http://127.0.0.1:${port}`,
    mqttUrl: settings.MQTT_URL ?? `mqtt://127.0.0.1:${mqttPort}`,
    dataDir,
    output: () => written,
    command: (script, ...args) => runCommand(env, script, args),
    stop: async () => {
      const code = await stop(child);
      if (!settings.DATA_DIR) rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
  };
  await ready(program, child);
  return program;
}

/** Until /readyz says 200; a program that dies first says why. */
const ready = async (program: Program, child: ChildProcess): Promise<void> => {
  const until = performance.now() + READY_MS_MAX;
  let last = 'no answer';
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode} before it was ready:\n${program.output()}`);
    const answer = await fetch(`${program.url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    if (answer) last = `${answer.status} ${await answer.text()}`;
    await after(100);
  }
  await program.stop();
  throw new Error(`the program was not ready after ${READY_MS_MAX / 1000} s (${last}):\n${program.output()}`);
};

const stop = async (child: ChildProcess): Promise<number | null> => {
  if (child.exitCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
  await exit;
  clearTimeout(late);
  return child.exitCode;
};

const runCommand = async (env: NodeJS.ProcessEnv, script: string, args: readonly string[]): Promise<string> => {
  const child = spawn(NODE, [script, ...args], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      written += chunk;
    });
  }
  await once(child, 'close');
  if (child.exitCode !== 0) throw new Error(`${script} ended with ${child.exitCode}:\n${written}`);
  return written;
};
