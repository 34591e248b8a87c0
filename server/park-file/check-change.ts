import { fileRegistersOf, type InstallationRow, type KnownDevice, type ShownAt } from '#db/queries/installations.ts';
import { relate } from '#domain/metering/chain.ts';
import type { FileFault } from '#domain/park/file-fault.ts';
import { isoFromInstant, ratioFromText } from '#domain/park/file-values.ts';
import type { FileDevice, FileInstallation, FilePoint } from '#domain/park/park-file.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { type RatioMilli, registerFromKilo } from '#domain/units/quantity.ts';
import { localTextOf, registerText } from '../export/local-text.ts';
import { addIssues } from './check.ts';
import { checkDevices, checkInstallations } from './check-installations.ts';
import { checkCodec, fileDeviceOf, formFaults, registersOfForm } from './check-registration.ts';
import { createFaultList, type Entry, type FaultList } from './faults.ts';
import type { ChangeForm } from './meter-forms.ts';
import { deviceSchema, installationSchema } from './schema.ts';

/** What a form is checked against. */
export interface ChangeGround {
  readonly now: InstantMs;
  /** IANA zone of the park: what is told to people is told on its clock. */
  readonly zone: string;
  readonly point: FilePoint;
  /** What hangs there, and what it sent around the instant. */
  readonly running: {
    readonly installation: InstallationRow;
    readonly device: FileDevice;
    readonly last: ShownAt | null;
    readonly next: ShownAt | null;
  } | null;
  /** The device the form names, where the park has it. */
  readonly known: KnownDevice | null;
  /** Topics of what waits of it in quarantine. */
  readonly topics: readonly string[];
}

export interface PlannedChange {
  readonly ended: FileInstallation | null;
  readonly begun: FileInstallation | null;
  /** A device the park does not have yet. */
  readonly device: FileDevice | null;
}

export type CheckedChange =
  | ({ readonly type: 'accepted' } & PlannedChange)
  | { readonly type: 'refused'; readonly faults: readonly FileFault[] };

/** The checks a park file makes of both installations, and what the running meter's own readings have against it; each fault at its place in the form. */
export const checkChange = (form: ChangeForm, ground: ChangeGround): CheckedChange => {
  const faults = createFaultList();
  const { point, running, now } = ground;
  if (form.at > now) faults.add('at', 'RANGE', 'lies ahead: a change is written down once it is made');
  if (form.kind !== 'install' && running === null) faults.add('', 'MISSING', `no meter hangs at ${point.code}`);
  if (form.kind === 'install' && running !== null)
    faults.add('', 'OVERLAP', `${running.installation.serial} hangs at ${point.code}; replace it`);
  if (form.kind !== 'install' && running && form.at <= running.installation.from)
    faults.add(
      'at',
      'RANGE',
      `${running.installation.serial} came at ${localTextOf(ground.zone)(running.installation.from)}: must lie after that`,
    );
  const ended = running === null || form.kind === 'install' ? null : parsed(faults, 'ended', endedOf(form, running.installation, point));
  const device = deviceIn(faults, form, ground);
  const begun = parsed(faults, 'begun', begunOf(form, ground));
  if (form.kind === 'ratio' && ratioFromText(form.ratio) === running?.installation.ratioMilli)
    faults.add('ratio', 'DUPLICATE', `${running?.installation.serial} has this ratio already`);
  if (faults.found.length > 0) return refused(form, faults);
  checkAsFile(faults, ground, { ended, begun, device });
  if (form.kind !== 'install' && running) checkAgainstReadings(faults, form, { ...running, zone: ground.zone });
  if (faults.found.length > 0) return refused(form, faults);
  return { type: 'accepted', ended, begun, device: ground.known ? null : device };
};

const parsed = (faults: FaultList, path: string, given: object | null): FileInstallation | null => {
  if (given === null) return null;
  const result = installationSchema.safeParse(given);
  if (!result.success) addIssues(faults, path, result.error);
  return result.success ? result.data : null;
};

const endedOf = (
  form: Exclude<ChangeForm, { kind: 'install' }>,
  { serial, from, ratioMilli, start }: InstallationRow,
  point: FilePoint,
): object => {
  const end = registersOfForm(form.end, point.medium);
  return {
    device: serial,
    point: point.code,
    from: isoFromInstant(from),
    to: isoFromInstant(form.at),
    ratio: String(ratioMilli / 1_000),
    ...withRegisters('start', fileRegistersOf(start, point.medium)),
    ...withRegisters('end', end),
  };
};

const begunOf = (form: ChangeForm, { point, running }: ChangeGround): object | null => {
  if (form.kind === 'end') return null;
  const same = form.kind === 'ratio';
  const registers = registersOfForm(same ? form.end : form.start, point.medium);
  const device = same ? (running?.installation.serial ?? '') : form.device.serial;
  const { at, ratio } = form;
  return { device, point: point.code, from: isoFromInstant(at), ratio, ...withRegisters('start', registers) };
};

const withRegisters = (end: 'start' | 'end', registers: object): object => (Object.keys(registers).length > 0 ? { [end]: registers } : {});

/** The device that hangs there from then on: the same, one the park has, or a new one. */
const deviceIn = (faults: FaultList, form: ChangeForm, { point, running, known, topics }: ChangeGround): FileDevice | null => {
  if (form.kind === 'end') return null;
  if (form.kind === 'ratio') return running?.device ?? null;
  const { serial, codec } = form.device;
  if (serial === running?.installation.serial) faults.add('serial', 'DUPLICATE', `${serial} hangs there already`);
  else if (known?.hangsAt) faults.add('serial', 'OVERLAP', `${serial} hangs at ${known.hangsAt}; end that first`);
  if (known) return known.device;
  const result = deviceSchema.safeParse(fileDeviceOf({ ...form.device, ratio: form.ratio }, point.medium));
  if (!result.success) addIssues(faults, 'device', result.error);
  checkCodec({ serial, codec }, topics, faults.add);
  return result.success ? result.data : null;
};

const checkAsFile = (faults: FaultList, { point, running }: ChangeGround, { ended, begun, device }: PlannedChange): void => {
  const devices: Entry<FileDevice>[] = [];
  if (running && running.device.serial !== device?.serial) devices.push({ path: 'running', value: running.device });
  if (device) devices.push({ path: 'device', value: device });
  const installations: Entry<FileInstallation>[] = [];
  if (ended) installations.push({ path: 'ended', value: ended });
  if (begun) installations.push({ path: 'begun', value: begun });
  const codes = { points: new Set([point.code]), devices: new Set(devices.map(({ value }) => value.serial)) };
  const entries = { points: [{ path: 'point', value: point }], devices, installations, codes };
  checkDevices(faults, entries);
  checkInstallations(faults, entries);
};

/** What a person read follows from what the meter sent before, and what it sends after follows from that: most slips of the pen are found so. */
const checkAgainstReadings = (
  faults: FaultList,
  form: Exclude<ChangeForm, { kind: 'install' }>,
  { installation, device, last, next, zone }: NonNullable<ChangeGround['running']> & Pick<ChangeGround, 'zone'>,
): void => {
  const value = form.end.import === undefined ? null : registerFromKilo(form.end.import);
  if (value === null) return;
  const rule = {
    ratio: installation.ratioMilli as RatioMilli,
    modulus: registerFromKilo(device.registerModulusKWh ?? device.registerModulusM3 ?? '') ?? 0,
    maxRate: (device.maxKW ?? device.maxM3h ?? 0) * 1_000,
    windows: false,
  };
  const shown = { at: form.at, value };
  // Two decimals, as a meter shows them, and more where it sent more.
  const told = ({ at, value }: ShownAt) =>
    `${installation.serial} showed ${registerText(value)?.replace(/0{1,4}$/, '')} at ${localTextOf(zone)(at)}`;
  if (last && !follows(relate(rule, last, shown))) faults.add('end.import', 'RANGE', `${told(last)}: this does not follow from it`);
  if (form.kind === 'ratio' && next && !follows(relate(rule, shown, next)))
    faults.add('end.import', 'RANGE', `${told(next)}: that does not follow from this`);
};

const follows = (relation: ReturnType<typeof relate>): boolean => relation === 'link' || relation === 'rollover';

const refused = (form: ChangeForm, { found }: FaultList): CheckedChange => ({ type: 'refused', faults: changeFaults(form, found) });

/** Places of the two installations as places of the form; where one meter goes on, both its registers are one field. */
export const changeFaults = ({ kind }: Pick<ChangeForm, 'kind'>, faults: readonly FileFault[]): FileFault[] => {
  const begins = kind === 'ratio' ? 'end' : 'start';
  return formFaults(faults, [
    ['device.registerModulusKWh', 'modulus'],
    ['device.registerModulusM3', 'modulus'],
    ['device.maxKW', 'max'],
    ['device.maxM3h', 'max'],
    ['device.', ''],
    ['device', 'modulus'],
    ['ended.to', 'at'],
    ['ended.end.importKWh', 'end.import'],
    ['ended.end.volumeM3', 'end.import'],
    ['ended.end.exportKWh', 'end.export'],
    ['ended.end.importKvarh', 'end.reactive'],
    ['ended.end', 'end.import'],
    ['begun.start.importKWh', `${begins}.import`],
    ['begun.start.volumeM3', `${begins}.import`],
    ['begun.start.exportKWh', `${begins}.export`],
    ['begun.start.importKvarh', `${begins}.reactive`],
    ['begun.start', `${begins}.import`],
    ['begun.from', 'at'],
    ['begun.to', 'at'],
    ['begun.device', 'serial'],
    ['begun.', ''],
    ['ended.from', 'at'],
  ]);
};
