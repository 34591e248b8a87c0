import type { Pool } from 'pg';
import { atMs, rowsOf, textIn } from '../queries/row.ts';
import type { BillMonth } from './bill-month.ts';
import type { Act } from './issue.ts';

const CHECK = `
  update bill set state = 'checked', checked_at = ${atMs('$4')}, checked_by = $5
  where park_id = $1 and month = $2::date and state = 'draft' and kind <> 'reversal' and ($3::bigint[] is null or id = any($3))
    and not exists (select from jsonb_array_elements(faults) f where f ->> 'type' <> 'missingSlots')
  returning id::text as id`;

/** Checks drafts, all of the month where none are named; those with a fault that blocks stay drafts. Answers which were checked. */
export const checkBills = (
  pool: Pool,
  { parkId, month }: BillMonth,
  { ids, at, actor }: Act & { readonly ids: readonly string[] | null },
): Promise<string[]> => rowsOf(pool, CHECK, [parkId, month, ids, at, actor], (row) => textIn(row, 'id'));
