import type { FileFault } from '#domain/park/file-fault.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { trpc } from './client.ts';

// What the pages about prices ask and do, one line each; answers are as the procedures give them.

export type TariffList = Awaited<ReturnType<typeof trpc.tariffs.list.query>>;
export type TariffLine = TariffList['tariffs'][number];
export type VersionHead = TariffLine['versions'][number];
export type Step = TariffLine['steps'][number];
export type Version = Awaited<ReturnType<typeof trpc.tariffs.version.query>>;
export type Rule = Version['rules'][number];
export type Vector = Version['vectors'][number];
export type TariffDay = Awaited<ReturnType<typeof trpc.tariffs.day.query>>;
export type Piece = NonNullable<TariffDay['pieces']>[number];
export type TariffUse = Awaited<ReturnType<typeof trpc.tariffs.uses.query>>[number];
export type Template = Awaited<ReturnType<typeof trpc.tariffs.templates.query>>[number];
export type Preview = Awaited<ReturnType<typeof trpc.tariffs.preview.mutate>>;
export type Effect = Extract<Preview, { type: 'effect' }>;
export type { FileFault };

export interface OfTariff {
  readonly park: string;
  readonly tariff: string;
}

export const askTariffs = (park: string, signal: AbortSignal): Promise<TariffList> => trpc.tariffs.list.query({ park }, { signal });

export const askVersion = (question: OfTariff & { readonly validFrom: string }, signal: AbortSignal): Promise<Version> =>
  trpc.tariffs.version.query(question, { signal });

export const askTariffDay = ({ day, ...of }: OfTariff & { readonly day: ParkDay }, signal: AbortSignal): Promise<TariffDay> =>
  trpc.tariffs.day.query({ ...of, day: String(day) }, { signal });

export const askUses = (question: OfTariff, signal: AbortSignal): Promise<readonly TariffUse[]> =>
  trpc.tariffs.uses.query(question, { signal });

export const askTemplates = (park: string, signal: AbortSignal): Promise<readonly Template[]> =>
  trpc.tariffs.templates.query({ park }, { signal });

export type Draft = Parameters<typeof trpc.tariffs.preview.mutate>[0];

export const previewVersion = (draft: Draft): Promise<Preview> => trpc.tariffs.preview.mutate(draft);

export const saveVersion = (draft: Omit<Draft, 'day'> & { readonly base: number; readonly agreed: boolean }) =>
  trpc.tariffs.save.mutate(draft);

export const withdrawVersion = (act: OfTariff & { readonly validFrom: string; readonly base: number }) => trpc.tariffs.withdraw.mutate(act);
