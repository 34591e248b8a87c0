import type { ClientBase } from 'pg';

/** What became of the things of one kind. */
export interface KindCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/**
 * The two statements of a kind. Both take ($1 park id, $2 rows as JSON) and answer the keys they wrote in a column `key`.
 * `insert` writes what is not there yet, in the order of the file (`place`), less what refers to others of its kind; `update` writes what differs.
 */
export interface KindSql {
  readonly insert: string;
  readonly update: string;
}

export interface KindWritten extends KindCounts {
  readonly createdKeys: ReadonlySet<string>;
  readonly updatedKeys: ReadonlySet<string>;
}

/** Creates and updates the things of a kind in two statements, however many they are. */
export const writeKind = async (client: ClientBase, sql: KindSql, parkId: number, rows: readonly object[]): Promise<KindWritten> => {
  const values = [parkId, JSON.stringify(rows.map((row, place) => ({ ...row, place })))];
  const inserted = await client.query<{ key: string }>(sql.insert, values);
  const createdKeys = new Set(inserted.rows.map((row) => row.key));
  const changed = await client.query<{ key: string }>(sql.update, values);
  const updatedKeys = new Set(changed.rows.map((row) => row.key).filter((key) => !createdKeys.has(key)));
  const [created, updated] = [createdKeys.size, updatedKeys.size];
  return { created, updated, unchanged: rows.length - created - updated, createdKeys, updatedKeys };
};
