import type { NamedVersion } from '#db/explain/charge.ts';
import type { SourceReading } from '#db/explain/slot-source.ts';
import { type Boundary, boundaryFormula, type MeterRule, ratioText, registerFormula } from '#domain/explain/slot-pieces.ts';
import { QUALITIES } from '#domain/metering/quality.ts';
import { priceOf, slotPriceOf } from '#domain/tariff/charge-lines.ts';
import { PERIODS, type Period, type TariffVersion } from '#domain/tariff/tariff.ts';
import type { StepDay } from '#domain/tiers/step-days.ts';
import { type InstantMs, instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { exact, exactFromFen, roundToFen, yuanFromFen, yuanFromPrice } from '#domain/units/money.ts';
import { quantity } from '#domain/units/quantity.ts';
import { doubtsOf, edgesOf, type SlotExplained } from '../explain/explain-slot.ts';
import type { OpenedMessage } from '../explain/open-message.ts';
import { exactYuan } from './exact-yuan.ts';

const MILLI_PLACES = 6;

/** Thousandths of a Wh (litre) as kWh (m³) with six decimals. */
const kilo = (milli: number): string => {
  const digits = String(milli).padStart(MILLI_PLACES + 1, '0');
  return `${digits.slice(0, -MILLI_PLACES)}.${digits.slice(-MILLI_PLACES)}`;
};
const kiloOrNull = (milli: number | null): string | null => (milli === null ? null : kilo(milli));

/** The one rounding, and what it moved. */
export const roundingOf = (charge: bigint) => {
  const rounded = roundToFen(exact(charge));
  return { exactYuan: exactYuan(charge), yuan: yuanFromFen(rounded), lostYuan: exactYuan(exactFromFen(rounded) - charge) };
};

/** What a tier added on a day. */
export const tierAnswer = ({ day, medium, component, name, used, price, charge }: StepDay) => ({
  day,
  medium,
  component,
  name,
  quantity: used,
  price: yuanFromPrice(price),
  chargeYuan: exactYuan(charge),
});

export const periodOf = (index: number, versionId: number | null): Period | null => (versionId === null ? null : (PERIODS[index] ?? null));

export const qualityOf = (index: number) => QUALITIES[index] ?? 'estimated';

/** Delivered, or of one component; null where a version does not have it, and where the clock has a say in it. */
export const priceIn = (version: TariffVersion, period: Period, component: string | null): bigint | null => {
  if (component === null) return version.vectors?.length ? null : priceOf(version, period);
  return version.components.find(({ code }) => code === component)?.prices[period] ?? null;
};

/** As priceIn, of a quarter of an hour, which has one price by the clock too. */
export const slotPriceIn = (
  version: TariffVersion,
  period: Period,
  { component, quantity: used, charge }: { readonly component: string | null; readonly quantity: number; readonly charge: bigint },
): bigint | null => {
  const delivered = slotPriceOf(version, period, { quantity: quantity(used), charge: exact(charge) });
  if (component === null) return delivered;
  if (!version.vectors?.some(({ code }) => code === component)) return priceIn(version, period, component);
  return delivered === null ? null : delivered - priceOf(version, period);
};

export const priceText = (price: bigint | null): string | null => (price === null ? null : yuanFromPrice(exactPrice(price)));
const exactPrice = (price: bigint) => price as Parameters<typeof yuanFromPrice>[0];

export const versionAnswer = ({ tariff, name, version, validTo }: NamedVersion) => ({
  id: version.id,
  tariff,
  name,
  validFrom: String(version.validFrom),
  validTo: validTo === null ? null : String(validTo),
  source: version.source,
  components: version.components.map(({ code, name: words, prices }) => ({
    code,
    name: words,
    prices: {
      deepValley: yuanFromPrice(prices.deepValley),
      valley: yuanFromPrice(prices.valley),
      flat: yuanFromPrice(prices.flat),
      peak: yuanFromPrice(prices.peak),
      criticalPeak: yuanFromPrice(prices.criticalPeak),
    },
  })),
});

export const slotAnswer = (explained: SlotExplained) => {
  const { source, rule, version, pieces } = explained;
  const { installation } = source;
  const period = periodOf(source.period, source.versionId);
  const price = version && period ? slotPriceIn(version.version, period, { ...source, component: null }) : null;
  return {
    medium: source.medium,
    start: source.start,
    end: instantMs(source.start + SLOT_MS),
    quantity: source.quantity,
    quality: qualityOf(source.quality),
    period,
    price: priceText(price),
    chargeYuan: exactYuan(source.charge),
    formula: `${thousands(source.quantity)} * ${priceText(price) ?? '0'} = ${exactYuan(source.charge)}`,
    version: version && versionAnswer(version),
    installation: {
      id: installation.id,
      serial: installation.serial,
      model: installation.model,
      codec: installation.codec,
      from: installation.from,
      to: installation.to,
      ratio: ratioText(rule.ratio),
      rollsOverAt: kilo(rule.modulus),
      startRegister: kiloOrNull(installation.startRegister),
      endRegister: kiloOrNull(installation.endRegister),
    },
    pieces: pieces.map(({ from, to, rollovers, quantity }) => ({
      from: boundaryAnswer(rule, from),
      to: boundaryAnswer(rule, to),
      rollovers,
      quantity,
    })),
    readings: edgesOf(explained).map((reading) => readingAnswer(rule, reading)),
    doubts: doubtsOf(explained).map((reading) => readingAnswer(rule, reading)),
    agrees: explained.quantity === source.quantity && (price === null || BigInt(source.quantity) * price === source.charge),
    pending: source.pending,
  };
};

/** Wh (litres) as kWh (m³). */
const thousands = (quantity: number): string => {
  const digits = String(Math.abs(quantity)).padStart(4, '0');
  return `${quantity < 0 ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`;
};

const boundaryAnswer = (rule: MeterRule, boundary: Boundary<SourceReading>) => ({
  at: boundary.at,
  register: boundary.register,
  formula: boundaryFormula(rule, boundary),
  interpolated: boundary.after !== null,
  before: boundary.before.at,
  after: boundary.after?.at ?? null,
});

const readingAnswer = ({ ratio }: MeterRule, { at, value, sent, verdict, decided }: SourceReading) => ({
  at,
  register: kilo(value),
  primary: registerFormula(ratio, value),
  receivedAt: sent?.receivedAt ?? null,
  raw: sent && { id: sent.rawId, place: sent.rawIndex },
  verdict,
  decided,
});

export const messageAnswer = (message: OpenedMessage) => ({
  kept: true as const,
  ...message,
  own: message.own.map(({ at, registers, historical }) => ({
    at: at as InstantMs,
    import: kiloOrNull(registers.import),
    export: kiloOrNull(registers.export),
    reactive: kiloOrNull(registers.reactive),
    historical,
  })),
});
