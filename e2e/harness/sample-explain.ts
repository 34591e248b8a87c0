import { initTRPC } from '@trpc/server';
import type { NamedVersion } from '#db/explain/charge.ts';
import type { SourceReading } from '#db/explain/slot-source.ts';
import { slotPieces } from '#domain/explain/slot-pieces.ts';
import { PERIODS, type Period } from '#domain/tariff/tariff.ts';
import { HOUR_MS, type InstantMs, instantMs, MINUTE_MS, type ParkDay, SLOT_MS } from '#domain/time/instant.ts';
import { addDays, dayRange, parkDay } from '#domain/time/park-day.ts';
import { type Price, priceFromYuan, yuanFromPrice } from '#domain/units/money.ts';
import { type Quantity, quantity, ratioMilli } from '#domain/units/quantity.ts';
import { exactYuan } from '#server/trpc/exact-yuan.ts';
import { roundingOf, slotAnswer, versionAnswer } from '#server/trpc/explain-answers.ts';
import { hourOf, PRICES, periodAt, ZONE } from './sample-day.ts';
import { sampleTiers } from './sample-tiers.ts';

const t = initTRPC.context<{ readonly role: string | null }>().create();
const asked = <T>() => t.procedure.input({ parse: (value: unknown) => value as T });

const RULE = { ratio: ratioMilli(80_000), modulus: 1_000_000_000_000 };
const SINCE = dayRange(parkDay('2026-10-13'), ZONE).from;
const STEP_MS = 7 * MINUTE_MS;

/** A meter behind 80/1: some 420 W at its own side, more by day; mWh. */
const registerAt = (at: number): number => {
  const hours = (at - SINCE) / HOUR_MS;
  return Math.round(12_345_670_000 + 420_000 * hours - 1_200_000 * Math.cos(((hours - 3) / 12) * Math.PI));
};

const reading = (at: number, over: Partial<SourceReading> = {}): SourceReading => ({
  at,
  value: registerAt(at),
  begins: false,
  around: false,
  verdict: null,
  decided: false,
  sent: { receivedAt: instantMs(at + 420), rawId: 48_211 + Math.floor((at - SINCE) / STEP_MS), rawIndex: 17 },
  ...over,
});

const readingsOf = (start: number): readonly SourceReading[] => {
  const first = Math.floor((start - SINCE) / STEP_MS) * STEP_MS + SINCE;
  return [0, 1, 2, 3]
    .map((i) => reading(first + i * STEP_MS))
    .filter(({ at }, i, all) => i === 0 || (all[i - 1]?.at ?? 0) < start + SLOT_MS || at === start);
};

const piecesOf = (start: number) => slotPieces(start, RULE, readingsOf(start));
const quantityOf = (start: number): number => piecesOf(start).reduce((sum, piece) => sum + piece.quantity, 0);
const priceOf = (period: Period): Price => {
  const found = priceFromYuan(PRICES[period]);
  if (found === null) throw new Error('harness: no price');
  return found;
};
/** Parts that add up to the price: so much of a hundred, or what that leaves. */
const allPrices = (share: bigint, rest = false): Record<Period, Price> => {
  const part = (period: Period): bigint => (priceOf(period) * share) / 100n;
  const of = (period: Period): Price => (rest ? priceOf(period) - part(period) : part(period)) as Price;
  return { deepValley: of('deepValley'), valley: of('valley'), flat: of('flat'), peak: of('peak'), criticalPeak: of('criticalPeak') };
};

export const VERSION: NamedVersion = {
  tariff: 'tou',
  name: { zh: '工商业两部制分时', en: 'Two-part, time of use' },
  medium: 'electricity',
  validTo: null,
  version: {
    id: 3,
    validFrom: parkDay('2026-08-01'),
    source: '国网江苏代理购电 2026-08; 苏发改价格发〔2025〕426号; check with your current notice',
    rules: [],
    components: [
      { code: 'purchase', name: { zh: '代理购电', en: 'Purchase' }, prices: allPrices(70n) },
      { code: 'td', name: { zh: '输配电', en: 'Transmission and distribution' }, prices: allPrices(70n, true) },
    ],
  },
};

interface SlotOfDay {
  readonly start: InstantMs;
  readonly period: Period;
  readonly quantity: number;
  readonly charge: bigint;
}

const slotsOf = (day: string, now: InstantMs): readonly SlotOfDay[] => {
  const { from, to } = dayRange(parkDay(day), ZONE);
  const slots: SlotOfDay[] = [];
  for (let start = from as number; start < to && start + SLOT_MS <= now; start += SLOT_MS) {
    const period = periodAt(Math.floor(hourOf(instantMs(start))));
    const quantity = quantityOf(start);
    slots.push({ start: instantMs(start), period, quantity, charge: BigInt(quantity) * priceOf(period) });
  }
  return slots;
};

interface Asked {
  readonly account: string;
  readonly from: string;
  readonly to: string;
  readonly period?: Period;
  readonly point?: string;
}

const pointOf = (account: string): string => `E-${(account.split(':')[1] ?? 'A-001').slice(2)}`;
const sum = <T>(list: readonly T[], read: (one: T) => bigint): bigint => list.reduce((total, one) => total + read(one), 0n);
const whole = <T>(list: readonly T[], read: (one: T) => number): number => list.reduce((total, one) => total + read(one), 0);

const linesOf = ({ account, from, to, period }: Asked, now: InstantMs) => {
  const lines = [];
  for (let day = parkDay(from); day <= to; day = addDays(day, 1)) {
    const slots = slotsOf(day, now);
    for (const name of PERIODS) {
      const of = slots.filter((slot) => slot.period === name && (period === undefined || slot.period === period));
      if (of.length > 0)
        lines.push({
          day: String(day),
          point: pointOf(account),
          name: { zh: '电表', en: 'Power' },
          medium: 'electricity',
          version: 3,
          period: name,
          quantity: whole(of, ({ quantity }) => quantity),
          slots: of.length,
          price: yuanFromPrice(priceOf(name)),
          components: [],
          charge: sum(of, ({ charge }) => charge),
          chargeYuan: exactYuan(sum(of, ({ charge }) => charge)),
          agrees: true,
        });
    }
  }
  return lines;
};

/** Exact yuan with eleven decimals as 1e-11 yuan. */
const exactOf = (yuan: string): bigint => BigInt(yuan.replace('.', ''));

const PAGE = 100;

/** A charge of a sample meter, opened by the product's own reckoning. */
export const sampleExplain = (now: () => InstantMs) =>
  t.router({
    charges: asked<Asked & { after?: string }>().query(({ input }) => {
      const lines = input.account.startsWith('empty') ? [] : linesOf(input, now());
      const first = Number(input.after ?? 0);
      const days = new Map<ParkDay, Quantity>();
      for (const { day, quantity: used } of linesOf({ ...input, from: `${input.from.slice(0, 7)}-01` }, now()))
        days.set(parkDay(day), quantity((days.get(parkDay(day)) ?? 0) + used));
      const tiers =
        input.period === undefined && input.point === undefined
          ? sampleTiers(input.account, days).filter(({ day }) => day >= input.from)
          : [];
      const charge = sum(lines, (line) => line.charge) + sum(tiers, (tier) => exactOf(tier.chargeYuan));
      return {
        lines: lines.slice(first, first + PAGE).map(({ charge: _, ...line }) => line),
        tiers,
        versions: [versionAnswer(VERSION)],
        totals: [
          {
            medium: 'electricity',
            lines: lines.length + tiers.length,
            slots: whole(lines, ({ slots }) => slots),
            quantity: whole(lines, ({ quantity }) => quantity),
            chargeYuan: exactYuan(charge),
          },
        ],
        rounding: roundingOf(charge),
        next: lines.length > first + PAGE ? String(first + PAGE) : null,
      };
    }),
    slots: asked<Asked>().query(({ input }) => {
      const slots = slotsOf(input.from, now()).filter(({ period }) => period === input.period);
      const charge = sum(slots, (slot) => slot.charge);
      const sums = { slots: slots.length, quantity: whole(slots, ({ quantity }) => quantity), chargeYuan: exactYuan(charge) };
      return {
        medium: 'electricity',
        slots: slots.map((slot) => ({
          start: slot.start,
          day: input.from,
          serial: 'E-020106',
          installation: 7,
          quantity: slot.quantity,
          quality: 'interpolated',
          version: 3,
          period: slot.period,
          price: yuanFromPrice(priceOf(slot.period)),
          chargeYuan: exactYuan(slot.charge),
        })),
        sums,
        accrual: sums,
        agrees: true,
        rounding: roundingOf(charge),
        next: null,
      };
    }),
    slot: asked<{ start: number }>().query(({ input: { start } }) => {
      const period = periodAt(Math.floor(hourOf(instantMs(start))));
      const doubt = reading(start + 4 * MINUTE_MS + 30_000, { value: registerAt(start) - 900_000_000, verdict: 'outlier' });
      return slotAnswer({
        source: {
          medium: 'electricity',
          start: instantMs(start),
          quantity: quantityOf(start),
          quality: 1,
          versionId: 3,
          period: PERIODS.indexOf(period),
          charge: BigInt(quantityOf(start)) * priceOf(period),
          pending: false,
          installation: {
            id: 7,
            deviceId: 7,
            serial: 'E-020106',
            model: 'DTSD1352',
            codec: 'canonical',
            from: SINCE,
            to: null,
            ...RULE,
            startRegister: null,
            endRegister: null,
          },
        },
        rule: RULE,
        version: VERSION,
        pieces: piecesOf(start),
        readings: [...readingsOf(start), doubt],
        quantity: quantityOf(start),
      });
    }),
    message: asked<{ at: number; rawId: number }>().query(({ input: { at, rawId }, ctx }) => {
      const kWh = (registerAt(at) / 1e6).toFixed(6);
      const iso = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ZONE).toString({ timeZoneName: 'never' });
      const text = JSON.stringify({
        seq: 17,
        sentAt: iso,
        readings: [{ sn: 'E-020106', at: iso, importKWh: kWh, powerKW: '0.43', relay: 'closed' }],
      });
      const own = [{ at, import: kWh, export: null, reactive: null, historical: false }];
      return {
        kept: true,
        topic: 'twin/v1/GW-2/up',
        bytes: text.length,
        sha256: '5f2c0d6f7e2b4a8c9d1e3f4056a7b8c9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f',
        receivedAt: at + 420,
        batch: { id: rawId, committedAt: at + 460, messages: 64 },
        place: 17,
        payload: ctx.role === 'low' ? null : { encoding: 'text', text, cut: false },
        own,
        others: ctx.role === 'low' ? 3 : 0,
      };
    }),
  });
