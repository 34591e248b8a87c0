import type { ParkDay } from '../time/instant.ts';
import type { TariffVersion } from './tariff.ts';

/** Where a version stands on a day: over, held now, or yet to come. */
export type VersionState = 'past' | 'inForce' | 'scheduled';

/** What a change does: nothing that is used already, what is used from today on, or days that were priced before. */
export type ChangeKind = 'scheduled' | 'immediate' | 'retroactive';

/** Days [from, to) on which something holds; `to` null: without an end. */
export interface HeldDays {
  readonly from: ParkDay;
  readonly to: ParkDay | null;
}

type Dated = Pick<TariffVersion, 'validFrom'>;

/** The days from a day to the next version of the same tariff, whether or not a version begins on it yet. */
export const heldFrom = (versions: readonly Dated[], from: ParkDay): HeldDays => ({
  from,
  to: versions.find(({ validFrom }) => validFrom > from)?.validFrom ?? null,
});

/** Versions by validFrom, ascending. */
export const stateOfVersion = (versions: readonly Dated[], validFrom: ParkDay, today: ParkDay): VersionState => {
  if (validFrom > today) return 'scheduled';
  const { to } = heldFrom(versions, validFrom);
  return to !== null && to <= today ? 'past' : 'inForce';
};

/** A version that begins today prices what was used since midnight anew, and nothing of a day before. */
export const kindOfChange = (validFrom: ParkDay, today: ParkDay): ChangeKind => {
  if (validFrom > today) return 'scheduled';
  return validFrom === today ? 'immediate' : 'retroactive';
};

/** The versions with one put among them, or in the place of the one of its day. */
export const withVersion = <T extends Dated>(versions: readonly T[], version: T): readonly T[] =>
  [...versions.filter(({ validFrom }) => validFrom !== version.validFrom), version].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
