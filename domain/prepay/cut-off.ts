import type { BalanceLevel, CutDecision } from '../board/board.ts';
import type { Account } from '../park/model.ts';
import type { Fen } from '../units/money.ts';

/** The limits of an account that levels and cut-off look at. */
export type Limits = Pick<Account, 'kind' | 'alarm1' | 'alarm2' | 'overdraft' | 'recloseMin' | 'protected'>;

/** Only prepaid accounts are warned. Equality belongs to the worse side (DOMAIN 4.4). */
export const balanceLevel = (available: Fen, account: Pick<Limits, 'kind' | 'alarm1' | 'alarm2' | 'overdraft'>): BalanceLevel => {
  if (account.kind !== 'prepaid') return 'ok';
  if (available <= -account.overdraft) return 'exhausted';
  if (available <= account.alarm2) return 'alarm2';
  return available <= account.alarm1 ? 'alarm1' : 'ok';
};

export interface CutInput {
  readonly available: Fen;
  readonly account: Limits;
  /**
   * The supply is off because this machine cut it: what its last decision left behind (`leavesCut`), or, once commands are sent, what is
   * read back from the relay. A relay somebody opened by hand is not.
   */
  readonly isCut: boolean;
  /** From `inNoCutWindow`; asked only of accounts that are exhausted. */
  readonly inNoCutWindow: boolean;
  /** All meters that would be switched can be reached. */
  readonly online: boolean;
}

/**
 * What to do with the supply of a prepaid account now (DOMAIN 4.4, law 9). Cut at <= -overdraft; once cut, off until the balance is above
 * both recloseMin and zero. Protection wins over everything, also over a cut made before; a window or a silent meter holds back a cut to
 * be made and does not restore one that was. Evaluated again at each change of balance, at the window's end and when the meter is back.
 */
export const decideCut = ({ available, account, isCut, inNoCutWindow, online }: CutInput): CutDecision => {
  if (account.kind !== 'prepaid') return { type: 'on' };
  const exhausted = available <= -account.overdraft;
  if (account.protected) return exhausted ? { type: 'pending', because: 'protected' } : { type: 'on' };
  if (isCut) {
    if (exhausted) return { type: 'cut' };
    return available > account.recloseMin && available > 0n ? { type: 'on' } : { type: 'off' };
  }
  if (!exhausted) return { type: 'on' };
  if (inNoCutWindow) return { type: 'pending', because: 'noCutWindow' };
  return online ? { type: 'cut' } : { type: 'pending', because: 'offline' };
};

/** Whether a decision leaves the supply off: the `isCut` of the next. */
export const leavesCut = (decision: CutDecision): boolean => decision.type === 'cut' || decision.type === 'off';
