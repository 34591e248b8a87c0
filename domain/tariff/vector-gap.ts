import type { ParkDay } from '../time/instant.ts';
import type { VectorComponent } from './price-vector.ts';

export interface VectorGap {
  readonly kind: 'workday' | 'restDay';
  /** The first day of that kind that nothing prices. */
  readonly from: ParkDay;
}

/**
 * Where a version's vector leaves out days that the version holds; null: nowhere. A version without an end holds as long as its prices are known:
 * what is used later is measured, and waits for a file that brings them. Every day is a workday or a rest day; a holiday's own prices come on top.
 */
export const vectorGap = (
  { vectors }: VectorComponent,
  held: { readonly from: ParkDay; readonly to: ParkDay | null },
): VectorGap | null => {
  const lasts = vectors.map(({ to }) => to ?? null);
  const known = lasts.includes(null)
    ? null
    : (lasts
        .filter((day) => day !== null)
        .sort()
        .at(-1) ?? null);
  const end = held.to ?? known;
  for (const kind of ['workday', 'restDay'] as const) {
    const spans = vectors
      .filter(({ dayKind }) => dayKind === undefined || dayKind === 'anyDay' || dayKind === kind)
      .toSorted((a, b) => (a.from < b.from ? -1 : 1));
    let covered: ParkDay | null = held.from;
    for (const { from, to } of spans) {
      if (covered === null || from > covered) break;
      if (to === undefined) covered = null;
      else if (to > covered) covered = to;
    }
    if (covered !== null && (end === null || covered < end)) return { kind, from: covered };
  }
  return null;
};
