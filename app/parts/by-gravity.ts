import type { AlarmLine } from '#domain/board/board.ts';

const GRAVITY = { critical: 0, warning: 1, info: 2 } as const;

/** What is escalated first, then the gravest, of equal ones the newest. */
export const byGravity = (a: AlarmLine, b: AlarmLine): number =>
  Number(a.escalatedAt === null) - Number(b.escalatedAt === null) || GRAVITY[a.severity] - GRAVITY[b.severity] || b.openedAt - a.openedAt;

/** A balance that is used up has crossed the levels above too, a demand beyond 105 % the contract: the lesser alarm says nothing more. */
const SAID_BY: Readonly<Record<string, readonly string[]>> = {
  BALANCE_ALARM1: ['BALANCE_ALARM2', 'BALANCE_EXHAUSTED', 'SUPPLY_CUT'],
  BALANCE_ALARM2: ['BALANCE_EXHAUSTED', 'SUPPLY_CUT'],
  BALANCE_EXHAUSTED: ['SUPPLY_CUT'],
  DEMAND_FORECAST: ['DEMAND_OVER_CONTRACT'],
};

/** Open alarms as a short list shows them: one of a kind of trouble for each subject, the gravest first. What is escalated is always said. */
export const gravestFirst = (alarms: readonly AlarmLine[]): readonly AlarmLine[] => {
  const open = new Set(alarms.map(({ kind, subject }) => `${kind} ${subject}`));
  const isSaid = ({ kind, subject }: AlarmLine): boolean => (SAID_BY[kind] ?? []).some((graver) => open.has(`${graver} ${subject}`));
  return alarms.filter((alarm) => alarm.escalatedAt !== null || !isSaid(alarm)).toSorted(byGravity);
};

/** A board brings the twenty gravest alarms: from there on there may be more. */
const BOARD_ALARMS_MAX = 20;

export const alarmCount = (alarms: readonly AlarmLine[]): string =>
  alarms.length >= BOARD_ALARMS_MAX ? `${BOARD_ALARMS_MAX}+` : String(alarms.length);
