import type { AlarmLine } from '#domain/board/board.ts';

const GRAVITY = { critical: 0, warning: 1, info: 2 } as const;

/** The gravest first, of equal ones the newest. */
export const byGravity = (a: AlarmLine, b: AlarmLine): number => GRAVITY[a.severity] - GRAVITY[b.severity] || b.openedAt - a.openedAt;
