import type { ClientBase, Pool } from 'pg';
import { REGISTERS } from '#domain/park/model.ts';
import { atMs } from '../queries/row.ts';

/** What a person says of a doubtful register: it counts with this value, it counts nowhere, or (again) the rule alone decides. */
export type Choice = { readonly type: 'value'; readonly value: number } | { readonly type: 'nowhere' } | { readonly type: 'undecided' };

export interface Decision {
  readonly deviceId: number;
  readonly register: 0 | 1 | 2;
  readonly at: number;
  readonly choice: Choice;
  readonly actor: string;
  readonly decidedAt: number;
}

/**
 * Writes a decision down and marks what must be folded again, in one transaction with the audit line. False where no such register was sent
 * for that instant: nobody types in a register here, only one that a meter sent can be chosen (DESIGN 9).
 */
export const writeDecision = async (pool: Pool, decision: Decision): Promise<boolean> => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const known = await wasSent(client, decision);
    if (known) await write(client, decision);
    await client.query('commit');
    return known;
  } catch (fault) {
    await client.query('rollback').catch(() => undefined);
    throw fault;
  } finally {
    client.release();
  }
};

const wasSent = async (client: ClientBase, { deviceId, register, at, choice }: Decision): Promise<boolean> => {
  const answer = await client.query(
    `select 1 from reading where device_id = $1 and at = ${atMs('$2')} and ${REGISTERS[register]} is not null
       and ($3::bigint is null or ${REGISTERS[register]} = $3) limit 1`,
    [deviceId, at, choice.type === 'value' ? choice.value : null],
  );
  return answer.rows.length > 0;
};

const write = async (client: ClientBase, { deviceId, register, at, choice, actor, decidedAt }: Decision): Promise<void> => {
  const key = [deviceId, register, at];
  if (choice.type === 'undecided')
    await client.query(`delete from decision where device_id = $1 and register = $2 and at = ${atMs('$3')}`, key);
  else
    await client.query(
      `insert into decision (device_id, register, at, value, decided_at, actor) values ($1, $2, ${atMs('$3')}, $4, ${atMs('$5')}, $6)
       on conflict (device_id, register, at) do update set value = excluded.value, decided_at = excluded.decided_at, actor = excluded.actor`,
      [...key, choice.type === 'value' ? choice.value : null, decidedAt, actor],
    );
  await client.query(
    `insert into refold (device_id, lo, hi, registers) values ($1, ${atMs('$2')}, ${atMs('$2')}, $3)
     on conflict (device_id) do update set lo = least(refold.lo, excluded.lo), hi = greatest(refold.hi, excluded.hi),
       registers = refold.registers | excluded.registers`,
    [deviceId, at, 1 << register],
  );
  await client.query(
    `insert into audit (at, actor, action, subject, data)
     select ${atMs('$1')}, $2, 'reading.decide', serial, $4 from device where id = $3`,
    [decidedAt, actor, deviceId, JSON.stringify({ register: REGISTERS[register], at, choice })],
  );
};
