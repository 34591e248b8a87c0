import { shareOf } from '../metering/advance.ts';
import { SLOT_MS } from '../time/instant.ts';
import { primaryOf, type Quantity, quantity, type RatioMilli } from '../units/quantity.ts';

/** A reading that counts, in the order of the meter's own time. */
export interface CountedReading {
  readonly at: number;
  /** Thousandths of a Wh (litre), before CT x PT. */
  readonly value: number;
  /** It begins a segment: what lies between it and the reading before is never billed. */
  readonly begins: boolean;
  /** The register went round between the reading before and this one. */
  readonly around: boolean;
}

/** The register at an instant, as the fold takes it: that of a reading, or on the straight line between two. */
export interface Boundary<R extends CountedReading> {
  readonly at: number;
  /** B(at): whole Wh (litres), primary side. */
  readonly register: Quantity;
  readonly before: R;
  /** Null where `before` was read at this very instant. */
  readonly after: R | null;
}

/** A stretch of a slot inside one segment. */
export interface SlotPiece<R extends CountedReading> {
  readonly from: Boundary<R>;
  readonly to: Boundary<R>;
  /** How often the register went round in between. */
  readonly rollovers: number;
  /** B(to) - B(from) + rollovers x modulus. */
  readonly quantity: Quantity;
}

export interface MeterRule {
  readonly ratio: RatioMilli;
  /** Thousandths of a Wh (litre). */
  readonly modulus: number;
}

/**
 * What a slot's quantity is made of: between the readings that count, piece by piece. `readings` reach from the last at or before the slot's start
 * to the first at or after its end, where there are such.
 */
export const slotPieces = <R extends CountedReading>(start: number, rule: MeterRule, readings: readonly R[]): readonly SlotPiece<R>[] => {
  const end = start + SLOT_MS;
  const pieces: SlotPiece<R>[] = [];
  for (let i = 1; i < readings.length; i++) {
    const [before, after] = [readings[i - 1], readings[i]];
    if (!before || !after || after.begins) continue;
    const [lo, hi] = [Math.max(before.at, start), Math.min(after.at, end)];
    if (lo >= hi) continue;
    const from = boundaryAt(rule, before, after, lo);
    const to = boundaryAt(rule, before, after, hi);
    const wholeTurn = primaryOf(rule.modulus, rule.ratio);
    const rollovers = after.around && hi === after.at ? 1 : 0;
    const piece = { from, to, rollovers, quantity: quantity(to.register + rollovers * wholeTurn - from.register) };
    const last = pieces.at(-1);
    if (last && last.to.at === lo && last.to.before === before) pieces[pieces.length - 1] = joined(last, piece);
    else pieces.push(piece);
  }
  return pieces;
};

const joined = <R extends CountedReading>(a: SlotPiece<R>, b: SlotPiece<R>): SlotPiece<R> => ({
  from: a.from,
  to: b.to,
  rollovers: a.rollovers + b.rollovers,
  quantity: quantity(a.quantity + b.quantity),
});

const boundaryAt = <R extends CountedReading>({ ratio, modulus }: MeterRule, before: R, after: R, at: number): Boundary<R> => {
  if (at === before.at) return { at, register: primaryOf(before.value, ratio), before, after: null };
  if (at === after.at) return { at, register: primaryOf(after.value, ratio), before: after, after: null };
  return {
    at,
    register: quantity(
      primaryOf(before.value, ratio) + shareOf(usedBetween({ ratio, modulus }, before, after), at - before.at, after.at - before.at),
    ),
    before,
    after,
  };
};

const usedBetween = ({ ratio, modulus }: MeterRule, before: CountedReading, after: CountedReading): number =>
  primaryOf(after.around ? after.value + modulus : after.value, ratio) - primaryOf(before.value, ratio);

/** How B(at) is reckoned, in whole Wh (litres) and milliseconds: "37037 + round((37046 - 37037) * 432000 / 900000) = 37041". */
export const boundaryFormula = (rule: MeterRule, { at, register, before, after }: Boundary<CountedReading>): string => {
  const first = primaryOf(before.value, rule.ratio);
  if (after === null) return registerFormula(rule.ratio, before.value);
  const end = first + usedBetween(rule, before, after);
  return `${first} + round((${end} - ${first}) * ${at - before.at} / ${after.at - before.at}) = ${register}`;
};

/** "round(1234567.890 * 30) = 37037037": the register at the meter in Wh (litres), times CT x PT. */
export const registerFormula = (ratio: RatioMilli, value: number): string =>
  `round(${thousandths(value)} * ${ratioText(ratio)}) = ${primaryOf(value, ratio)}`;

const thousandths = (milli: number): string => `${Math.floor(milli / 1_000)}.${String(milli % 1_000).padStart(3, '0')}`;

/** CT x PT without needless digits: "30", "1.5". */
export const ratioText = (ratio: RatioMilli): string => thousandths(ratio).replace(/\.?0+$/, '');
