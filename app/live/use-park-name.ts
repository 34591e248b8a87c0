import { useNames } from '../words/use-words.ts';
import { useBoardField } from './use-board.ts';

/** What the park is called; null until its board has come. */
export const useParkName = (park: string): string | null => {
  const nameOf = useNames();
  return useBoardField({ type: 'park', park }, ({ name }) => nameOf(name));
};
