import type { ClientBase } from 'pg';
import { type LedgerMark, readBalances, readMark, selectMoved } from '#db/ledger/balances.ts';
import { setBalance } from '#domain/twin/set-balance.ts';
import type { Twin } from '#domain/twin/state.ts';

/** Accounts of one turn: their entries of a year are some 70,000, read from the index in 30 ms. */
const ACCOUNTS_A_TURN = 200;

/** Brings what others book (a counter, a settlement, a payment) into the twins: which wallets have moved, and what they come to now. */
export class LedgerReader {
  #mark: LedgerMark | null = null;
  readonly #moved = new Set<number>();

  get waiting(): boolean {
    return this.#moved.size > 0;
  }

  /** Before the twins read their balances. */
  async start(client: ClientBase): Promise<void> {
    this.#moved.clear();
    this.#mark = await readMark(client);
  }

  async look(client: ClientBase, twins: Iterable<Twin>): Promise<void> {
    if (this.#mark === null) throw new Error('ledger: looked at before the start');
    const parks = [...twins].map((twin) => twin.model.id);
    const { mark, accountIds } = await selectMoved(client, parks, this.#mark);
    for (const id of accountIds) this.#moved.add(id);
    this.#mark = mark;
  }

  async read(client: ClientBase, twins: Iterable<Twin>): Promise<void> {
    const ids = new Set([...this.#moved].slice(0, ACCOUNTS_A_TURN));
    for (const twin of twins) {
      const own = [...ids].filter((id) => twin.accounts.has(id));
      if (own.length === 0) continue;
      for (const balance of await readBalances(client, twin.model.id, own)) setBalance(twin, balance);
    }
    for (const id of ids) this.#moved.delete(id);
  }
}
