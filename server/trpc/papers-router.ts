import { z } from 'zod';
import { insertLogo, insertTemplate, selectLogo, selectRevisions, selectTemplate } from '#db/paper/template-store.ts';
import { insertAudit } from '#db/queries/audit.ts';
import { selectParkKey } from '#db/queries/parks.ts';
import { BILL_KINDS } from '#domain/bill/states.ts';
import { layOut } from '#domain/paper/lay-out.ts';
import { PAGE, TONES } from '#domain/paper/mark.ts';
import { sampleBill } from '#domain/paper/sample-bill.ts';
import { checkTemplate, LOGO_BYTES_MAX, PAPER_LANGUAGES, type PaperTemplate, PLAIN_TEMPLATE } from '#domain/paper/template.ts';
import { logoAddress, logoFrom } from '../paper/logo.ts';
import { code } from './input.ts';
import { paperTemplate } from './papers-input.ts';
import { actorOf, type Context, notFound, procedure, requireCollect, requireManage, router } from './trpc.ts';

const ofPark = z.object({ park: code });
const revision = z.number().int().min(1).max(1_000_000);

/** How a park's bills are printed: for who manages it. */
export const papersRouter = router({
  /** The template in force, who saved which one when, and its picture. Revision 0: none was saved, it is the plain one. */
  template: procedure.input(ofPark).query(async ({ ctx, input }) => {
    const park = await managed(ctx, input);
    const { db } = ctx.services;
    const stored = await selectTemplate(db, park.id, null);
    const template = stored?.template ?? PLAIN_TEMPLATE;
    return {
      revision: stored?.revision ?? 0,
      template,
      logo: await logoOf(ctx, park, template),
      revisions: await selectRevisions(db, park.id),
    };
  }),

  /** An earlier one, to look at and to take up again. */
  revision: procedure.input(ofPark.extend({ revision })).query(async ({ ctx, input }) => {
    const park = await managed(ctx, input);
    const stored = await selectTemplate(ctx.services.db, park.id, input.revision);
    if (stored === null) throw notFound('revision');
    return { ...stored, logo: await logoOf(ctx, park, stored.template) };
  }),

  /** A new revision, for the bills issued from now on. `base` is the one it was made from. */
  save: procedure
    .input(ofPark.extend({ base: z.number().int().min(0).max(1_000_000), template: paperTemplate }))
    .mutation(async ({ ctx, input }) => {
      const park = await managed(ctx, input);
      const { db, clock } = ctx.services;
      const faults = checkTemplate(input.template);
      if (faults.length > 0) return { type: 'faults' as const, faults };
      if (!(await isOwnLogo(ctx, park, input.template))) throw notFound('logo');
      const { base, template } = input;
      const saved = await insertTemplate(db, { parkId: park.id, base, template, at: clock.now(), actor: actorOf(ctx.principal) });
      if (saved === null) return { type: 'overtaken' as const };
      await noted(ctx, input.park, 'papers.template', { revision: saved });
      return { type: 'saved' as const, revision: saved };
    }),

  /** Keeps a logo; it is printed once a template names it. */
  uploadLogo: procedure
    .input(ofPark.extend({ base64: z.base64().max(Math.ceil(LOGO_BYTES_MAX / 3) * 4 * 8) }))
    .mutation(async ({ ctx, input }) => {
      const park = await managed(ctx, input);
      const { db, clock } = ctx.services;
      const found = logoFrom(Buffer.from(input.base64, 'base64'));
      if (found.type === 'refused') return found;
      const { hash, width, height, bytes } = found.logo;
      if (!(await insertLogo(db, park.id, { hash, width, height, bytes }, clock.now())))
        return { type: 'refused' as const, because: 'tooMany' as const };
      await noted(ctx, input.park, 'papers.logo', { hash, bytes: bytes.length });
      return { type: 'logo' as const, logo: { hash, width, height }, address: logoAddress(bytes) };
    }),

  /** A made-up bill by a template that need not have been saved: what stands where on its pages, in points. */
  preview: procedure
    .input(ofPark.extend({ template: paperTemplate, language: z.enum(PAPER_LANGUAGES), kind: z.enum(BILL_KINDS).default('bill') }))
    .mutation(async ({ ctx, input }) => {
      await managed(ctx, input);
      const { template, language, kind } = input;
      const faults = checkTemplate(template);
      if (faults.length > 0) return { type: 'faults' as const, faults };
      const pages = layOut(sampleBill({ kind }), { template, language, measure: ctx.services.printing.fonts.measure });
      return { type: 'pages' as const, size: PAGE, tones: TONES, pages };
    }),

  /** How far an archive is that was asked for with this ticket; null: nobody knows it here. */
  progress: procedure.input(ofPark.extend({ ticket: z.string().max(64) })).query(({ ctx, input }) => {
    requireCollect(ctx, input.park);
    const run = ctx.services.printing.runs.of(input.ticket, input.park);
    return run && { done: run.done, total: run.total };
  }),
});

interface ParkId {
  readonly id: number;
}

async function managed(ctx: Context, { park }: { readonly park: string }): Promise<ParkId> {
  requireManage(ctx, park);
  const key = await selectParkKey(ctx.services.db, park);
  if (key === null) throw notFound('park');
  return key;
}

async function logoOf(ctx: Context, park: ParkId, { logo }: PaperTemplate): Promise<string | null> {
  const stored = logo === null ? null : await selectLogo(ctx.services.db, park.id, logo.hash);
  return stored === null ? null : logoAddress(stored.bytes);
}

/** A template names a picture of its own park, by its true size. */
async function isOwnLogo(ctx: Context, park: ParkId, { logo }: PaperTemplate): Promise<boolean> {
  if (logo === null) return true;
  const stored = await selectLogo(ctx.services.db, park.id, logo.hash);
  return stored !== null && stored.width === logo.width && stored.height === logo.height;
}

const noted = (ctx: Context, park: string, action: string, data: Readonly<Record<string, unknown>>): Promise<void> =>
  insertAudit(ctx.services.db, { at: ctx.services.clock.now(), actor: actorOf(ctx.principal), action, subject: `park:${park}`, data });
