import type { OpenAccount } from '#db/park/open-account.ts';
import type { OpeningPoint, OpeningTariff } from '#db/park/opening-ground.ts';
import type { FileFault } from '#domain/park/file-fault.ts';
import { isoFromInstant } from '#domain/park/file-values.ts';
import type { AccountKind } from '#domain/park/model.ts';
import type { FileAccount, FilePoint, FileTariff } from '#domain/park/park-file.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { dayRange } from '#domain/time/park-day.ts';
import { registerFromKilo } from '#domain/units/quantity.ts';
import { addIssues } from './check.ts';
import { checkAccounts } from './check-accounts.ts';
import { checkAssignments } from './check-assignments.ts';
import { createFaultList } from './faults.ts';
import { accountSchema } from './schema.ts';

/** An account as the form at the counter gives it; money is yuan as text, registers kWh or m³ at the meter. */
export interface OpeningForm {
  readonly park: string;
  readonly code: string;
  readonly name: string;
  readonly kind: Exclude<AccountKind, 'supply'>;
  readonly space: string | null;
  readonly day: ParkDay;
  readonly alarm1: string;
  readonly alarm2: string;
  readonly overdraft: string;
  readonly points: readonly {
    readonly point: string;
    readonly tariff: string;
    readonly register: string;
    /** Ids of photos of the register; absent: none. */
    readonly photos?: readonly number[];
  }[];
  readonly takeOver: boolean;
}

export interface OpeningGround {
  readonly zone: string;
  readonly points: readonly OpeningPoint[];
  readonly tariffs: readonly OpeningTariff[];
  readonly spaces: ReadonlySet<string>;
}

export type CheckedOpening =
  | { readonly type: 'accepted'; readonly opening: OpenAccount }
  | { readonly type: 'refused'; readonly faults: readonly FileFault[] };

/** The checks a park file makes of an account and who pays for its points; every fault with the place in the form it speaks of. */
export const checkOpening = (form: OpeningForm, { zone, points, tariffs, spaces }: OpeningGround): CheckedOpening => {
  const faults = createFaultList();
  const account = accountSchema.safeParse(accountOf(form));
  if (!account.success) addIssues(faults, 'account', account.error);
  const known = new Map(points.map((point) => [point.code, point]));
  const from = isoFromInstant(dayRange(form.day, zone).from);
  const seen = new Set<string>();
  const chosen = form.points.flatMap(({ point, tariff, register, photos = [] }, i) => {
    const path = `points[${i}]`;
    const found = known.get(point);
    if (!found) faults.add(path, 'UNKNOWN_REFERENCE', `${point} is no point of tenants in this park`);
    if (seen.has(point)) faults.add(path, 'DUPLICATE', `${point} is named twice`);
    seen.add(point);
    if (register.trim() !== '' && registerFromKilo(register.trim()) === null)
      faults.add(`${path}.register`, 'SHAPE', 'expected a decimal, "1234.5"');
    if (register.trim() === '' && photos.length > 0) faults.add(`${path}.register`, 'MISSING', 'what the photo shows is typed, too');
    return found ? [{ path, value: { ...placeOf(found), assignments: [{ account: form.code, tariff, from }] } }] : [];
  });
  if (account.success) {
    const entries = [{ path: 'account', value: account.data satisfies FileAccount }];
    checkAccounts(faults, { accounts: entries, codes: { spaces } });
    checkAssignments(faults, {
      zone,
      accounts: entries,
      tariffs: tariffs.map((tariff) => ({ path: '', value: fileTariffOf(tariff) })),
      points: chosen,
      codes: { tariffs: new Set(tariffs.map(({ code }) => code)), spaces, accounts: new Set([form.code]), points: new Set(known.keys()) },
    });
  }
  if (!account.success || faults.found.length > 0) return { type: 'refused', faults: faults.found };
  return {
    type: 'accepted',
    opening: {
      park: form.park,
      account: account.data,
      day: form.day,
      points: form.points.map(({ point, tariff, register, photos = [] }) => ({
        point,
        tariff,
        photos,
        registerMilli: register.trim() === '' ? null : registerFromKilo(register.trim()),
      })),
      takeOver: form.takeOver,
    },
  };
};

const accountOf = ({ code, name, kind, space, day, alarm1, alarm2, overdraft }: OpeningForm): object => ({
  code,
  name: { zh: name, en: name },
  kind,
  ...(space === null ? {} : { space }),
  openedOn: day,
  alarm1,
  alarm2,
  overdraft,
});

const placeOf = ({ code, name, medium, role, space }: OpeningPoint): Omit<FilePoint, 'assignments'> => ({
  code,
  name,
  medium,
  role,
  ...(space === null ? {} : { space }),
});

/** What the checks of payers ask of a price: its medium, and from when it holds. */
const fileTariffOf = ({ code, name, medium, validFrom }: OpeningTariff): FileTariff => ({
  code,
  name,
  medium,
  versions: [{ validFrom, source: '', components: [], rules: [] }],
});
