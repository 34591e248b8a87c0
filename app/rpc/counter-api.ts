import type { Words } from '#domain/park/model.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { trpc } from './client.ts';

// What a clerk's page asks and does. The router's own types must fit.

export type Channel = 'cash' | 'pos' | 'slip';
export const CHANNELS: readonly Channel[] = ['cash', 'pos', 'slip'];

export interface ReceiptRef {
  readonly year: number;
  readonly number: number;
}

export interface CounterReceipt extends ReceiptRef {
  readonly kind: 'topUp' | 'refund' | 'depositIn' | 'depositOut' | 'closing' | 'reversal';
  readonly channel: Channel;
  /** + came in, − went out. */
  readonly amountYuan: string;
  readonly balanceYuan: string;
  /** Paid back on it so far. */
  readonly refundedYuan: string;
  readonly undone: boolean;
  readonly reference: string;
  readonly reason: string;
  readonly of: ReceiptRef | null;
  readonly at: InstantMs;
  readonly account: string;
  readonly name: Words;
  readonly clerk: string;
}

export interface CounterAccount {
  readonly kind: 'prepaid' | 'postpaid' | 'supply';
  readonly closedOn: ParkDay | null;
  /** A meter is charged to it now or later. */
  readonly charged: boolean;
  readonly walletYuan: string;
  readonly depositYuan: string;
  readonly availableYuan: string;
  /** The most a top-up may be; null: no limit. */
  readonly roomYuan: string | null;
}

export interface CounterShift {
  readonly id: number;
  readonly clerkName: string;
  readonly openedAt: InstantMs;
  readonly floatYuan: string;
  /** What should be in the till. */
  readonly tillYuan: string;
  readonly sums: Readonly<Record<Channel, string>>;
  readonly receipts: number;
  readonly closed: {
    readonly at: InstantMs;
    readonly countedYuan: string;
    readonly bookedYuan: string;
    readonly differenceYuan: string;
  } | null;
}

/** Refused by a rule of the counter; `leftYuan` is the most that could be done. */
export interface Refused {
  readonly type: 'refused';
  readonly code: string;
  readonly leftYuan: string | null;
}

export type ActAnswer = Refused | { readonly type: 'done'; readonly receipt: CounterReceipt };
type ShiftAnswer = Refused | { readonly type: 'done'; readonly shift: CounterShift };
type ClosingAnswer = Refused | { readonly type: 'closed'; readonly receipt: CounterReceipt | null };

export interface Handed {
  readonly park: string;
  readonly account: string;
  readonly channel: Channel;
  readonly amountYuan: string;
  readonly reference: string;
  readonly key: string;
}

/** About a receipt there is. */
export interface OfReceipt extends ReceiptRef {
  readonly park: string;
  readonly reason: string;
  readonly key: string;
}

export const askCounterAccount = (park: string, account: string, signal: AbortSignal): Promise<CounterAccount> =>
  trpc.counter.account.query({ park, account }, { signal });

export const askShift = (park: string, signal: AbortSignal): Promise<CounterShift | null> => trpc.counter.shift.query({ park }, { signal });

export const askCounterReceipts = (
  question: { readonly park: string; readonly account?: string; readonly limit?: number },
  signal: AbortSignal,
): Promise<readonly CounterReceipt[]> => trpc.counter.receipts.query(question, { signal });

export const takeTopUp = (handed: Handed): Promise<ActAnswer> => trpc.counter.topUp.mutate(handed);
export const takeDeposit = (handed: Handed): Promise<ActAnswer> => trpc.counter.takeDeposit.mutate(handed);
export const returnDeposit = (handed: Handed & { readonly reason: string }): Promise<ActAnswer> =>
  trpc.counter.returnDeposit.mutate(handed);
export const refundReceipt = (act: OfReceipt & { readonly amountYuan: string }): Promise<ActAnswer> => trpc.counter.refund.mutate(act);
export const undoReceipt = (act: OfReceipt): Promise<ActAnswer> => trpc.counter.undo.mutate(act);
export const closeAccount = (act: { readonly park: string; readonly account: string; readonly channel: Channel }): Promise<ClosingAnswer> =>
  trpc.counter.closeAccount.mutate(act);
export const openShift = (park: string, floatYuan: string): Promise<ShiftAnswer> => trpc.counter.openShift.mutate({ park, floatYuan });
export const closeShift = (park: string, countedYuan: string): Promise<ShiftAnswer> =>
  trpc.counter.closeShift.mutate({ park, countedYuan });

/** What an account can be opened with from a day on. */
export interface OpeningGround {
  readonly points: readonly {
    readonly code: string;
    readonly name: Words;
    readonly medium: 'electricity' | 'water';
    readonly payer: { readonly account: string; readonly name: Words; readonly tariff: string } | null;
  }[];
  readonly tariffs: readonly { readonly code: string; readonly name: Words; readonly medium: 'electricity' | 'water' }[];
}

export interface OpeningForm {
  readonly park: string;
  readonly code: string;
  readonly name: string;
  readonly kind: 'prepaid' | 'postpaid';
  readonly space: null;
  readonly day: string;
  readonly alarm1: string;
  readonly alarm2: string;
  readonly overdraft: string;
  readonly points: { readonly point: string; readonly tariff: string; readonly register: string; readonly photos: number[] }[];
  readonly takeOver: boolean;
  readonly deposit: { readonly channel: Channel; readonly amountYuan: string; readonly reference: string; readonly key: string } | null;
}

export type OpeningAnswer =
  | Refused
  | { readonly type: 'faults'; readonly faults: readonly { readonly path: string; readonly code: string; readonly message: string }[] }
  | { readonly type: 'opened'; readonly released: readonly string[]; readonly receipt: CounterReceipt | null };

export const askOpening = (park: string, day: string, signal: AbortSignal): Promise<OpeningGround> =>
  trpc.counter.opening.query({ park, day }, { signal });
export const openAccount = (form: OpeningForm): Promise<OpeningAnswer> => trpc.counter.openAccount.mutate(form);
/** A reading that cannot stand as it is; `other` where the form's ground has changed. */
export interface ReadingFault {
  readonly point: string;
  readonly code: 'SHAPE' | 'MISSING' | 'other';
}

export type ReleaseAnswer =
  | Refused
  | { readonly type: 'faults'; readonly faults: readonly ReadingFault[] /** A photo is not kept any more. */; readonly photosGone: boolean }
  | { readonly type: 'released'; readonly points: readonly string[] };

export interface ReleasedReading {
  readonly point: string;
  readonly register: string;
  readonly photos: number[];
}

export const releaseAccount = async (act: {
  readonly park: string;
  readonly account: string;
  readonly readings: ReleasedReading[];
}): Promise<ReleaseAnswer> => {
  const answer = await trpc.counter.release.mutate(act);
  if (answer.type !== 'faults') return answer;
  const ofPhotos = ({ path }: { readonly path: string }) => path.endsWith('.photos');
  const faults = answer.faults
    .filter((fault) => !ofPhotos(fault))
    .map(({ path, code }): ReadingFault => {
      const point = act.readings[Number(/^readings\[(\d+)\]/.exec(path)?.[1] ?? -1)]?.point ?? '';
      return { point, code: code === 'SHAPE' ? 'SHAPE' : 'other' };
    });
  return { type: 'faults', faults, photosGone: answer.faults.some(ofPhotos) };
};
