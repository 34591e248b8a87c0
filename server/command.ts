/** How a command that is called with words it does not take ends. */
export const MISUSED = 2;

/** To whoever called the command. */
export const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Says why the command cannot begin, and ends it. */
export const giveUp = (text: string): never => {
  process.stderr.write(`${text}\n`);
  process.exit(MISUSED);
};

/** Says why the command has nothing to show; what was opened is closed before it ends. */
export const fail = (text: string): void => {
  process.stderr.write(`${text}\n`);
  process.exitCode = MISUSED;
};
