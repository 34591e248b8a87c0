import type { Pool } from 'pg';
import { type ClosingStep, mayClose } from '#domain/ledger/close-month.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { withTransaction } from '../pool.ts';
import { insertAudit } from '../queries/audit.ts';
import { atMs, rowsOf } from '../queries/row.ts';
import { type BooksPark, selectBooksMonths } from './months.ts';

export type ClosedBooks =
  | { readonly type: 'closed' }
  /** It was closed before. */
  | { readonly type: 'again' }
  | { readonly type: 'refused'; readonly steps: readonly ClosingStep[] };

export interface CloseBooks extends BooksPark {
  readonly park: string;
  /** First day. */
  readonly month: ParkDay;
  readonly at: InstantMs;
  readonly actor: string;
}

/**
 * Closes a month's books for ever, if nothing of its checklist is missing. The ledger is held meanwhile: who was booking into the month has
 * finished and is counted, who comes after finds it closed.
 */
export const closeBooks = (pool: Pool, { park, parkId, zone, month, at, actor }: CloseBooks): Promise<ClosedBooks> =>
  withTransaction(pool, async (client) => {
    await client.query('lock table ledger_transfer in share row exclusive mode');
    const [standing] = await selectBooksMonths(client, { parkId, zone }, { from: month, to: month, now: at });
    if (!standing) throw new Error(`books: ${month} of ${park} is no month`);
    if (standing.closed) return { type: 'again' };
    if (!mayClose(standing.steps)) return { type: 'refused', steps: standing.steps };
    const values = [parkId, month, at, actor, JSON.stringify(standing.steps)];
    const insert = `insert into books_month (park_id, month, closed_at, closed_by, steps) values ($1, $2::date, ${atMs('$3')}, $4, $5::jsonb)`;
    await rowsOf(client, insert, values, () => null);
    await insertAudit(client, {
      at,
      actor,
      action: 'books.closed',
      subject: `park:${park}`,
      data: { month: month.slice(0, 7), issued: standing.issued, billedFen: standing.billed.toString(), paidFen: standing.paid.toString() },
    });
    return { type: 'closed' };
  });
