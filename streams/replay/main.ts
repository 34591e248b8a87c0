import { readFile } from 'node:fs/promises';
import { type ReplayArguments, replayArguments, USAGE } from './arguments.ts';
import { captureMessages } from './kpm33b-capture.ts';
import { machineClock } from './machine-clock.ts';
import type { Read } from './reading.ts';
import { sendAll } from './send.ts';
import { steelReadings } from './steel.ts';
import { swmReadings } from './swm.ts';
import { canonicalMessages, type TimedMessage } from './telemetry.ts';
import { openUplink } from './uplink.ts';

/** The first connection may take a broker that is just starting, and no longer. */
const FIRST_CONNECTION_MS_MAX = 10_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const refuse = (line: string): void => {
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
};

const messagesOf = (text: string, { format, speed }: ReplayArguments): Read<{ readonly messages: Iterable<TimedMessage> }> => {
  if (format === 'kpm33b') {
    const read = captureMessages(text);
    return read.fault === undefined ? { messages: read.messages.map((message) => ({ ...message, dueInMs: 0, readings: 1 })) } : read;
  }
  if (format === 'steel') {
    const read = steelReadings(text);
    return read.fault === undefined ? { messages: canonicalMessages(read.readings, { speed, gateway: 'replay-steel' }) } : read;
  }
  const read = swmReadings(text);
  if (read.fault !== undefined) return read;
  say(`${read.skipped} rows at a time the clock skips, ${read.repeated} in the second pass of the hour it repeats`);
  return { messages: canonicalMessages(read.readings, { speed, gateway: 'replay-swm' }) };
};

const replay = async (options: ReplayArguments): Promise<void> => {
  const text = await readFile(options.file, 'utf8').catch((error: Error) => error);
  if (text instanceof Error) return refuse(`--file: ${text.message}`);
  const read = messagesOf(text, options);
  if (read.fault !== undefined) return refuse(`${options.file} is not of format ${options.format}: ${read.fault}`);
  const uplink = openUplink({
    url: options.mqttUrl,
    clientId: `parktwin-replay-${options.format}`,
    username: options.username,
    password: options.password,
    clock: machineClock,
    firstConnectionMsMax: FIRST_CONNECTION_MS_MAX,
    onLost: (detail) => say(`connection lost (${detail}), trying again`),
  });
  const start = machineClock.now();
  try {
    const { messages, readings } = await sendAll(read.messages, uplink, machineClock);
    say(`${readings} readings in ${messages} messages acknowledged by the broker in ${machineClock.now() - start} ms`);
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error));
  } finally {
    await uplink.close();
  }
};

const options = replayArguments(process.argv.slice(2));
if ('faults' in options) refuse([...options.faults, '', USAGE].join('\n'));
else await replay(options);
