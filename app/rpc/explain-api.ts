import type { InstantMs } from '#domain/time/instant.ts';
import { trpc } from './client.ts';

// What the pages about why an amount is what it is, and about other prices, ask. One line each; answers are as the procedures give them.

export type Charges = Awaited<ReturnType<typeof trpc.explain.charges.query>>;
export type ChargeLine = Charges['lines'][number];
export type Slots = Awaited<ReturnType<typeof trpc.explain.slots.query>>;
export type OpenSlot = Awaited<ReturnType<typeof trpc.explain.slot.query>>;
export type OpenVersion = NonNullable<OpenSlot['version']>;
export type SlotReading = OpenSlot['readings'][number];
export type SlotPiece = OpenSlot['pieces'][number];
export type OpenMessage = Awaited<ReturnType<typeof trpc.explain.message.query>>;
export type WhatIfChoices = Awaited<ReturnType<typeof trpc.whatIf.choices.query>>;
export type TariffCompared = Awaited<ReturnType<typeof trpc.whatIf.tariff.query>>;
export type DemandCompared = Awaited<ReturnType<typeof trpc.whatIf.demand.query>>;
export type AccountForecast = Awaited<ReturnType<typeof trpc.whatIf.forecast.query>>;

type ChargesQuestion = Parameters<typeof trpc.explain.charges.query>[0];
type SlotsQuestion = Parameters<typeof trpc.explain.slots.query>[0];

export const askCharges = (question: ChargesQuestion, signal: AbortSignal): Promise<Charges> =>
  trpc.explain.charges.query(question, { signal });

export const askSlots = (question: SlotsQuestion, signal: AbortSignal): Promise<Slots> => trpc.explain.slots.query(question, { signal });

export interface SlotQuestion {
  /** "{park}:{code}" */
  readonly account: string;
  readonly point: string;
  readonly start: number;
  readonly installation: number;
}

export const askSlot = (question: SlotQuestion, signal: AbortSignal): Promise<OpenSlot> => trpc.explain.slot.query(question, { signal });

export const askMessage = (
  question: SlotQuestion & { readonly at: InstantMs; readonly rawId: number },
  signal: AbortSignal,
): Promise<OpenMessage> => trpc.explain.message.query(question, { signal });

export const askWhatIf = (park: string, signal: AbortSignal): Promise<WhatIfChoices> => trpc.whatIf.choices.query({ park }, { signal });

export const askTariffCompared = (question: Parameters<typeof trpc.whatIf.tariff.query>[0], signal: AbortSignal): Promise<TariffCompared> =>
  trpc.whatIf.tariff.query(question, { signal });

export const askDemandCompared = (question: Parameters<typeof trpc.whatIf.demand.query>[0], signal: AbortSignal): Promise<DemandCompared> =>
  trpc.whatIf.demand.query(question, { signal });

export const askForecast = (account: string, signal: AbortSignal): Promise<AccountForecast> =>
  trpc.whatIf.forecast.query({ account }, { signal });
