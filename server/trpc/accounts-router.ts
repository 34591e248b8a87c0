import { z } from 'zod';
import { selectHandovers } from '#db/photo/select-handovers.ts';
import { rowScopeOf } from '../access/may.ts';
import { accountKey } from '../access/principal.ts';
import { accountAlarms } from './account-alarms.ts';
import { accountLedger, accountUse } from './accounts-money.ts';
import { code, qualifiedKey } from './input.ts';
import { accountAnswer } from './shapes.ts';
import { liveDocument, notFound, procedure, requireRead, router } from './trpc.ts';

export const accountsRouter = router({
  /** The park's accounts with their live figures; a tenant's own. */
  list: procedure.input(z.object({ park: code })).query(({ ctx, input }) => {
    const scope = rowScopeOf(ctx.principal, input.park);
    if (scope.type === 'accounts' && scope.codes.length === 0) requireRead(ctx, { type: 'park', park: input.park });
    const { accounts } = liveDocument(ctx, input.park).document;
    if (scope.type === 'all') return Object.values(accounts);
    return Object.values(accounts).filter((account) => scope.codes.includes(account.code));
  }),

  /** What there is on an account, and what of it is used. */
  get: procedure
    .meta({
      openapi: { method: 'GET', path: '/accounts/{account}', tags: ['accounts'], summary: 'Balance, unposted use and what is available' },
    })
    .input(z.object({ account: qualifiedKey }))
    .output(accountAnswer)
    .query(({ ctx, input }) => {
      const { park, code: own } = input.account;
      requireRead(ctx, { type: 'account', park, account: own });
      const { accounts } = liveDocument(ctx, park).document;
      const account = Object.hasOwn(accounts, own) ? accounts[own] : undefined;
      if (!account) throw notFound('account');
      return { ...account, account: accountKey(park, own), park, balance: account.ledger, asOf: account.at };
    }),

  /** What people read at the account's meters when it came to them and when it left, newest first. */
  handovers: procedure.input(z.object({ account: qualifiedKey })).query(({ ctx, input }) => {
    const { park, code: account } = input.account;
    requireRead(ctx, { type: 'account', park, account });
    return selectHandovers(ctx.services.db, park, account);
  }),

  setAlarms: accountAlarms,
  use: accountUse,
  ledger: accountLedger,
});
