import type { InstantMs } from '#domain/time/instant.ts';
import { type Answer, trpc } from './client.ts';

// A meter's times at a point, and their change. The server says what these are (server/trpc/installations-router.ts); the screens name its parts.

/** The meters of a point, newest first, and what the one that hangs there sent last. */
export type Installations = Answer<typeof trpc.installations.list.query>;

/** A meter's time at a point; `to` null: it hangs there. Registers in thousandths of a Wh (varh, litre) at the meter, null where nobody read them. */
export type InstallationLine = Installations['rows'][number];

/** A photo of what a meter showed when it began at a point, or when it ended there. */
export type ShownPhoto = InstallationLine['photos'][number];

export type ShownAt = NonNullable<Installations['last']>;

/** A change of a point that was taken back: what it had said, who took it back, when and why. */
export type TakenBackLine = Installations['takenBack'][number];

/** The change of a point that may be taken back. */
export type NewestChange = NonNullable<Installations['newest']>;

export const askInstallations = (
  question: { readonly park: string; readonly point: string },
  signal: AbortSignal,
): Promise<Installations> => trpc.installations.list.query(question, { signal });

type Asked = Parameters<typeof trpc.installations.preview.mutate>[0];

/** The server takes instants as text, too; the screens have none. */
type AtInstant<Form> = Form extends unknown ? Omit<Form, 'at'> & { readonly at: InstantMs } : never;

export type ChangeForm = AtInstant<Asked['change']>;

/** A change, and the installation that hung there when the form was opened. */
export type AskedChange = Omit<Asked, 'change'> & { readonly change: ChangeForm };

/** Decimal strings in kWh or m³ at the meter. */
export type FormRegisters = Extract<Asked['change'], { kind: 'replace' }>['end'];

export type FormDevice = Extract<Asked['change'], { kind: 'replace' }>['device'];

type Preview = Answer<typeof trpc.installations.preview.mutate>;

/** What a change will do. */
export type ChangePlan = Extract<Preview, { readonly type: 'plan' }>;

type RefusedChange = Extract<Preview, { readonly type: 'refused' }>;

/** `path`: the field, as `ratio` or `end.import`; empty: the form as a whole. */
export type ChangeFault = RefusedChange['faults'][number];

export const previewChange = (asked: AskedChange): Promise<Preview> => trpc.installations.preview.mutate(asked);

export const changeInstallation = (
  asked: AskedChange & { readonly photos: readonly ShownPhoto[] },
): Promise<{ readonly type: 'changed' } | RefusedChange> => trpc.installations.change.mutate({ ...asked, photos: [...asked.photos] });

type SeenChange = Parameters<typeof trpc.installations.previewTakeBack.mutate>[0];

/** What it would do to take a change back. */
export type TakeBackPlan = Extract<Answer<typeof trpc.installations.previewTakeBack.mutate>, { readonly type: 'plan' }>;

/** Why a change is not taken back. */
export type TakeBackRefusal = Extract<Answer<typeof trpc.installations.previewTakeBack.mutate>, { readonly type: 'refused' }>;

export const previewTakeBack = (seen: SeenChange): Promise<TakeBackPlan | TakeBackRefusal> =>
  trpc.installations.previewTakeBack.mutate(seen);

/** `id`: of the record of it. */
export const takeBackChange = (
  asked: SeenChange & { readonly reason: string },
): Promise<{ readonly type: 'takenBack'; readonly id: number } | TakeBackRefusal> => trpc.installations.takeBack.mutate(asked);
