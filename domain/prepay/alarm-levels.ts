import type { Fen } from '../units/money.ts';

/** Available balances at or below which somebody is warned, and warned again (DOMAIN 4.4). */
export interface AlarmLevels {
  readonly alarm1: Fen;
  readonly alarm2: Fen;
}

/** Ten million yuan: nobody holds more. */
const LEVEL_MAX = 1_000_000_000n;

export type AlarmLevelsFault =
  /** The second is below zero, where the supply may be off already. */
  | 'NEGATIVE'
  /** The first does not come before the second. */
  | 'ORDER'
  | 'TOO_LARGE';

/** Whether levels that a person sets warn twice before the money is used up: alarm1 > alarm2 >= 0. Null: nothing is wrong. */
export const alarmLevelsFault = ({ alarm1, alarm2 }: AlarmLevels): AlarmLevelsFault | null => {
  if (alarm2 < 0n) return 'NEGATIVE';
  if (alarm1 <= alarm2) return 'ORDER';
  return alarm1 > LEVEL_MAX ? 'TOO_LARGE' : null;
};
