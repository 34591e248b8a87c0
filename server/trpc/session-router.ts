import { meOf } from './me.ts';
import { openProcedure, router } from './trpc.ts';

export const sessionRouter = router({
  me: openProcedure.query(({ ctx }) => meOf(ctx)),
});
