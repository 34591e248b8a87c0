import type { BilledVersion, Versions } from '#domain/bill/use-lines.ts';
import { type TariffContent, versionFromContent } from '#domain/park/tariff-content.ts';
import { type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';

const VERSIONS = `
  select v.id, v.valid_from::text as valid_from, v.source, v.content, t.code, t.name_zh, t.name_en, t.medium
  from tariff_version v join tariff t on t.id = v.tariff_id where v.id = any($1::int[]) order by v.id`;

/** Versions with the tariffs they are of. */
export async function selectBilledVersions(db: Queryable, ids: ReadonlySet<number>): Promise<Versions> {
  const versions = await rowsOf(
    db,
    VERSIONS,
    [[...ids]],
    (row): BilledVersion => ({
      ...versionFromContent({
        id: wholeIn(row, 'id'),
        validFrom: textIn(row, 'valid_from'),
        source: textIn(row, 'source'),
        // Written by contentFromFile alone.
        content: row.content as TariffContent,
      }),
      tariff: {
        code: textIn(row, 'code'),
        name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
        medium: row.medium === 'water' ? 'water' : 'electricity',
      },
    }),
  );
  return new Map(versions.map((version) => [version.id, version]));
}
