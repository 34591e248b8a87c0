import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { selectTariffs } from '#db/explain/what-if-rows.ts';
import { selectParkZone } from '#db/queries/parks.ts';
import type { Forecast } from '#domain/explain/forecast.ts';
import { AREAS } from '#domain/tariff/provinces/areas.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { exact, type Fen, fen, priceFromYuan, roundToFen, yuanFromFen } from '#domain/units/money.ts';
import { forecastAccount } from '../explain/forecast.ts';
import { type Comparison, compareDemand, compareTariff, type DemandMode, type Span } from '../explain/what-if.ts';
import { code, month, qualifiedKey } from './input.ts';
import { type Context, liveDocument, notFound, procedure, requireRead, router } from './trpc.ts';
import { choicesOut, comparisonOut, demandOut, forecastOut } from './what-if-shapes.ts';

/** A year, and the running month. */
const MONTHS_MAX = 13;
const KILO = 1_000;

const priceIn = z
  .string()
  .max(20)
  .transform((text, context) => {
    const price = priceFromYuan(text);
    if (price !== null && price >= 0n) return price;
    context.addIssue({ code: 'custom', message: 'expected yuan with at most eight decimals' });
    return z.NEVER;
  });

const meta = (path: `/${string}`, summary: string) => ({ openapi: { method: 'GET' as const, path, tags: ['what-if'], summary } });

/** Judged: of an account those who see it, of all tenants those who see the park. */
const spanOf = async (ctx: Context, asked: { park: string; account?: string | undefined; from: ParkDay; to: ParkDay }): Promise<Span> => {
  const { park, account, from, to } = asked;
  requireRead(ctx, account === undefined ? { type: 'park', park } : { type: 'account', park, account });
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;
  if (months < 1 || months > MONTHS_MAX) throw new TRPCError({ code: 'BAD_REQUEST', message: `1 to ${MONTHS_MAX} months` });
  const zone = await selectParkZone(ctx.services.db, park);
  if (zone === null) throw notFound('park');
  return { zone, from, to };
};

const scopeInput = {
  park: code,
  account: code.optional().meta({ description: 'absent: all tenants of the park together' }),
  from: month,
  to: month,
};

/** What a load can be compared with. */
const choices = procedure
  .meta(meta('/parks/{park}/what-if', "The park's tariffs, and the period tables of other grid areas"))
  .input(z.object({ park: code }))
  .output(choicesOut)
  .query(async ({ ctx, input }) => {
    requireRead(ctx, { type: 'park', park: input.park });
    const tariffs = await selectTariffs(ctx.services.db, input.park);
    return {
      tariffs: tariffs.map(({ code: own, name, versions }) => ({
        code: own,
        name,
        from: String(versions[0]?.validFrom ?? ''),
        versions: versions.length,
        source: versions.at(-1)?.source ?? '',
      })),
      areas: AREAS.map(({ code: own, area, documents, floating, gaps }) => ({
        code: own,
        name: area,
        documents: [...documents],
        customers: [...new Map(floating.flatMap(({ customers }) => (customers ? [[customers.en, customers]] : []))).values()],
        known: floating.length > 0,
        gaps: [...gaps],
      })),
    };
  });

const tariff = procedure
  .meta(meta('/parks/{park}/what-if/tariff', 'Past months under another tariff, beside what was charged for electricity'))
  .input(
    z.object({
      ...scopeInput,
      tariff: code.optional().meta({ description: 'a tariff of the park' }),
      area: code.optional().meta({ description: 'or the periods and floats of a grid area, on one’s own flat prices' }),
      customers: z.string().max(100).optional().meta({ description: 'the class of customers, where the area’s notice tells them apart' }),
    }),
  )
  .output(comparisonOut)
  .query(async ({ ctx, input }) => {
    const span = await spanOf(ctx, input);
    if ((input.tariff === undefined) === (input.area === undefined))
      throw new TRPCError({ code: 'BAD_REQUEST', message: 'name a tariff or an area, and not both' });
    const against =
      input.tariff === undefined
        ? { type: 'area' as const, code: input.area ?? '', customers: input.customers }
        : { type: 'tariff' as const, code: input.tariff };
    return comparisonAnswer(await compareTariff(ctx.services.db, { park: input.park, account: input.account ?? null }, { span, against }));
  });

const comparisonAnswer = (compared: Comparison) => {
  if (compared.type === 'refused') return compared;
  const { months, now, against, saving, sources, takenBackFrom, tiers, by } = compared;
  return {
    type: 'compared' as const,
    months: months.map((one) => ({
      month: one.month,
      wh: one.wh,
      whCharged: one.whCharged,
      nowYuan: yuanFromFen(one.now),
      againstYuan: yuanFromFen(one.against),
      savingYuan: yuanFromFen(one.saving),
      complete: one.complete,
      periods: one.byPeriod.map(({ period, wh, charge }) => ({ period, wh, yuan: yuanFromFen(roundToFen(exact(charge))) })),
    })),
    nowYuan: yuanFromFen(now),
    againstYuan: yuanFromFen(against),
    savingYuan: yuanFromFen(saving),
    sources: [...sources],
    takenBackFrom: takenBackFrom === null ? null : String(takenBackFrom),
    tiers: { nowYuan: yuanFromFen(tiers.now), againstYuan: yuanFromFen(tiers.against) },
    by,
  };
};

const demand = procedure
  .meta(meta('/parks/{park}/what-if/demand', 'Past months by capacity, by contract demand and by actual demand'))
  .input(
    z.object({
      ...scopeInput,
      account: code,
      capacityKVA: z.coerce.number().int().min(1).max(10_000_000),
      contractKW: z.coerce.number().int().min(1).max(10_000_000).optional().meta({ description: 'absent: the best there could have been' }),
      yuanPerKW: priceIn.meta({ description: 'yuan per kW and month' }),
      yuanPerKVA: priceIn.meta({ description: 'yuan per kVA and month' }),
    }),
  )
  .output(demandOut)
  .query(async ({ ctx, input }) => {
    const span = await spanOf(ctx, input);
    const terms = {
      capacityVA: input.capacityKVA * KILO,
      contractW: input.contractKW === undefined ? null : input.contractKW * KILO,
      perKW: input.yuanPerKW,
      perKVA: input.yuanPerKVA,
    };
    const compared = await compareDemand(ctx.services.db, { park: input.park, account: input.account }, { span, terms });
    if (compared === null) return null;
    return {
      months: compared.months.map(({ charges, ...one }) => ({ ...one, yuan: yuanByMode(charges) })),
      totals: yuanByMode(compared.totals),
      best: compared.best,
      savingYuan: yuanFromFen(compared.saving),
      contractW: compared.contractW,
      bestContractW: compared.bestContractW,
    };
  });

const yuanByMode = ({ capacity, contract, actual }: Readonly<Record<DemandMode, Fen>>) => ({
  capacity: yuanFromFen(capacity),
  contract: yuanFromFen(contract),
  actual: yuanFromFen(actual),
});

const forecast = procedure
  .meta(meta('/accounts/{account}/forecast', 'The running month to its end, and how long what is left lasts, with the method'))
  .input(z.object({ account: qualifiedKey }))
  .output(forecastOut)
  .query(async ({ ctx, input }) => {
    const { park, code: account } = input.account;
    requireRead(ctx, { type: 'account', park, account });
    const { accounts } = liveDocument(ctx, park).document;
    const board = Object.hasOwn(accounts, account) ? accounts[account] : undefined;
    const zone = await selectParkZone(ctx.services.db, park);
    if (!board || zone === null) throw notFound('account');
    const found = await forecastAccount(ctx.services.db, {
      park,
      account,
      zone,
      now: ctx.services.clock.now(),
      available: board.kind === 'prepaid' ? board.available : null,
    });
    if (found === null) throw notFound('account');
    return forecastAnswer(found);
  });

/** Rounded part by part, as bills round their lines: what the month comes to is their sum. */
const forecastAnswer = ({ method, over, monthSoFar, monthEnd, daysLeft, emptyOn }: Forecast) => {
  const { energy = exact(0n), tiers = exact(0n), demand = null } = monthEnd ?? {};
  const parts = [energy, tiers, demand?.charge ?? exact(0n)].map(roundToFen);
  const [energyYuan = '', tiersYuan = '', demandYuan = ''] = parts.map(yuanFromFen);
  return {
    method,
    overDays: over,
    monthSoFarYuan: yuanFromFen(roundToFen(monthSoFar)),
    monthEndYuan: monthEnd === null ? null : yuanFromFen(fen(parts.reduce<bigint>((sum, part) => sum + part, 0n))),
    parts: monthEnd && {
      energyYuan,
      tiersYuan,
      demand:
        demand === null || demand.mode === 'single'
          ? null
          : {
              mode: demand.mode,
              yuan: demandYuan,
              quantity: demand.quantity,
              maxDemandW: demand.maxDemandW,
              discounted: demand.discounted,
            },
    },
    daysLeft,
    emptyOn: emptyOn === null ? null : String(emptyOn),
  };
};

export const whatIfRouter = router({ choices, tariff, demand, forecast });
