import type { InstantMs } from '#domain/time/instant.ts';
import { atMs, epochMs, instantIn, type Queryable, rowOf, rowsOf } from './row.ts';

const FIRST = `select ${epochMs('at')} as at from audit where action = $1 order by id limit 1`;

/** When an action was first written down; null: never. */
export const selectFirstAudit = (db: Queryable, action: string): Promise<InstantMs | null> =>
  rowOf(db, FIRST, [action], (row) => instantIn(row, 'at'));

export interface AuditLine {
  readonly at: InstantMs;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

const INSERT = `insert into audit (at, actor, action, subject, data) values (${atMs('$1')}, $2, $3, $4, $5)`;

export async function insertAudit(db: Queryable, { at, actor, action, subject, data = {} }: AuditLine): Promise<void> {
  await rowsOf(db, INSERT, [at, actor, action, subject, JSON.stringify(data)], () => null);
}
