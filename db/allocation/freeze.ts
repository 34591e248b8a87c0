import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { atMs, type Queryable, rowOf, textIn } from '../queries/row.ts';
import { selectRunHead } from './select-run.ts';

export interface Freeze {
  readonly parkId: number;
  readonly month: ParkDay;
  /** What the bills were made from. */
  readonly inputHash: string;
  readonly at: InstantMs;
  readonly actor: string;
}

export type Frozen =
  | { readonly type: 'frozen'; readonly runId: string }
  /** There is no run, it stopped, it was computed before the month was over, or again since. */
  | { readonly type: 'refused'; readonly because: 'none' | 'stopped' | 'running' | 'changed' };

/** The month's end by the park's clock. */
const MONTH_END = `(select (($2::date + interval '1 month')::timestamp at time zone p.zone) from park p where p.id = $1)`;

const FREEZE = `
  update allocation_run set state = 'frozen', frozen_at = ${atMs('$4')}, frozen_by = $5
  where park_id = $1 and month = $2::date and state = 'draft' and input_hash = $3 and to_at >= ${MONTH_END}
  returning id::text as id`;

/** Within the transaction that issues a month's bills: from then on its allocation stays as it is. A second time answers the same. */
export async function freezeRun(db: Queryable, { parkId, month, inputHash, at, actor }: Freeze): Promise<Frozen> {
  const id = await rowOf(db, FREEZE, [parkId, month, inputHash, at, actor], (row) => textIn(row, 'id'));
  if (id !== null) return { type: 'frozen', runId: id };
  const head = await selectRunHead(db, parkId, month);
  if (head === null) return { type: 'refused', because: 'none' };
  if (head.inputHash !== inputHash) return { type: 'refused', because: 'changed' };
  if (head.state === 'frozen') return { type: 'frozen', runId: head.id };
  return { type: 'refused', because: head.state === 'stopped' ? 'stopped' : 'running' };
}
