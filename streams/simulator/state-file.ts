import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Journal } from './journal.ts';

/** What must outlive the simulator's process; everything else is a function of the instant. */
export interface SimulatorState {
  /** The `now` that the demo parks were made with: their installations count from it. */
  readonly demoNow: number;
  readonly seed: number;
  readonly gateways: Readonly<Record<string, Journal>>;
}

const FILE = 'state.json';

export const simulatorFolder = (dataDir: string): string => join(dataDir, 'simulator');

/** Null where there is none, or where it is not ours to read: then the gateways begin anew, and what is told twice is stored once. */
export const readState = async (folder: string): Promise<SimulatorState | null> => {
  try {
    const parsed: unknown = JSON.parse(await readFile(join(folder, FILE), 'utf8'));
    return isState(parsed) ? parsed : null;
  } catch {
    return null;
  }
};

/** Beside, then in place: a crash leaves the old file or the new one, never a part. */
export const writeState = async (folder: string, state: SimulatorState): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const beside = join(folder, `${FILE}.new`);
  const file = await open(beside, 'w');
  try {
    await file.writeFile(JSON.stringify(state));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, join(folder, FILE));
};

const isState = (value: unknown): value is SimulatorState =>
  isRecord(value) &&
  isInstant(value.demoNow) &&
  isInstant(value.seed) &&
  isRecord(value.gateways) &&
  Object.values(value.gateways).every(isJournal);

const isJournal = (value: unknown): boolean =>
  isRecord(value) &&
  isInstant(value.through) &&
  Array.isArray(value.gaps) &&
  value.gaps.every((gap) => isRecord(gap) && isInstant(gap.from) && isInstant(gap.to) && isInstant(gap.since) && isInstant(gap.stepMs));

const isInstant = (value: unknown): boolean => Number.isSafeInteger(value);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
