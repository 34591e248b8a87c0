/** One line of progress to the person at the terminal. */
export const say = (text: string): void => {
  process.stdout.write(`parktwin: ${text}\n`);
};

/** One line that says what is wrong and what to do, then the end. */
export const giveUp = (text: string): never => {
  process.stderr.write(`parktwin: ${text}\n`);
  process.exit(1);
};
