import type { KeptTariff } from '#db/park/select-tariffs.ts';
import type { FileFault } from '#domain/park/file-fault.ts';
import type { FileTariff, FileTariffVersion } from '#domain/park/park-file.ts';
import { withVersion } from '#domain/tariff/change-version.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { addIssues } from '../park-file/check.ts';
import { checkTariffs } from '../park-file/check-tariffs.ts';
import { createFaultList } from '../park-file/faults.ts';
import { versionSchema } from '../park-file/schema.ts';

/** Whether a version is to stand beside the others, or in the place of the one of its day. */
export type As = 'new' | 'correction';

export type CheckedVersion =
  | { readonly type: 'accepted'; readonly version: FileTariffVersion }
  /** Paths within the version; empty: of the tariff as a whole. */
  | { readonly type: 'refused'; readonly faults: readonly FileFault[] };

/**
 * A version by the checks of the park file, as if a file had brought the tariff with it; every fault at its field. Beyond them: a new one has a day
 * of its own, a correction does not; and a closed month keeps its prices of demand and capacity, which only the bills of that month are made of.
 */
export const checkVersion = (
  form: unknown,
  { tariff, as, firstOpenDay }: { readonly tariff: KeptTariff; readonly as: As; readonly firstOpenDay: string | null },
): CheckedVersion => {
  const list = createFaultList();
  const shaped = versionSchema.safeParse(form);
  if (!shaped.success) {
    addIssues(list, '', shaped.error);
    return { type: 'refused', faults: list.found };
  }
  const version: FileTariffVersion = shaped.data;
  const known = tariff.versions.find(({ validFrom }) => validFrom === version.validFrom);
  if (as === 'new' && known) list.add('validFrom', 'DUPLICATE', 'a version begins on this day already: correct that one');
  if (as === 'correction' && !known) list.add('validFrom', 'UNKNOWN_REFERENCE', 'no version begins on this day');
  const versions = withVersion(tariff.versions.map(dated), dated(version));
  const place = versions.findIndex(({ validFrom }) => validFrom === version.validFrom);
  for (const { path, code, message } of faultsOfVersions(
    tariff,
    versions.map(({ own }) => own),
  ))
    list.add(path.startsWith(`versions[${place}].`) ? path.slice(`versions[${place}].`.length) : '', code, message);
  checkClosed(list, version, { versions: tariff.versions, firstOpenDay });
  return list.found.length === 0 ? { type: 'accepted', version } : { type: 'refused', faults: list.found };
};

const dated = (own: FileTariffVersion) => ({ validFrom: parkDay(own.validFrom), own });

/** Faults of a tariff that had these versions; paths within the tariff. */
export const faultsOfVersions = (
  { code, medium, name, steps }: Pick<KeptTariff, 'code' | 'medium' | 'name' | 'steps'>,
  versions: readonly FileTariffVersion[],
): readonly FileFault[] => {
  const list = createFaultList();
  const value: FileTariff = { code, medium, name, versions, steps };
  checkTariffs(list, { tariffs: [{ path: 'tariff', value }] });
  return list.found.map((fault) => ({ ...fault, path: fault.path.slice('tariff.'.length) }));
};

const checkClosed = (
  list: ReturnType<typeof createFaultList>,
  version: FileTariffVersion,
  { versions, firstOpenDay }: { readonly versions: readonly FileTariffVersion[]; readonly firstOpenDay: string | null },
): void => {
  if (firstOpenDay === null || version.validFrom >= firstOpenDay) return;
  const before = versions.findLast(({ validFrom }) => validFrom <= version.validFrom);
  for (const field of ['demandPrice', 'capacityPrice'] as const)
    if (!samePrice(version[field], before?.[field]))
      list.add(field, 'FIXED', `the books are closed before ${firstOpenDay}: a version from then on can change it`);
};

/** Decimal texts: "42" is "42.00". */
const samePrice = (a: string | undefined, b: string | undefined): boolean => plain(a) === plain(b);
const plain = (text: string | undefined): string => (text ?? '').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
