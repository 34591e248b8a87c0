import { TRPCError } from '@trpc/server';
import { type BillHead, selectBill } from '#db/bill/select-bills.ts';
import { mayCollect } from '../access/may.ts';
import { type Context, notFound, requireRead } from '../trpc/trpc.ts';

/** A bill that the asker may see; drafts are the park's own. Who may not see the account is told so, whether there is such a bill or not. */
export async function readableBill(ctx: Context, input: { readonly park: string; readonly id: string }): Promise<BillHead> {
  const bill = await selectBill(ctx.services.db, input.park, input.id);
  const sees = mayCollect(ctx.principal, input.park);
  if (bill === null && !sees) throw new TRPCError({ code: 'FORBIDDEN', message: 'not yours to see: bill' });
  if (bill === null) throw notFound('bill');
  requireRead(ctx, { type: 'account', park: input.park, account: bill.account });
  if (bill.number === null && !sees) throw new TRPCError({ code: 'FORBIDDEN', message: 'not yours to see: bill' });
  return bill;
}
