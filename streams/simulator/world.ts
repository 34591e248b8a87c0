import { CALENDARS } from '#db/seeds/holidays.ts';
import { instantFromIso, ratioFromText } from '#domain/park/file-values.ts';
import type { FileDevice, FileInstallation, FilePoint, FileRegisters, ParkFile } from '#domain/park/park-file.ts';
import { registerFromKilo } from '#domain/units/quantity.ts';
import { RESET_BEFORE_MS } from './faults.ts';
import { type DaysOff, offsetMsOf } from './local-day.ts';
import type { SimInstallation, SimMeter } from './meter.ts';
import { hash, seedOf } from './noise.ts';
import { physicalPoints } from './park-points.ts';
import { createPhysics, type Physics } from './physics.ts';
import type { GatewayPlan } from './sample.ts';
import { wireOf } from './wire/wires.ts';

/** One park as the simulator plays it. */
export interface World {
  readonly park: ParkFile;
  readonly physics: Physics;
  /** Place of a point in the physics, by code. */
  readonly places: ReadonlyMap<string, number>;
  readonly meters: readonly SimMeter[];
  readonly gateways: readonly GatewayPlan[];
}

export interface WorldOptions {
  readonly seed: number;
  /** The `now` the demo was made with; faults that happen once are placed by it. */
  readonly demoNow: number;
}

/** Meters of a gateway that the park file does not name. */
const METERS_A_GATEWAY = 15;

/** A function of the park file, the seed and the instant of the demo. */
export const buildWorld = (park: ParkFile, { seed, demoNow }: WorldOptions): World => {
  const offsetMs = offsetMsOf(park.park.zone, demoNow);
  const points = physicalPoints(park, seed);
  const places = new Map(points.map((point, place) => [point.code, place]));
  const since = Math.min(...park.installations.map(({ from }) => instantOf(from)), demoNow);
  const physics = createPhysics({ points, offsetMs, daysOff: daysOffOf(park), since });
  const pointOf = new Map(park.points.map((point) => [point.code, point]));
  const meters: SimMeter[] = [];
  for (const device of park.devices) {
    const installed = park.installations.filter((installation) => installation.device === device.serial);
    const point = pointOf.get(installed[0]?.point ?? '');
    if (!point || wireOf(device.codec) === null) continue;
    meters.push(meterOf({ device, point, installed, physics, places, seed }));
  }
  const unlucky = meters.find((meter) => isUnlucky(meter, park));
  const withReset = meters.map((meter) => (meter === unlucky ? resetOf(meter, physics, demoNow - RESET_BEFORE_MS) : meter));
  return { park, physics, places, meters: withReset, gateways: gatewaysOf(park, withReset, { seed, offsetMs }) };
};

interface MeterParts {
  readonly device: FileDevice;
  readonly point: FilePoint;
  readonly installed: readonly FileInstallation[];
  readonly physics: Physics;
  readonly places: ReadonlyMap<string, number>;
  readonly seed: number;
}

const STEP_DIRECT = 1_000;
const STEP_BEHIND_TRANSFORMERS = 100;
const NO_MODULUS = 1e15;

const meterOf = (parts: MeterParts): SimMeter => {
  const { device, point } = parts;
  const modulus = registerFromKilo(device.registerModulusKWh ?? device.registerModulusM3 ?? '') ?? NO_MODULUS;
  const reversed = point.role === 'pv';
  const installations = parts.installed.map((installed) => installationOf(parts, installed, { modulus, reversed }));
  return {
    serial: device.serial,
    model: device.model,
    medium: point.medium,
    gateway: senderOf(device),
    intervalMs: device.intervalS * 1_000,
    modulus,
    step: installations.every(({ ratioMilli }) => ratioMilli === 1_000) ? STEP_DIRECT : STEP_BEHIND_TRANSFORMERS,
    tanPhi: 0.28 + 0.3 * (hash(seedOf(device.serial, parts.seed), 4) / 2 ** 32),
    reversed,
    reset: null,
    installations,
  };
};

const installationOf = (
  { point, physics, places, device, seed }: MeterParts,
  file: FileInstallation,
  { modulus, reversed }: { readonly modulus: number; readonly reversed: boolean },
): SimInstallation => {
  const place = places.get(file.point) ?? 0;
  const from = instantOf(file.from);
  const to = file.to === undefined ? Number.POSITIVE_INFINITY : instantOf(file.to);
  const ratio = ratioFromText(file.ratio) ?? 1_000;
  const first = importOf(file.start);
  const last = importOf(file.end);
  const base = physics.flowTo(place, from);
  const used = (): number => {
    const [a, b] = [base, physics.flowTo(place, to)];
    return ((reversed ? b.given - a.given : b.drawn - a.drawn) * 1_000) / ratio;
  };
  const ended = last !== null && Number.isFinite(to);
  const gain = ended && first !== null ? ((last - first + modulus) % modulus) / Math.max(1, used()) : 1;
  const start = first ?? (ended ? Math.max(0, last - Math.floor(used())) : (hash(seedOf(device.serial, seed), 6) % 40_000) * 1_000_000);
  const gives = point.role === 'grid' || point.role === 'storage' || file.start?.exportKWh !== undefined;
  return {
    point: place,
    from,
    to,
    ratioMilli: ratio,
    base,
    gain,
    start: {
      import: start,
      export: point.medium === 'electricity' && gives ? (registerFromKilo(file.start?.exportKWh ?? '0') ?? 0) : null,
      reactive: file.start?.importKvarh === undefined ? null : (registerFromKilo(file.start.importKvarh) ?? 0),
    },
  };
};

/** Of the EIOT family the serial tells who sends: the gateway before the slash, or the 4G meter itself. */
const senderOf = ({ codec, serial, gateway }: FileDevice): string =>
  codec === 'eiot' ? (serial.split('/')[0] ?? serial) : (gateway ?? '');

const importOf = (registers: FileRegisters | undefined): number | null => {
  const text = registers?.importKWh ?? registers?.volumeM3;
  return text === undefined ? null : registerFromKilo(text);
};

/** The meter whose register is reset once: a plain one of the shared areas. */
const isUnlucky = (meter: SimMeter, park: ParkFile): boolean => {
  const [only, ...others] = park.installations.filter((installation) => installation.device === meter.serial);
  const point = park.points.find(({ code }) => code === only?.point);
  return others.length === 0 && only?.ratio === '1' && point?.role === 'public' && point.medium === 'electricity';
};

const resetOf = (meter: SimMeter, physics: Physics, at: number): SimMeter => {
  const where = meter.installations[0];
  return where && at > where.from ? { ...meter, reset: { at, flow: physics.flowTo(where.point, at) } } : meter;
};

const gatewaysOf = (park: ParkFile, meters: readonly SimMeter[], { seed, offsetMs }: { seed: number; offsetMs: number }): GatewayPlan[] => {
  const codecs = new Map(park.devices.map((device) => [device.serial, device.codec]));
  const groups = new Map<string, { codec: string; serial: string; meters: SimMeter[] }>();
  const unnamed = new Map<string, number>();
  for (const meter of meters) {
    const codec = codecs.get(meter.serial) ?? 'canonical';
    const nth = unnamed.get(codec) ?? 0;
    if (meter.gateway === '') unnamed.set(codec, nth + 1);
    const serial = meter.gateway || `GW-${park.park.code}-${codec}-${Math.floor(nth / METERS_A_GATEWAY) + 1}`;
    const group = groups.get(`${serial}/${codec}`) ?? { codec, serial, meters: [] };
    group.meters.push(meter);
    groups.set(`${serial}/${codec}`, group);
  }
  const lostClockOf = meters.findLast((meter) => meter.medium === 'water')?.serial ?? null;
  const firstCanonical = [...groups.values()].find(({ codec }) => codec === 'canonical')?.serial;
  return [...groups.values()].flatMap(({ codec, serial, meters: group }) => {
    const wire = wireOf(codec);
    if (!wire) return [];
    const own = seedOf(serial, seed);
    const intervalMs = Math.min(...group.map((meter) => meter.intervalMs));
    return [
      {
        id: `gw-${codec}-${serial}`,
        serial,
        wire,
        meters: group,
        seed: own,
        intervalMs,
        phaseMs: hash(own, 8) % intervalMs,
        offsetMs,
        hearsStranger: serial === firstCanonical,
        lostClockOf: group.some((meter) => meter.serial === lostClockOf) ? lostClockOf : null,
      },
    ];
  });
};

const instantOf = (iso: string): number => {
  const at = instantFromIso(iso);
  if (at === null) throw new RangeError(`park file: ${iso} is no instant`);
  return at;
};

const daysOffOf = ({ calendar }: ParkFile): DaysOff => {
  const days = typeof calendar === 'string' ? CALENDARS[calendar]() : (calendar ?? []);
  return new Map(days.map(({ day, off }) => [day, off]));
};
