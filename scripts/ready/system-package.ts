import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Env, run } from './command.ts';
import { say } from './say.ts';

/** A program of the system that a whole test run uses and npm does not bring. */
export interface SystemProgram {
  readonly programs: readonly string[];
  readonly debian: string;
  /** The variable that names its path, for machines that have it elsewhere; set for the tests. */
  readonly variable: string;
  readonly purpose: string;
  /** Debian starts what is a daemon as soon as it is installed. */
  readonly daemon: boolean;
}

export const CHROMIUM: SystemProgram = {
  programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  debian: 'chromium',
  variable: 'CHROMIUM_PATH',
  purpose: 'the browser tests',
  daemon: false,
};

export const MOSQUITTO: SystemProgram = {
  programs: ['mosquitto'],
  debian: 'mosquitto',
  variable: 'MOSQUITTO_PATH',
  purpose: 'the tests against a broker that keeps its sessions on disk',
  daemon: true,
};

/** Debian keeps daemons here, outside the PATH of ordinary users. */
const SBIN = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/**
 * Where the program is; installed from Debian when it is missing and this user may install without a password.
 * Null, and one line that says what to do, otherwise.
 */
export async function ensureProgram(wanted: SystemProgram): Promise<string | null> {
  const found = findProgram(wanted, process.env);
  if (found) return found;
  const asRoot = await rootPrefix();
  if (asRoot) {
    say(`installing ${wanted.debian} for ${wanted.purpose}`);
    await aptInstall(asRoot, wanted);
  }
  const installed = findProgram(wanted, process.env);
  if (!installed) say(howToGet(wanted));
  return installed;
}

export const findProgram = (wanted: SystemProgram, env: Env): string | null => {
  const named = env[wanted.variable];
  if (named) return existsSync(named) ? named : null;
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), ...SBIN];
  return wanted.programs.flatMap((program) => folders.map((folder) => join(folder, program))).find((path) => existsSync(path)) ?? null;
};

export const howToGet = (wanted: SystemProgram): string =>
  `${wanted.debian} is missing; ${wanted.purpose} need it: sudo apt-get install ${wanted.debian}, or name its path in ${wanted.variable}.`;

type Prefix = readonly string[];

/** What makes a command root's: nothing for root, `sudo -n` where it asks no password; null where this user may not, or there is no apt. */
const rootPrefix = async (): Promise<Prefix | null> => {
  if ((await run('apt-get', ['--version'], { quiet: true })).code !== 0) return null;
  if (process.getuid?.() === 0) return [];
  return (await run('sudo', ['-n', 'true'], { quiet: true })).code === 0 ? ['sudo', '-n'] : null;
};

const aptInstall = async (asRoot: Prefix, { debian, daemon }: SystemProgram): Promise<void> => {
  const sudo = async (...args: readonly string[]) => {
    const [command = '', ...rest] = [...asRoot, ...args];
    return (await run(command, rest, { quiet: true })).code === 0;
  };
  const apt = (...args: readonly string[]) => sudo('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args);
  const install = () => apt('install', '-y', '--no-install-recommends', debian);
  if (!(await install())) {
    await apt('update');
    await install();
  }
  // The tests start their own; the system's would hold the port that `npm start` wants.
  if (daemon) await sudo('systemctl', 'disable', '--now', debian);
};
