import type { Fen } from '../units/money.ts';
import { type Twin, touchAccount } from './state.ts';

/** What an account's wallet comes to, as it was read. */
export interface ReadBalance {
  readonly accountId: number;
  readonly ledger: Fen;
  /** Posted by settlements, + charged. */
  readonly posted: Fen;
}

/** Sets, never adds: what is read twice counts once. True when something has moved. */
export const setBalance = (twin: Twin, { accountId, ledger, posted }: ReadBalance): boolean => {
  const account = twin.accounts.get(accountId);
  if (!account || (account.ledger === ledger && account.posted === posted)) return false;
  Object.assign(account, { ledger, posted });
  touchAccount(twin, account);
  return true;
};
