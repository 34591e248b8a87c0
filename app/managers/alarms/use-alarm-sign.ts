import { useBoardField } from '../../live/use-board.ts';

/** What the park's board says of its open alarms and of what is escalated: equal while nothing came, went, or changed hands. */
export const useAlarmSign = (park: string): string =>
  useBoardField({ type: 'park', park }, ({ alarms }) => alarms.map(({ id, escalatedAt }) => `${id} ${escalatedAt ?? ''}`).join()) ?? '';
