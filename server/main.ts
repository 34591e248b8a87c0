/** The program. Everything it may be told stands in config.ts; README.md lists it. */
import { systemClock } from './clock.ts';
import { configFromProcess } from './config.ts';
import { createLog } from './log.ts';
import { startProgram } from './start/program.ts';
import { createShutdown } from './start/shutdown.ts';
import { welcome } from './start/welcome.ts';

/** sysexits.h: EX_CONFIG, EX_SOFTWARE. */
const EXIT_CONFIG = 78;
const EXIT_BROKEN = 70;

const result = configFromProcess();
if (result.type === 'faults') {
  process.stderr.write(`The configuration has ${result.faults.length} fault(s):\n${result.faults.map((fault) => `  ${fault}\n`).join('')}`);
  process.exit(EXIT_CONFIG);
}
const { config } = result;
const log = createLog(config.logLevel);
const shutdown = createShutdown(log);

const end = (code: number): void => {
  void shutdown.run().then(() => process.exit(code));
};
const die = (cause: unknown, text: string): void => {
  log.fatal({ err: cause }, text);
  end(EXIT_BROKEN);
};
process.on('SIGTERM', () => end(0));
process.on('SIGINT', () => end(0));
process.on('uncaughtException', (cause) => die(cause, 'a mistake of ours'));
process.on('unhandledRejection', (cause) => die(cause, 'a mistake of ours: nobody handled this'));

try {
  const program = await startProgram({ config, clock: systemClock, log, shutdown, onFatal: (why) => die(new Error(why), 'cannot go on') });
  process.stdout.write(welcome(program));
} catch (cause) {
  die(cause, 'could not start');
}
