import { contentFromFile, versionFromContent } from '../park/tariff-content.ts';
import type { PriceBook } from '../tariff/price-book.ts';
import { versionOf } from '../tariff/provinces/areas.ts';
import type { AreaTemplate } from '../tariff/provinces/template.ts';
import type { Calendar, TariffVersion } from '../tariff/tariff.ts';
import type { ParkDay } from '../time/instant.ts';
import { addDays, monthOf, parkDay } from '../time/park-day.ts';

/** A book of periods and prices alone, in force from the first day asked about: a first version that is younger is taken as if it had been. */
export const bookOver = (
  versions: readonly TariffVersion[],
  { zone, calendar, from }: { readonly zone: string; readonly calendar: Calendar; readonly from: ParkDay },
): PriceBook => ({
  zone,
  calendar,
  versions: versions.map((version, i) => ({
    ...version,
    vectors: version.vectors ?? [],
    validFrom: i === 0 && version.validFrom > from ? from : version.validFrom,
  })),
  twoPart: null,
  powerFactor: null,
  tiers: null,
  fees: [],
});

/** The day since when the first of some versions is taken to be in force although it is not; null: it is. */
export const takenBack = (versions: readonly TariffVersion[], from: ParkDay): ParkDay | null => {
  const [first] = versions;
  return first && first.validFrom > from ? first.validFrom : null;
};

export type AreaVersions =
  | { readonly type: 'versions'; readonly versions: readonly TariffVersion[] }
  /** What was collected of the area's notice does not tell how its prices float. */
  | { readonly type: 'floatsUnknown' }
  /** None of one's own price parts is among those that float there. */
  | { readonly type: 'nothingFloats'; readonly components: readonly string[] };

/**
 * One's own flat prices under the periods and floats of another grid area: a version for each month, since floats follow the season. What one's own
 * versions charge in flat hours stays; `customers` picks among the classes a notice tells apart.
 */
export const versionsInArea = (
  area: AreaTemplate,
  own: readonly TariffVersion[],
  { from, to, customers }: { readonly from: ParkDay; readonly to: ParkDay; readonly customers: string | undefined },
): AreaVersions => {
  const floats = new Set(area.floating.flatMap(({ components }) => components));
  if (floats.size === 0) return { type: 'floatsUnknown' };
  const versions: TariffVersion[] = [];
  for (const day of changesOf(own, from, to)) {
    const base = own.findLast(({ validFrom }) => validFrom <= day) ?? own[0];
    if (!base) return { type: 'nothingFloats', components: [...floats] };
    if (!base.components.some(({ code }) => floats.has(code))) return { type: 'nothingFloats', components: [...floats] };
    const components = base.components.map(({ code, name, prices }) => ({ code, name, flat: prices.flat }));
    const version = versionOf(area, { validFrom: day, components, ...(customers === undefined ? {} : { customers }) });
    if (version === null) return { type: 'floatsUnknown' };
    versions.push(versionFromContent({ id: 0, validFrom: day, source: version.source, content: contentFromFile(version) }));
  }
  return { type: 'versions', versions };
};

/** The first day, the first of each month, and each day on which one's own prices change. */
const changesOf = (own: readonly TariffVersion[], from: ParkDay, to: ParkDay): readonly ParkDay[] => {
  const changes = new Set<ParkDay>([from]);
  for (const { validFrom } of own) if (validFrom > from && validFrom <= to) changes.add(validFrom);
  for (let month = nextMonth(from); month <= to; month = nextMonth(month)) changes.add(month);
  return [...changes].sort();
};

const nextMonth = (day: ParkDay): ParkDay => parkDay(`${monthOf(addDays(parkDay(`${day.slice(0, 7)}-28`), 4))}-01`);
