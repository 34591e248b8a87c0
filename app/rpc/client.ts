import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import type { AppRouter } from '#server/trpc/router.ts';

/** The one client of the page. Questions asked in one go travel as one request. */
export const trpc = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/api/trpc' })] });

/** What a procedure answers, as the server says it. */
export type Answer<Ask extends (...input: never[]) => Promise<unknown>> = Awaited<ReturnType<Ask>>;

/** Why a question was not answered, as far as a screen acts on it. */
export type Failure = 'signedOut' | 'forbidden' | 'notFound' | 'unreachable' | 'fault';

export const failureOf = (error: unknown): Failure => {
  if (!(error instanceof TRPCClientError)) return 'fault';
  const code: unknown = error.data?.code;
  if (code === 'UNAUTHORIZED') return 'signedOut';
  if (code === 'FORBIDDEN') return 'forbidden';
  if (code === 'NOT_FOUND') return 'notFound';
  return code === undefined ? 'unreachable' : 'fault';
};
