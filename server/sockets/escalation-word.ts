import type { AlarmLine } from '#domain/board/board.ts';
import type { BoardMirror } from '../boards/mirror.ts';

interface Known {
  readonly alarms: readonly AlarmLine[];
  readonly escalated: string;
}

/**
 * Tells when what is escalated in a park has changed, by the boards that this process hears of anyway: once when it first hears of some, then
 * with each change. Returns how to stop.
 */
export function onEscalation(mirror: Pick<BoardMirror, 'onChange'>, tell: (park: string) => void): () => void {
  const known = new Map<string, Known>();
  return mirror.onChange(
    ({
      park,
      document: {
        park: { alarms },
      },
    }) => {
      const before = known.get(park);
      // A patch that says nothing of alarms leaves the list it had.
      if (before?.alarms === alarms) return;
      const escalated = alarms.flatMap(({ id, escalatedAt }) => (escalatedAt === null ? [] : `${id} ${escalatedAt}`)).join();
      known.set(park, { alarms, escalated });
      if ((before?.escalated ?? '') !== escalated) tell(park);
    },
  );
}
