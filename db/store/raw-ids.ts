import type { Pool } from 'pg';

/** Numbers of raw rows, unique over all processes; taken from the sequence a block at a time. */
export interface RawIds {
  next(): Promise<number>;
}

/** The sequence's increment. */
const BLOCK = 1_024;

export const createRawIds = (pool: Pool): RawIds => {
  let free = 0;
  let left = 0;
  return {
    next: async () => {
      if (left === 0) {
        const answer = await pool.query(`select nextval('raw_id')::float8 as id`);
        free = answer.rows[0].id;
        left = BLOCK;
      }
      left--;
      return free++;
    },
  };
};
