/** Calls `turn` every so often until told to stop; a turn that is still running is not started again. The process may end meanwhile. */
export function everyMs(periodMs: number, turn: () => Promise<void>, onFault: (cause: unknown) => void): () => void {
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    turn()
      .catch(onFault)
      .finally(() => {
        running = false;
      });
  }, periodMs);
  timer.unref();
  return () => clearInterval(timer);
}
