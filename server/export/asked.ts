import { TRPCError } from '@trpc/server';
import type { InstantMs } from '#domain/time/instant.ts';
import type { InstantRange } from '#domain/time/park-day.ts';
import { rowScopeOf } from '../access/may.ts';
import { type Context, requireRead } from '../trpc/trpc.ts';
import type { ExportQuery, ExportRange } from './request.ts';
import type { Column } from './table.ts';
import { type Head, headOf } from './words.ts';

/** A question for a file that has been read: whose, of which park, over which time. */
export interface Asked {
  readonly ctx: Context;
  readonly query: ExportQuery;
  readonly zone: string;
  readonly range: ExportRange;
  readonly localText: (at: number) => string;
  /** Rows of the file at most. */
  readonly rowsMax: number;
}

/** Whose rows of the park go into the file: of the account asked for, of the accounts held, or all (null). */
export function accountsAsked({ ctx, query: { park, account } }: Pick<Asked, 'ctx' | 'query'>): readonly string[] | null {
  if (account !== undefined) {
    requireRead(ctx, { type: 'account', park, account });
    return [account];
  }
  const scope = rowScopeOf(ctx.principal, park);
  if (scope.type === 'all') return null;
  if (scope.codes.length === 0) requireRead(ctx, { type: 'park', park });
  return scope.codes;
}

export const tooManyRows = ({ rowsMax }: Pick<Asked, 'rowsMax'>): TRPCError =>
  new TRPCError({ code: 'PAYLOAD_TOO_LARGE', message: `a file holds ${rowsMax} rows; ask for fewer days, or one point` });

/** Columns by their heads; those of `numbers` hold numbers. */
export const columnsOf = (heads: readonly Head[], numbers: readonly Head[], { query }: Pick<Asked, 'query'>): Column[] =>
  heads.map((head) => ({ head: headOf(head, query.lang), type: numbers.includes(head) ? 'number' : 'text' }));

/** "park-slots-P1-2026-11-01-2026-11-30" */
export const fileNameOf = ({ query, range }: Pick<Asked, 'query' | 'range'>, kind: string): string =>
  [query.park, kind, query.point, query.account, range.first, range.last].filter((part) => part !== undefined).join('-');

/** [from, to) in steps, the last one shorter. */
export function* stepsOf({ from, to }: InstantRange, stepMs: number): Generator<InstantRange> {
  for (let at: number = from; at < to; at += stepMs) yield { from: at as InstantMs, to: Math.min(at + stepMs, to) as InstantMs };
}
