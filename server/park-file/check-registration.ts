import type { FileFault } from '#domain/park/file-fault.ts';
import { isoFromInstant, ratioFromText } from '#domain/park/file-values.ts';
import type { FileDevice, FileInstallation, FilePoint, FileRegisters } from '#domain/park/park-file.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { codecs } from '#streams/codecs/registry.ts';
import { addIssues } from './check.ts';
import { checkDevices, checkInstallations } from './check-installations.ts';
import { createFaultList, type FaultList } from './faults.ts';
import type { FormRegisters, RegistrationForm } from './meter-forms.ts';
import { deviceSchema, installationSchema } from './schema.ts';

export type CheckedRegistration =
  | { readonly type: 'accepted'; readonly device: FileDevice; readonly installation: FileInstallation }
  | { readonly type: 'refused'; readonly faults: readonly FileFault[] };

/** What a form is checked against: the point it names (null: not in the park), and the topics of what waits in quarantine. */
export interface RegistrationGround {
  readonly point: FilePoint | null;
  readonly topics: readonly string[];
}

/** The checks a park file makes of a device and its installation; every fault with the place in the form it speaks of. */
export const checkRegistration = (form: RegistrationForm, { point, topics }: RegistrationGround): CheckedRegistration => {
  const faults = createFaultList();
  const device = deviceSchema.safeParse(fileDeviceOf(form, point?.medium ?? 'electricity'));
  if (!device.success) addIssues(faults, DEVICE, device.error);
  const installation = installationSchema.safeParse(installationOf(form, point?.medium ?? 'electricity'));
  if (!installation.success) addIssues(faults, INSTALLATION, installation.error);
  if (point === null) faults.add('point', 'UNKNOWN_REFERENCE', `${form.point} is no point of this park`);
  checkSender(form, topics, faults.add);
  if (!device.success || !installation.success || point === null) return { type: 'refused', faults: formFaults(faults.found) };
  const entries = {
    points: [{ path: 'point', value: point }],
    devices: [{ path: DEVICE, value: device.data }],
    installations: [{ path: INSTALLATION, value: installation.data }],
    codes: { points: new Set([point.code]), devices: new Set([device.data.serial]) },
  };
  checkDevices(faults, entries);
  checkInstallations(faults, entries);
  if (faults.found.length > 0) return { type: 'refused', faults: formFaults(faults.found) };
  return { type: 'accepted', device: device.data, installation: installation.data };
};

/** A meter that sent nothing is not registered here. */
const checkSender = (form: RegistrationForm, topics: readonly string[], add: FaultList['add']): void => {
  if (topics.length === 0) return add('serial', 'UNKNOWN_REFERENCE', `nothing of ${form.serial} waits in quarantine`);
  checkCodec(form, topics, add);
};

/** A meter that has sent is read by the family that its messages are of. */
export const checkCodec = (
  { codec, serial }: Pick<RegistrationForm, 'codec' | 'serial'>,
  topics: readonly string[],
  add: FaultList['add'],
): void => {
  if (topics.length === 0) return;
  const family = codecs.find(({ name }) => name === codec);
  const senders = new Set(topics.flatMap((topic) => codecs.find(({ matches }) => matches(topic))?.name ?? []));
  if (family !== undefined && !senders.has(codec)) add('codec', 'RANGE', `${serial} sends ${[...senders].join(', ')}, not ${codec}`);
};

const DEVICE = 'devices[0]';
const INSTALLATION = 'installations[0]';

/** Meters of six places of kWh, of five of m³. */
const MODULUS = { electricity: '1000000', water: '100000' } as const;
/** A meter behind transformers carries 3 x 220 V x 6 A; one without 3 x 220 V x 100 A. A water meter of DN 100 carries 100 m³/h. */
const MAX_KW_BEHIND_CT = 4;
const MAX_KW_DIRECT = 66;
const MAX_M3H = 100;

/** A device as a form gives it, in the words of the park file; not checked yet. */
export const fileDeviceOf = (
  form: Pick<RegistrationForm, 'serial' | 'model' | 'codec' | 'modulus' | 'max' | 'intervalS' | 'ratio'>,
  medium: Medium,
): object => {
  const common = { serial: form.serial, model: form.model ?? form.codec, codec: form.codec, intervalS: form.intervalS };
  const modulus = form.modulus ?? MODULUS[medium];
  if (medium === 'water') return { ...common, registerModulusM3: modulus, maxM3h: form.max ?? MAX_M3H };
  const direct = ratioFromText(form.ratio) === DIRECT;
  return { ...common, registerModulusKWh: modulus, maxKW: form.max ?? (direct ? MAX_KW_DIRECT : MAX_KW_BEHIND_CT) };
};
const DIRECT = 1_000;

const installationOf = (form: RegistrationForm, medium: Medium): object => {
  const registers = registersOfForm(form.start ?? {}, medium);
  const start = Object.keys(registers).length > 0 ? { start: registers } : {};
  return { device: form.serial, point: form.point, from: isoFromInstant(form.from), ratio: form.ratio, ...start };
};

/** Registers of a form in the words of the park file. */
export const registersOfForm = ({ import: drawn, export: given, reactive }: FormRegisters, medium: Medium): FileRegisters => {
  const registers: { -readonly [Name in keyof FileRegisters]: string } = {};
  if (drawn !== undefined) registers[medium === 'water' ? 'volumeM3' : 'importKWh'] = drawn;
  if (given !== undefined) registers.exportKWh = given;
  if (reactive !== undefined) registers.importKvarh = reactive;
  return registers;
};

type Places = readonly (readonly [string, string])[];

/** Places of the file as places of the form. */
const PLACES: Places = [
  [`${DEVICE}.registerModulusKWh`, 'modulus'],
  [`${DEVICE}.registerModulusM3`, 'modulus'],
  [`${DEVICE}.maxKW`, 'max'],
  [`${DEVICE}.maxM3h`, 'max'],
  [`${INSTALLATION}.device`, 'serial'],
  [`${INSTALLATION}.start.importKWh`, 'start.import'],
  [`${INSTALLATION}.start.volumeM3`, 'start.import'],
  [`${INSTALLATION}.start.exportKWh`, 'start.export'],
  [`${INSTALLATION}.start.importKvarh`, 'start.reactive'],
  [`${DEVICE}.`, ''],
  [`${INSTALLATION}.`, ''],
  [DEVICE, 'modulus'],
];

const OF_A_FILE = ', which the file does not list; list it with its end';

/** Each fault once, at the place in the form it speaks of. */
export const formFaults = (faults: readonly FileFault[], places: Places = PLACES): FileFault[] => {
  const told = new Map<string, FileFault>();
  for (const fault of faults) {
    const place = places.find(([from]) => fault.path.startsWith(from));
    const path = place ? place[1] + fault.path.slice(place[0].length) : fault.path;
    if (!told.has(`${path} ${fault.code}`))
      told.set(`${path} ${fault.code}`, { ...fault, path, message: fault.message.replace(OF_A_FILE, '; end that first') });
  }
  return [...told.values()];
};
