import type { Words } from '#domain/park/model.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { trpc } from './client.ts';

/** What a person read of a meter when an account came to its point (`opening`), or left it (`closing`). */
export interface Handover {
  readonly kind: 'opening' | 'closing';
  readonly point: string;
  readonly name: Words;
  readonly medium: 'electricity' | 'water';
  /** The point changes hands on the first instant of this day. */
  readonly day: ParkDay;
  /** Thousandths of a Wh (litre) at the meter. */
  readonly registerMilli: number;
  readonly at: InstantMs;
  readonly photos: readonly number[];
}

/** Newest first. */
export const askHandovers = (
  { park, account }: { readonly park: string; readonly account: string },
  signal: AbortSignal,
): Promise<readonly Handover[]> => trpc.accounts.handovers.query({ account: `${park}:${account}` }, { signal });
