import type { Pool } from 'pg';
import type { AlarmLevels } from '#domain/prepay/alarm-levels.ts';
import { HOUR_MS } from '#domain/time/instant.ts';
import { withTransaction } from '../pool.ts';
import { insertAudit } from '../queries/audit.ts';
import { atMs } from '../queries/row.ts';
import { type ImportContext, lockPark } from './write-park.ts';
import { writtenAt } from './written-at.ts';

export interface AlarmLevelsOf extends AlarmLevels {
  readonly park: string;
  readonly account: string;
}

export type AlarmLevelsSet =
  /** `changed`: false where they were so already. */
  | { readonly type: 'set'; readonly changed: boolean }
  | { readonly type: 'refused'; readonly code: 'NOT_FOUND' | 'NOT_PREPAID' | 'TOO_OFTEN' };

const ACTION = 'account.alarms';
/** Each change builds the park's twin anew: an account may not be made to do that all day. */
const CHANGES_A_DAY_MAX = 10;
const DAY_MS = 24 * HOUR_MS;

/**
 * Sets at what balances an account is warned, with a line in the audit. The park's version rises, as with any change of a park: whoever holds its
 * twin builds it anew and judges the balance by the new levels. The park file sets them again when it is imported.
 */
export const setAlarmLevels = (pool: Pool, { park, account, alarm1, alarm2 }: AlarmLevelsOf, { actor, clock }: ImportContext) =>
  withTransaction(pool, async (client): Promise<AlarmLevelsSet> => {
    const locked = await lockPark(client, park);
    const { rows } = await client.query<{ id: number; kind: string; alarm1: string; alarm2: string }>(
      'select id, kind, alarm1_fen::text as alarm1, alarm2_fen::text as alarm2 from account where park_id = $1 and code = $2',
      [locked?.id ?? 0, account],
    );
    const [before] = rows;
    if (!before) return { type: 'refused', code: 'NOT_FOUND' };
    if (before.kind !== 'prepaid') return { type: 'refused', code: 'NOT_PREPAID' };
    const after = { alarm1: String(alarm1), alarm2: String(alarm2) };
    if (before.alarm1 === after.alarm1 && before.alarm2 === after.alarm2) return { type: 'set', changed: false };
    const subject = `account:${park}:${account}`;
    const now = clock.now();
    const { rows: counted } = await client.query<{ n: number }>(
      `select count(*)::int as n from audit where action = $1 and subject = $2 and at > ${atMs('$3')}`,
      [ACTION, subject, now - DAY_MS],
    );
    if ((counted[0]?.n ?? 0) >= CHANGES_A_DAY_MAX) return { type: 'refused', code: 'TOO_OFTEN' };
    await writtenAt(client, now);
    await client.query('update account set alarm1_fen = $2, alarm2_fen = $3 where id = $1', [before.id, after.alarm1, after.alarm2]);
    await client.query('update park set version = version + 1 where id = $1', [locked?.id]);
    await insertAudit(client, {
      at: now,
      actor,
      action: ACTION,
      subject,
      data: { from: { alarm1Fen: before.alarm1, alarm2Fen: before.alarm2 }, to: { alarm1Fen: after.alarm1, alarm2Fen: after.alarm2 } },
    });
    return { type: 'set', changed: true };
  });
