import { type InstantMs, instantMs, type ParkDay } from '#domain/time/instant.ts';
import { trpc } from './client.ts';

/** Thousandths of a Wh (varh, litre) at the meter; null where nobody read it. */
export interface ShownRegisters {
  readonly import: number | null;
  readonly export: number | null;
  readonly reactive: number | null;
}

/** A photo of what a meter showed when it began at a point, or when it ended there. */
export interface ShownPhoto {
  readonly id: number;
  readonly shows: 'start' | 'end';
}

/** A meter's time at a point. */
export interface InstallationLine {
  readonly id: number;
  readonly serial: string;
  readonly model: string;
  readonly codec: string;
  readonly intervalS: number;
  readonly from: InstantMs;
  /** Null: it hangs there. */
  readonly to: InstantMs | null;
  readonly ratioMilli: number;
  readonly start: ShownRegisters;
  readonly end: ShownRegisters;
  readonly photos: readonly ShownPhoto[];
}

export interface ShownAt {
  readonly at: InstantMs;
  readonly value: number;
}

export interface Installations {
  /** Newest first. */
  readonly rows: readonly InstallationLine[];
  /** What the meter that hangs there sent last. */
  readonly last: ShownAt | null;
}

export const askInstallations = (
  question: { readonly park: string; readonly point: string },
  signal: AbortSignal,
): Promise<Installations> => trpc.installations.list.query(question, { signal });

/** Decimal strings in kWh or m³ at the meter. */
export interface FormRegisters {
  readonly import?: string;
  readonly export?: string;
  readonly reactive?: string;
}

export interface FormDevice {
  readonly serial: string;
  readonly codec: string;
  readonly model?: string;
  readonly modulus?: string;
  readonly max?: number;
  readonly intervalS: number;
}

export type ChangeForm =
  | { readonly kind: 'install'; readonly at: InstantMs; readonly device: FormDevice; readonly ratio: string; readonly start: FormRegisters }
  | {
      readonly kind: 'replace';
      readonly at: InstantMs;
      readonly end: FormRegisters;
      readonly device: FormDevice;
      readonly ratio: string;
      readonly start: FormRegisters;
    }
  | { readonly kind: 'ratio'; readonly at: InstantMs; readonly end: FormRegisters; readonly ratio: string }
  | { readonly kind: 'end'; readonly at: InstantMs; readonly end: FormRegisters };

export interface AskedChange {
  readonly park: string;
  readonly point: string;
  /** The installation that hung there when the form was opened. */
  readonly running: number | null;
  readonly change: ChangeForm;
}

/** What a change will do. */
export interface ChangePlan {
  readonly type: 'plan';
  /** Quarters of an hour that are folded again. */
  readonly slots: number;
  /** Readings the running meter has sent since. */
  readonly readings: number;
  /** Messages of the new meter that wait in quarantine. */
  readonly waiting: number;
  readonly last: ShownAt | null;
  readonly openFrom: ParkDay | null;
  readonly billed: boolean;
}

export interface ChangeFault {
  /** The field, as `ratio` or `end.import`; empty: the form as a whole. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}
export type RefusedChange = { readonly type: 'refused'; readonly faults: readonly ChangeFault[] };

export const previewChange = async (asked: AskedChange): Promise<ChangePlan | RefusedChange> => {
  const answer = await trpc.installations.preview.mutate(asked);
  if (answer.type === 'refused') return answer;
  return { ...answer, last: answer.last && { ...answer.last, at: instantMs(answer.last.at) } };
};

export const changeInstallation = (
  asked: AskedChange & { readonly photos: readonly ShownPhoto[] },
): Promise<{ readonly type: 'changed' } | RefusedChange> => trpc.installations.change.mutate({ ...asked, photos: [...asked.photos] });
