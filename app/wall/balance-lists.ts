import type { AlarmLine, BalanceLevel } from '#domain/board/board.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import type { AccountLine } from '../rpc/shapes.ts';

const RANK: Readonly<Record<BalanceLevel, number>> = { exhausted: 0, alarm2: 1, alarm1: 2, ok: 3 };

/** Prepaid accounts, those that run out first on top: by level, then by days left; without a pace they come last of their level. */
export const prepaidByDays = (accounts: readonly AccountLine[]): readonly AccountLine[] =>
  accounts
    .filter(({ kind }) => kind === 'prepaid')
    .toSorted((a, b) => RANK[a.level] - RANK[b.level] || days(a) - days(b) || a.code.localeCompare(b.code));

const days = ({ daysLeft }: AccountLine): number => daysLeft ?? Number.MAX_VALUE;

/** Who is cut off, is to be, or would be if nothing held it back: those to be cut first. */
export const cutQueue = (accounts: readonly AccountLine[]): readonly AccountLine[] =>
  accounts.filter(({ cut }) => cut.type !== 'on').toSorted((a, b) => CUT_RANK[a.cut.type] - CUT_RANK[b.cut.type] || days(a) - days(b));

const CUT_RANK: Readonly<Record<AccountLine['cut']['type'], number>> = { cut: 0, pending: 1, off: 2, on: 3 };

const LEVEL_OF: Readonly<Record<string, Exclude<BalanceLevel, 'ok'>>> = {
  BALANCE_ALARM1: 'alarm1',
  BALANCE_ALARM2: 'alarm2',
  BALANCE_EXHAUSTED: 'exhausted',
};

export interface Crossed extends Pick<AlarmLine, 'kind' | 'subject' | 'severity' | 'openedAt'> {
  readonly level: Exclude<BalanceLevel, 'ok'>;
}

/** Levels that balances crossed today, newest first; an alarm that is told twice (open, and in the list) is one. */
export const crossedToday = (alarms: readonly AlarmLine[], isToday: (at: InstantMs) => boolean): readonly Crossed[] => {
  const found = new Map<string, Crossed>();
  for (const { kind, subject, severity, openedAt } of alarms) {
    const level = LEVEL_OF[kind];
    const key = `${kind} ${subject}`;
    const known = found.get(key);
    if (level === undefined || !isToday(openedAt) || (known && known.openedAt >= openedAt)) continue;
    found.set(key, { kind, subject, severity, openedAt, level });
  }
  return [...found.values()].sort((a, b) => b.openedAt - a.openedAt);
};
