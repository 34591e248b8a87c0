/** How far the making of an archive is. */
export interface PrintRun {
  readonly park: string;
  readonly done: number;
  readonly total: number;
}

/** Tickets remembered, finished ones among them: a screen asks once a second, for a minute at most after the end. */
const RUNS_MAX = 100;

/** Archives under way in this process, by the tickets their askers chose. */
export function createPrintRuns() {
  const runs = new Map<string, PrintRun>();
  return {
    note: (ticket: string, run: PrintRun): void => {
      runs.delete(ticket);
      runs.set(ticket, run);
      const [oldest] = runs.keys();
      if (runs.size > RUNS_MAX && oldest !== undefined) runs.delete(oldest);
    },
    of: (ticket: string, park: string): PrintRun | null => {
      const run = runs.get(ticket);
      return run?.park === park ? run : null;
    },
  };
}

export type PrintRuns = ReturnType<typeof createPrintRuns>;
