import { z } from 'zod';
import { registerDevice } from '#db/park/register-device.ts';
import { selectQuarantine } from '#db/queries/faults.ts';
import { selectPlace, selectWaiting, selectWaitingTopics } from '#db/queries/waiting.ts';
import type { FileFault } from '#domain/park/file-fault.ts';
import { codecs } from '#streams/codecs/registry.ts';
import { accessOf, type Principal } from '../access/principal.ts';
import { checkRegistration, formFaults } from '../park-file/check-registration.ts';
import { type RegistrationForm, registrationForm } from '../park-file/meter-forms.ts';
import { code, page } from './input.ts';
import { instantOut } from './shapes.ts';
import { actorOf, type Context, procedure, requireManage, requireRead, router } from './trpc.ts';

const quarantineLine = z.object({
  id: z.string(),
  receivedAt: instantOut,
  park: z.string().nullable(),
  topic: z.string(),
  serial: z.string().nullable(),
  reason: z.string(),
  detail: z.string(),
  items: z.number(),
  resolution: z.string().nullable(),
});

export type RegisterAnswer =
  /** `taken`: messages that waited; they are stored and counted within seconds, those from before `from` wait on. */
  { readonly type: 'registered'; readonly taken: number } | { readonly type: 'refused'; readonly faults: readonly FileFault[] };

export const quarantineRouter = router({
  /** What was put aside, newest first: of one park, or of all the asker manages (an admin: and of none). */
  list: procedure
    .meta({ openapi: { method: 'GET', path: '/quarantine', tags: ['health'], summary: 'Messages that were put aside, and why' } })
    .input(z.object({ park: code.optional(), ...page }))
    .output(z.array(quarantineLine))
    .query(({ ctx, input }) => {
      const { park, before, limit } = input;
      if (park !== undefined) requireRead(ctx, { type: 'quarantine', park });
      const parks = park === undefined ? managed(ctx.principal) : [park];
      if (parks?.length === 0) requireRead(ctx, { type: 'quarantine', park: null });
      return selectQuarantine(ctx.services.db, parks, { before: before ?? null, limit });
    }),

  /**
   * Meters that send and that nobody has registered, newest first, with the codec that reads them. A message of an unknown meter names no park, so
   * whoever looks after one sees them all: serials, topics and counts, no readings.
   */
  waiting: procedure.input(z.object({ park: code })).query(async ({ ctx, input }) => {
    requireRead(ctx, { type: 'quarantine', park: input.park });
    const waiting = await selectWaiting(ctx.services.db, input.park);
    return waiting.map((device) => ({ ...device, codec: codecs.find(({ matches }) => matches(device.topic))?.name ?? null }));
  }),

  /** Registers such a meter where it is installed, by the checks of the park file; faults name the field. */
  register: procedure.input(registrationForm).mutation(async ({ ctx, input }): Promise<RegisterAnswer> => {
    requireManage(ctx, input.park);
    return register(ctx, input.park, input);
  }),
});

async function register(ctx: Context, park: string, form: RegistrationForm): Promise<RegisterAnswer> {
  const { db, clock } = ctx.services;
  const place = await selectPlace(db, park, form.point);
  const topics = await selectWaitingTopics(db, park, form.serial);
  const ground = { point: place && { ...place, assignments: [] }, topics: topics.map(({ topic }) => topic) };
  const checked = checkRegistration(form, ground);
  if (checked.type === 'refused') return checked;
  const { device, installation } = checked;
  const written = await registerDevice(db, { park, device, installation }, { actor: actorOf(ctx.principal), clock });
  if (written.type === 'refused') return { type: 'refused', faults: formFaults(written.faults) };
  return { type: 'registered', taken: topics.reduce((sum, { messages }) => sum + messages, 0) };
}

/** Null: all. */
const managed = (principal: Principal): string[] | null => {
  const { admin, manages } = accessOf(principal);
  return admin ? null : [...manages];
};
