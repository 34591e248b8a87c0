import { primaryOf, ratioMilli } from '../units/quantity.ts';
import type { PaperMeter } from './paper-bill.ts';

interface ReadAt {
  readonly at: number;
  /** Thousandths of a Wh (litre), before CT x PT. */
  readonly value: number;
}

/** What was read around an instant. */
interface Edge {
  readonly at: number;
  readonly before: ReadAt | null;
  readonly after: ReadAt | null;
}

interface Stretch extends Pick<PaperMeter, 'point' | 'name' | 'medium' | 'serial' | 'ratioMilli'> {
  readonly start: Edge;
  readonly end: Edge;
}

/** A meter as a paper lists it; null: nothing was read near one of its ends. */
export const meterOf = ({ start: first, end: last, ...meter }: Stretch): PaperMeter | null => {
  const [start, end] = [registerAt(first), registerAt(last)];
  if (start === null || end === null) return null;
  const ratio = ratioMilli(meter.ratioMilli);
  return { ...meter, start, end, quantity: end < start ? null : primaryOf(end, ratio) - primaryOf(start, ratio) };
};

/** On the straight line between the two readings, rounded half up; of one alone, that one: a meter that was taken off shows what it showed last. */
const registerAt = ({ at, before, after }: Edge): number | null => {
  if (before === null || after === null) return (before ?? after)?.value ?? null;
  const span = after.at - before.at;
  if (span === 0 || after.value < before.value) return before.value;
  const part = BigInt(after.value - before.value) * BigInt(at - before.at);
  return before.value + Number((2n * part + BigInt(span)) / (2n * BigInt(span)));
};
