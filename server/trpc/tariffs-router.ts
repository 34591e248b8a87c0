import { z } from 'zod';
import { selectCalendar } from '#db/explain/what-if-rows.ts';
import { type TariffOfPark, withdrawTariffVersion, writeTariffVersion } from '#db/park/change-tariff.ts';
import { type KeptTariff, type PricedPark, selectKeptTariffs, selectPricedPark, selectTariffUses } from '#db/park/select-tariffs.ts';
import type { FileTariffVersion } from '#domain/park/park-file.ts';
import { contentFromFile, versionFromContent } from '#domain/park/tariff-content.ts';
import { kindOfChange } from '#domain/tariff/change-version.ts';
import { AREAS, sourceOf } from '#domain/tariff/provinces/areas.ts';
import { parkDay, parkDayOf } from '#domain/time/park-day.ts';
import { checkVersion, faultsOfVersions } from '../tariff/check-version.ts';
import { effectOf } from '../tariff/effect.ts';
import { code, day } from './input.ts';
import { dayAnswer, effectAnswer, ruleAnswer, tariffAnswer, versionAnswer } from './tariffs-answers.ts';
import { versionIn } from './tariffs-input.ts';
import { dayOut, tariffsOut, versionOut } from './tariffs-shapes.ts';
import { actorOf, type Context, notFound, procedure, requireManage, requireRead, router } from './trpc.ts';

const ofTariff = z.object({ park: code, tariff: code });
const ofVersion = ofTariff.extend({ validFrom: day });
const draft = ofTariff.extend({ as: z.enum(['new', 'correction']), version: versionIn });
const base = z.number().int().meta({ description: 'of `list`: what was looked at' });

const meta = (path: `/${string}`, summary: string) => ({ openapi: { method: 'GET' as const, path, tags: ['tariffs'], summary } });

/** What a park charges by: for everybody who sees the park; changed by who manages it. */
export const tariffsRouter = router({
  list: procedure
    .meta(meta('/parks/{park}/tariffs', 'What the park charges by: tariffs with the days of their versions, steps, and how many use them'))
    .input(z.object({ park: code }))
    .output(tariffsOut)
    .query(async ({ ctx, input }) => {
      requireRead(ctx, { type: 'park', park: input.park });
      const park = await pricedPark(ctx, input.park);
      const now = ctx.services.clock.now();
      const today = parkDayOf(now, park.zone);
      const tariffs = await selectKeptTariffs(ctx.services.db, park.id, { at: now, code: null });
      return { today: String(today), base: park.version, tariffs: tariffs.map((tariff) => tariffAnswer(tariff, today)) };
    }),

  version: procedure
    .meta(meta('/parks/{park}/tariffs/{tariff}/versions/{validFrom}', 'A version of a tariff: its prices, its periods, its source'))
    .input(ofVersion)
    .output(versionOut)
    .query(async ({ ctx, input }) => {
      requireRead(ctx, { type: 'park', park: input.park });
      const { tariff, today } = await kept(ctx, input);
      const version = tariff.versions.find(({ validFrom }) => validFrom === input.validFrom);
      if (!version) throw notFound('version');
      return versionAnswer(tariff, version, today);
    }),

  day: procedure
    .meta(meta('/parks/{park}/tariffs/{tariff}/days/{day}', 'The periods of a day and the price along it, by the version that holds on it'))
    .input(ofTariff.extend({ day }))
    .output(dayOut)
    .query(async ({ ctx, input }) => {
      requireRead(ctx, { type: 'park', park: input.park });
      const { park, tariff } = await kept(ctx, input);
      const version = tariff.versions.findLast(({ validFrom }) => validFrom <= input.day);
      const calendar = await selectCalendar(ctx.services.db, { from: input.day, to: input.day });
      return dayAnswer(version ? priced(version) : null, input.day, { zone: park.zone, calendar });
    }),

  /** Who is charged by a tariff now. */
  uses: procedure.input(ofTariff).query(async ({ ctx, input }) => {
    requireRead(ctx, { type: 'park', park: input.park });
    const { tariff, now } = await kept(ctx, input);
    return selectTariffUses(ctx.services.db, tariff.id, now);
  }),

  /** Period tables of grid areas to begin a version with, each with its notices and what they leave open. */
  templates: procedure.input(z.object({ park: code })).query(({ ctx, input }) => {
    requireManage(ctx, input.park);
    return AREAS.map((area) => ({
      code: area.code,
      name: area.area,
      source: sourceOf(area),
      rules: area.rules.map(ruleAnswer),
      gaps: [...area.gaps],
    }));
  }),

  /** A version that is not written: every fault of it at its field, or a day by it and what it would do. Writes nothing. */
  preview: procedure.input(draft.extend({ day })).mutation(async ({ ctx, input }) => {
    requireManage(ctx, input.park);
    const { park, tariff, now } = await kept(ctx, input);
    const checked = checkVersion(input.version, { tariff, as: input.as, firstOpenDay: park.firstOpenDay });
    if (checked.type === 'refused') return { type: 'faults' as const, faults: checked.faults };
    const { db } = ctx.services;
    const calendar = await selectCalendar(db, { from: input.day, to: input.day });
    return {
      type: 'effect' as const,
      base: park.version,
      day: dayAnswer(priced(checked.version), input.day, { zone: park.zone, calendar }),
      ...effectAnswer(await effectOf(db, { park, tariff, version: checked.version, now })),
      closedBefore: park.firstOpenDay,
      otherMoney: otherMoney(tariff, checked.version),
    };
  }),

  /** Writes a version over the park that was looked at. One that prices used days anew needs to be agreed to. */
  save: procedure.input(draft.extend({ base, agreed: z.boolean() })).mutation(async ({ ctx, input }) => {
    requireManage(ctx, input.park);
    const { park, tariff, today } = await kept(ctx, input);
    const checked = checkVersion(input.version, { tariff, as: input.as, firstOpenDay: park.firstOpenDay });
    if (checked.type === 'refused') return { type: 'faults' as const, faults: checked.faults };
    const kind = kindOfChange(parkDay(checked.version.validFrom), today);
    if (kind === 'retroactive' && !input.agreed) return { type: 'notAgreed' as const };
    const { db, clock } = ctx.services;
    const of: TariffOfPark = { park: input.park, tariff: input.tariff, base: input.base };
    const written = await writeTariffVersion(db, { of, version: checked.version }, { actor: actorOf(ctx.principal), clock });
    return written.type === 'written' ? { type: 'saved' as const, kind, points: written.points } : written;
  }),

  /** Takes a version back before its first day. */
  withdraw: procedure.input(ofVersion.extend({ base })).mutation(async ({ ctx, input }) => {
    requireManage(ctx, input.park);
    const { tariff } = await kept(ctx, input);
    const rest = tariff.versions.filter(({ validFrom }) => validFrom !== input.validFrom);
    if (rest.length === 0) return { type: 'refused' as const, because: 'onlyOne' as const };
    // The one before it holds on: its prices by the clock must reach.
    if (faultsOfVersions(tariff, rest).length > 0) return { type: 'refused' as const, because: 'gap' as const };
    const { db, clock } = ctx.services;
    const of: TariffOfPark = { park: input.park, tariff: input.tariff, base: input.base };
    const done = await withdrawTariffVersion(db, { of, validFrom: input.validFrom }, { actor: actorOf(ctx.principal), clock });
    return done.type === 'withdrawn' ? { type: done.type } : done;
  }),
});

async function pricedPark(ctx: Context, park: string): Promise<PricedPark> {
  const found = await selectPricedPark(ctx.services.db, park);
  if (found === null) throw notFound('park');
  return found;
}

async function kept(ctx: Context, of: { readonly park: string; readonly tariff: string }) {
  const park = await pricedPark(ctx, of.park);
  const now = ctx.services.clock.now();
  const [tariff] = await selectKeptTariffs(ctx.services.db, park.id, { at: now, code: of.tariff });
  if (!tariff) throw notFound('tariff');
  return { park, tariff, now, today: parkDayOf(now, park.zone) };
}

const priced = (version: FileTariffVersion) =>
  versionFromContent({ id: 0, validFrom: version.validFrom, source: version.source, content: contentFromFile(version) });

/** What a version changes beside the energy's price, which the preview does not sum up. */
const otherMoney = ({ versions, steps }: KeptTariff, version: FileTariffVersion) => {
  const content = contentFromFile(version);
  const before = versions.findLast(({ validFrom }) => validFrom <= version.validFrom);
  return {
    demand: content.demandPrice !== before?.demandPrice || content.capacityPrice !== before?.capacityPrice,
    steps: steps.length > 0,
  };
};
