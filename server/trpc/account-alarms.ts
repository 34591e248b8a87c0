import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { setAlarmLevels } from '#db/park/set-alarm-levels.ts';
import { type AlarmLevelsFault, alarmLevelsFault } from '#domain/prepay/alarm-levels.ts';
import { mayWarn } from '../access/may.ts';
import { qualifiedKey, yuan } from './input.ts';
import { actorOf, notFound, procedure } from './trpc.ts';

export type AlarmsAnswer =
  | { readonly type: 'set' }
  | { readonly type: 'refused'; readonly code: AlarmLevelsFault | 'NOT_PREPAID' | 'TOO_OFTEN' };

/** At what available balances the account is warned: set by its tenant or who manages the park, live with the next look of the stream. */
export const accountAlarms = procedure
  .input(z.object({ account: qualifiedKey, alarm1Yuan: yuan, alarm2Yuan: yuan }))
  .mutation(async ({ ctx, input }): Promise<AlarmsAnswer> => {
    const { park, code: account } = input.account;
    if (!mayWarn(ctx.principal, park, account)) throw new TRPCError({ code: 'FORBIDDEN', message: `not yours to set: ${account}` });
    const levels = { alarm1: input.alarm1Yuan, alarm2: input.alarm2Yuan };
    const fault = alarmLevelsFault(levels);
    if (fault !== null) return { type: 'refused', code: fault };
    const { db, clock } = ctx.services;
    const done = await setAlarmLevels(db, { park, account, ...levels }, { actor: actorOf(ctx.principal), clock });
    if (done.type === 'set') return { type: 'set' };
    if (done.code === 'NOT_FOUND') throw notFound('account');
    return { type: 'refused', code: done.code };
  });
