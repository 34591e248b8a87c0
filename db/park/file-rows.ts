import type { FileTerms } from '#domain/park/file-terms.ts';
import { instantFromIso, isoFromInstant, microFromKg, ratioFromText, unitsFromKilo } from '#domain/park/file-values.ts';
import type { FileAccount, FileRegisters, ParkFile } from '#domain/park/park-file.ts';
import { contentFromFile } from '#domain/park/tariff-content.ts';
import { plainStep } from '#domain/park/tariff-steps.ts';
import { dayRange, parkDay } from '#domain/time/park-day.ts';
import { fenFromYuan } from '#domain/units/money.ts';
import { registerFromKilo } from '#domain/units/quantity.ts';

/**
 * A checked park file as rows for `json_to_recordset`: units of the database, one JSON text a kind. Each row knows its place in the file.
 * Money goes as text, so that no digit passes through a float.
 */
export const rowsOfFile = (file: ParkFile) => ({
  tariffs: file.tariffs.map(({ code, medium, name, steps = [] }, i) => ({
    path: `tariffs[${i}]`,
    code,
    medium,
    ...namesOf(name),
    steps: steps.map(plainStep),
  })),
  versions: file.tariffs.flatMap((tariff) =>
    tariff.versions.map((version) => ({
      tariff: tariff.code,
      valid_from: version.validFrom,
      source: version.source,
      content: contentFromFile(version),
    })),
  ),
  spaces: file.spaces.map((space) => ({
    code: space.code,
    kind: space.kind,
    parent: space.parent ?? null,
    ...namesOf(space.name),
    footprint: space.footprint ?? [],
    floors: space.floors ?? 1,
    area_m2: space.areaM2 ?? 0,
  })),
  accounts: file.accounts.map(accountRowOf),
  openings: file.accounts.flatMap(({ code, openedOn, openingBalance }, i) => {
    const fen = fenText(openingBalance);
    if (fen === '0') return [];
    const booked_at = isoFromInstant(dayRange(parkDay(openedOn), file.park.zone).from);
    return [{ path: `accounts[${i}].openingBalance`, account: code, key: openingKey(file.park.code, code), fen, booked_at }];
  }),
  points: file.points.map((point, i) => ({
    path: `points[${i}]`,
    code: point.code,
    ...namesOf(point.name),
    medium: point.medium,
    role: point.role,
    parent: point.parent ?? null,
    space: point.space ?? null,
    contract_w: point.contractKW === undefined ? null : unitsFromKilo(point.contractKW),
  })),
  assignments: file.points.flatMap((point, i) =>
    point.assignments.map(({ account, tariff, from, to }, j) => ({
      path: `points[${i}].assignments[${j}]`,
      point: point.code,
      account,
      tariff,
      from_at: iso(from),
      to_at: to === undefined ? null : iso(to),
    })),
  ),
  ...meterRowsOf(file),
  carbonMicro: known(microFromKg(file.park.carbon.kgPerKWh), 'carbon'),
});
export type FileRows = ReturnType<typeof rowsOfFile>;

/** The rows of a file that holds nothing: an act that writes a part of a park begins with them. */
export const NO_ROWS: FileRows = {
  tariffs: [],
  versions: [],
  spaces: [],
  accounts: [],
  openings: [],
  points: [],
  assignments: [],
  devices: [],
  installations: [],
  carbonMicro: 0,
};

/** An account, of a whole file or one that is opened by itself. */
export const accountRowOf = (account: FileAccount) => ({
  code: account.code,
  ...namesOf(account.name),
  kind: account.kind,
  space: account.space ?? null,
  alarm1_fen: fenText(account.alarm1),
  alarm2_fen: fenText(account.alarm2),
  overdraft_fen: fenText(account.overdraft),
  reclose_min_fen: fenText(account.recloseMin),
  hoard_max_fen: fenText(account.hoardMax ?? HOARD_MAX_YUAN),
  protected: account.protected ?? false,
  no_cut: account.noCut ?? [],
  opened_on: account.openedOn,
  terms: termsIn(account),
});

/** Devices and where they are, for a whole file or for one that is registered by itself. */
export const meterRowsOf = (file: Pick<ParkFile, 'devices' | 'installations'>) => ({
  devices: file.devices.map((device, i) => ({
    path: `devices[${i}]`,
    serial: device.serial,
    model: device.model,
    codec: device.codec,
    modulus_milli: known(registerFromKilo(device.registerModulusKWh ?? device.registerModulusM3 ?? ''), 'modulus'),
    max_rate: unitsFromKilo(device.maxKW ?? device.maxM3h ?? 0),
    interval_s: device.intervalS,
  })),
  installations: file.installations.map((installation, i) => ({
    path: `installations[${i}]`,
    device: installation.device,
    point: installation.point,
    from_at: iso(installation.from),
    to_at: installation.to === undefined ? null : iso(installation.to),
    ratio_milli: known(ratioFromText(installation.ratio), 'ratio'),
    ...registersOf('start', installation.start),
    ...registersOf('end', installation.end),
  })),
});

/** One opening a life, whatever is imported how often (law 5). */
const openingKey = (park: string, account: string): string => `opening:${park}:${account}`;

const termsIn = ({ households, waterQuotaM3, twoPart, powerFactor, fees }: FileTerms): FileTerms => ({
  ...(households !== undefined && { households }),
  ...(waterQuotaM3 !== undefined && { waterQuotaM3 }),
  ...(twoPart && { twoPart }),
  ...(powerFactor && { powerFactor }),
  ...(fees && { fees }),
});

const HOARD_MAX_YUAN = '1000000';

const namesOf = ({ zh, en }: { readonly zh: string; readonly en: string }) => ({ name_zh: zh, name_en: en });

/** The file was checked: a value that does not parse here is a mistake of ours. */
const known = <T>(value: T | null, what: string): T => {
  if (value === null) throw new Error(`park file: ${what} was not checked before it was written`);
  return value;
};

const iso = (text: string): string => isoFromInstant(known(instantFromIso(text), 'time'));
const fenText = (yuan: string | undefined): string => (yuan === undefined ? '0' : known(fenFromYuan(yuan), 'yuan').toString());

const registersOf = <End extends 'start' | 'end'>(end: End, registers: FileRegisters = {}) => {
  const milli = (kilo: string | undefined): number | null => (kilo === undefined ? null : known(registerFromKilo(kilo), 'register'));
  return {
    [`${end}_import`]: milli(registers.importKWh ?? registers.volumeM3),
    [`${end}_export`]: milli(registers.exportKWh),
    [`${end}_reactive`]: milli(registers.importKvarh),
  };
};
