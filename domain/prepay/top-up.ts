import { type Fen, fen } from '../units/money.ts';

export interface TopUp {
  /** The available balance: what is owed and not yet posted is covered first. */
  readonly balance: Fen;
  readonly amount: Fen;
  /** 囤积限值: the most an account may hold. */
  readonly hoardMax: Fen;
}

export type TopUpAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: 'AMOUNT_NOT_POSITIVE' }
  /** `room` is the most that could be taken; >= 0. */
  | { readonly ok: false; readonly code: 'HOARD_MAX_EXCEEDED'; readonly room: Fen };

/** A top-up is taken whole or refused whole (DOMAIN 4.4); reaching the limit is in order. */
export const canTopUp = ({ balance, amount, hoardMax }: TopUp): TopUpAnswer => {
  if (amount <= 0n) return { ok: false, code: 'AMOUNT_NOT_POSITIVE' };
  if (balance + amount <= hoardMax) return { ok: true };
  return { ok: false, code: 'HOARD_MAX_EXCEEDED', room: fen(balance < hoardMax ? hoardMax - balance : 0n) };
};
