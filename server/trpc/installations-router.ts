import { z } from 'zod';
import { changeInstallation, refusedChange } from '#db/park/change-installation.ts';
import { checkTakeBack, type TakeBackRefusal, type TakenBack, takeBackChange } from '#db/park/take-back-change.ts';
import {
  type InstallationRow,
  type Rework,
  type ShownAt,
  selectAround,
  selectDevice,
  selectInstallations,
  selectRework,
} from '#db/queries/installations.ts';
import { selectCounted, selectTakenBack } from '#db/queries/taken-back.ts';
import { selectPlace, selectWaitingTopics } from '#db/queries/waiting.ts';
import type { FileFault } from '#domain/park/file-fault.ts';
import { type MeterChangeKind, newestChange } from '#domain/park/newest-change.ts';
import { CHANGE_PHOTOS_MAX } from '#domain/photo/photo.ts';
import { roundToFen, yuanFromFen } from '#domain/units/money.ts';
import { type ChangeGround, changeFaults, checkChange, type PlannedChange } from '../park-file/check-change.ts';
import { type ChangeForm, changeForm } from '../park-file/meter-forms.ts';
import { code } from './input.ts';
import { actorOf, type Context, notFound, procedure, requireManage, requireRead, router } from './trpc.ts';

/** `running`: the installation that hung there when the form was opened; null: none. */
const asked = z.object({ park: code, point: code, running: z.number().int().nullable(), change: changeForm });
/** `photos`: sent before, by the one who asks (`server/photo`); `end` shows the meter that goes, `start` the one that comes. */
const photographed = asked.extend({
  photos: z
    .array(z.object({ id: z.number().int().positive(), shows: z.enum(['start', 'end']) }))
    .max(CHANGE_PHOTOS_MAX)
    .refine((photos) => new Set(photos.map(({ id, shows }) => `${shows} ${id}`)).size === photos.length, 'each photo once')
    .default([]),
});

/** The change a person looked at: ids of what it ended and what it began. */
const seen = z.object({ park: code, point: code, ended: z.number().int().nullable(), begun: z.number().int().nullable() });
const reasoned = seen.extend({ reason: z.string().trim().min(2).max(500) });

/** What it will do to take a change back. */
export interface TakeBackPlan extends Rework {
  readonly type: 'plan';
  readonly kind: MeterChangeKind;
  /** Stored readings of the meter that goes on, since the change: they count here again. */
  readonly readings: number;
  /** Messages of it that wait in quarantine since it was said to be gone. */
  readonly waiting: number;
  /** Of what had come with the change: readings that count nowhere then, until that meter hangs somewhere. */
  readonly unplaced: number;
  /** Wh (litres) that it had counted, and what they were charged, yuan: taken out. */
  readonly quantity: number;
  readonly charge: string;
}

/** What a change will do, in figures a screen says in words. Registers in thousandths of a Wh (litre) at the meter. */
export interface ChangePlan extends Rework {
  readonly type: 'plan';
  /** The last reading that nobody doubts, up to the instant: it ends the meter where nobody read it. */
  readonly last: ShownAt | null;
  /** Messages of the new meter that wait in quarantine. */
  readonly waiting: number;
}
export type RefusedChange = { readonly type: 'refused'; readonly faults: readonly FileFault[] };

export const installationsRouter = router({
  /**
   * The meters of a point, newest first; `last`: what the one that hangs there sent last; `newest`: its newest change, the one that may be taken back;
   * `takenBack`: those that were, newest first.
   */
  list: procedure.input(z.object({ park: code, point: code })).query(async ({ ctx, input }) => {
    requireRead(ctx, { type: 'park', park: input.park });
    const { db, clock } = ctx.services;
    const rows = await selectInstallations(db, input.park, input.point);
    const running = rows.find(({ to }) => to === null);
    const last = running ? (await selectAround(db, running.id, clock.now())).last : null;
    const change = newestChange(rows);
    const newest = change && { kind: change.kind, at: change.at, ended: change.ended?.id ?? null, begun: change.begun?.id ?? null };
    return { rows, last, newest, takenBack: await selectTakenBack(db, input.park, input.point) };
  }),

  /** Checks a change as `change` does, and says what it will do; nothing is written. */
  preview: procedure.input(asked).mutation(async ({ ctx, input }): Promise<ChangePlan | RefusedChange> => {
    requireManage(ctx, input.park);
    const found = await planOf(ctx, input);
    if (found.type === 'refused') return found;
    const faults = await refusedChange(ctx.services.db, found.planned);
    return faults.length > 0 ? { type: 'refused', faults: changeFaults(input.change, faults) } : found.plan;
  }),

  /**
   * Ends the meter of a point, begins the next, or both, at one instant: by the checks of the park file; faults name the field. What was measured since then
   * is folded again within seconds. A photo that is not kept any more refuses the change as a whole, at `photos`.
   */
  change: procedure.input(photographed).mutation(async ({ ctx, input }): Promise<{ readonly type: 'changed' } | RefusedChange> => {
    requireManage(ctx, input.park);
    const { db, clock } = ctx.services;
    const found = await planOf(ctx, input);
    if (found.type === 'refused') return found;
    const change = { ...found.planned, photos: input.photos };
    const written = await changeInstallation(db, change, { actor: actorOf(ctx.principal), clock });
    return written.type === 'refused' ? { type: 'refused', faults: changeFaults(input.change, written.faults) } : { type: 'changed' };
  }),

  /** What it would do to take the newest change of a point back; nothing is written. */
  previewTakeBack: procedure.input(seen).mutation(async ({ ctx, input }): Promise<TakeBackPlan | TakeBackRefusal> => {
    requireManage(ctx, input.park);
    const { db } = ctx.services;
    const { park, point } = input;
    if (!(await selectPlace(db, park, point))) throw notFound('point');
    const checked = await checkTakeBack(db, input);
    if (checked.type === 'refused') return checked;
    const { kind, at, ended, begun } = checked.change;
    const rework = await selectRework(db, { park, point, at, installation: ended?.id ?? null });
    const counted = await selectCounted(db, begun?.id ?? null);
    const topics = ended ? await selectWaitingTopics(db, park, ended.serial) : [];
    return {
      type: 'plan',
      ...rework,
      kind,
      waiting: topics.reduce((sum, { messages }) => sum + messages, 0),
      unplaced: counted.readings,
      quantity: counted.quantity,
      charge: yuanFromFen(roundToFen(counted.charge)),
    };
  }),

  /**
   * Takes the newest change of a point back, with a reason: what it ended goes on, what it began counts nowhere, and it stays on record with its photos. What
   * was measured since is folded again within seconds; closed books and bills that are out take the difference as they take late readings.
   */
  takeBack: procedure.input(reasoned).mutation(async ({ ctx, input }): Promise<TakenBack | TakeBackRefusal> => {
    requireManage(ctx, input.park);
    const { db, clock } = ctx.services;
    if (!(await selectPlace(db, input.park, input.point))) throw notFound('point');
    return takeBackChange(db, input, { actor: actorOf(ctx.principal), clock });
  }),
});

type Asked = z.output<typeof asked>;

interface Found {
  readonly type: 'found';
  readonly planned: PlannedChange & { readonly park: string; readonly point: string; readonly running: number | null };
  readonly plan: ChangePlan;
}

async function planOf(ctx: Context, { park, point, running: seen, change: form }: Asked): Promise<Found | RefusedChange> {
  const { db, clock } = ctx.services;
  const place = await selectPlace(db, park, point);
  if (!place) throw notFound('point');
  const hanging = (await selectInstallations(db, park, point)).find(({ to }) => to === null) ?? null;
  if ((hanging?.id ?? null) !== seen) return { type: 'refused', faults: [MOVED] };
  const serial = serialOf(form);
  const known = serial === null ? null : await selectDevice(db, park, serial, place.medium);
  const topics = serial === null ? [] : await selectWaitingTopics(db, park, serial);
  const ground: ChangeGround = {
    now: clock.now(),
    zone: place.zone,
    point: { ...place, assignments: [] },
    running: hanging && (await runningOf(ctx, { park, hanging, form, medium: place.medium })),
    known: known?.mistaken ? null : known,
    topics: topics.map(({ topic }) => topic),
  };
  const checked = checkChange(form, ground);
  if (checked.type === 'refused') return checked;
  const { ended, begun, device: added } = checked;
  const rework = await selectRework(db, { park, point, at: form.at, installation: hanging?.id ?? null });
  const waiting = topics.reduce((sum, { messages }) => sum + messages, 0);
  return {
    type: 'found',
    planned: { park, point, running: seen, ended, begun, device: added },
    plan: { type: 'plan', ...rework, last: ground.running?.last ?? null, waiting },
  };
}

const MOVED: FileFault = { path: '', code: 'OVERLAP', message: 'what hangs there has changed meanwhile; look again' };

const serialOf = (form: ChangeForm): string | null => (form.kind === 'install' || form.kind === 'replace' ? form.device.serial : null);

async function runningOf(
  ctx: Context,
  of: { readonly park: string; readonly hanging: InstallationRow; readonly form: ChangeForm; readonly medium: 'electricity' | 'water' },
): Promise<ChangeGround['running']> {
  const { db } = ctx.services;
  const known = await selectDevice(db, of.park, of.hanging.serial, of.medium);
  if (!known) return null;
  return { installation: of.hanging, device: known.device, ...(await selectAround(db, of.hanging.id, of.form.at)) };
}
