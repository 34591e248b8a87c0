import type { Words } from '#domain/park/model.ts';
import {
  CALENDAR_NAMES,
  type FileAccount,
  type FileInstallation,
  type FilePoint,
  type FileRegisters,
  type FileSpace,
  PARK_FILE_FORMAT,
  type ParkFile,
} from '#domain/park/park-file.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { deviceOf, type MeterModel } from './meters.ts';
import { spread } from './spread.ts';
import { demoTariffs } from './tariffs.ts';

/** Who carries a meter's readings, and in which words. EIOT meters are told by their place behind the gateway. */
export interface Gateway {
  readonly serial: string;
  readonly codec: 'canonical' | 'eiot' | 'acrelHW';
}

export interface MeterSpec {
  readonly code: string;
  readonly name: Words;
  readonly role: FilePoint['role'];
  readonly meter: MeterModel;
  readonly gateway: Gateway;
  readonly ratio?: number;
  readonly parent?: string;
  readonly space?: string;
  readonly contractKW?: number;
  readonly account?: string;
  readonly tariff?: string;
  /** Main register at the start, kWh (m³); by chance where absent. */
  readonly start?: string;
}

/** One meter after another at a point: when it came, and what it showed. */
export interface Replacement {
  readonly day: ParkDay;
  readonly time: string;
  /** What the main register counted since the old installation's start, hundredths of a kWh. */
  readonly counted: number;
  /** What the new meter showed; absent: it is the same meter, and goes on. */
  readonly start?: string;
  readonly ratio: number;
  /** Another device; absent: the same one with other transformers. */
  readonly meter?: MeterModel;
}

export interface ParkBuilder {
  space(space: FileSpace): void;
  account(account: Omit<FileAccount, 'openedOn'>): void;
  /** A point, its device and its installation since the first day; answers the serial. */
  meter(spec: MeterSpec): string;
  /** Ends the last installation of a point and begins the next; answers the serial. */
  replace(point: string, replacement: Replacement): string;
  build(): ParkFile;
}

type Head = Pick<ParkFile, 'group' | 'park'> & { readonly since: ParkDay; readonly serials: string };

const INTERVAL_S = 5;
/** Shandong has had no summer time since 1991. */
export const clockOf = (day: ParkDay, time = '00:00'): string => `${day}T${time}:00+08:00`;

/** Puts a demo park together; everything begins at midnight of `since`. */
export const createParkBuilder = ({ group, park, since, serials }: Head): ParkBuilder => {
  const spaces: FileSpace[] = [];
  const accounts: FileAccount[] = [];
  const points: FilePoint[] = [];
  const devices: ParkFile['devices'][number][] = [];
  const installations: FileInstallation[] = [];
  const behind = new Map<string, number>();
  const from = clockOf(since);

  const addDevice = (meter: MeterModel, gateway: Gateway): string => {
    const nth = (behind.get(gateway.serial) ?? 0) + 1;
    behind.set(gateway.serial, nth);
    const serial = serialOf({ meter, gateway, nth, total: devices.length + 1, prefix: serials });
    devices.push(deviceOf(meter, { serial, codec: gateway.codec, intervalS: INTERVAL_S, gateway: gateway.serial }));
    return serial;
  };

  return {
    space: (space) => void spaces.push(space),
    account: (account) => void accounts.push({ ...account, openedOn: since }),
    meter: (spec) => {
      const serial = addDevice(spec.meter, spec.gateway);
      points.push({
        code: spec.code,
        name: spec.name,
        medium: spec.meter.medium,
        role: spec.role,
        ...(spec.parent === undefined ? {} : { parent: spec.parent }),
        ...(spec.space === undefined ? {} : { space: spec.space }),
        ...(spec.contractKW === undefined ? {} : { contractKW: spec.contractKW }),
        assignments: spec.account === undefined || spec.tariff === undefined ? [] : [{ account: spec.account, tariff: spec.tariff, from }],
      });
      installations.push({ device: serial, point: spec.code, from, ratio: String(spec.ratio ?? 1), start: startOf(spec, serial) });
      return serial;
    },
    replace: (code, { day, time, counted, start, ratio, meter }) => {
      const index = installations.findLastIndex((installation) => installation.point === code);
      const last = installations[index];
      const device = devices.find(({ serial }) => serial === last?.device);
      if (last?.start?.importKWh === undefined || device === undefined)
        throw new Error(`seed: no electricity meter is installed at ${code}`);
      const at = clockOf(day, time);
      const end = kilo(Number(last.start.importKWh.replace('.', '')) + counted);
      const gateway: Gateway = { serial: device.gateway ?? '', codec: 'canonical' };
      const serial = meter === undefined ? last.device : addDevice(meter, gateway);
      installations[index] = { ...last, to: at, end: { importKWh: end } };
      installations.push({ device: serial, point: code, from: at, ratio: String(ratio), start: { importKWh: start ?? end } });
      return serial;
    },
    build: () => ({
      format: PARK_FILE_FORMAT,
      group,
      park,
      calendar: CALENDAR_NAMES[0],
      tariffs: demoTariffs(since),
      spaces,
      accounts,
      points,
      devices,
      installations,
    }),
  };
};

interface SerialParts {
  readonly meter: MeterModel;
  readonly gateway: Gateway;
  /** Which meter of its gateway, and of the park. */
  readonly nth: number;
  readonly total: number;
  readonly prefix: string;
}

const serialOf = ({ meter, gateway, nth, total, prefix }: SerialParts): string => {
  // Portnumber_address, as ANet gateways name what hangs on their serial ports.
  if (gateway.codec === 'eiot') return `${gateway.serial}/${1 + (nth > 32 ? 1 : 0)}_${((nth - 1) % 32) + 1}`;
  if (gateway.codec === 'acrelHW') return `${gateway.serial.slice(0, -4)}${String(1_000 + nth)}`;
  return `${prefix}${meter.medium === 'water' ? 'W' : 'E'}-${String(total).padStart(4, '0')}`;
};

/** What the meter showed on the first day: a few years of use, well below where it starts again. */
const startOf = ({ meter, start, role, gateway, code }: MeterSpec, serial: string): FileRegisters => {
  const main = start ?? kilo(spread(`${code} ${serial}`, 20_000, Math.min(meter.modulus * 30, 4_000_000)));
  if (meter.medium === 'water') return { volumeM3: main };
  // Only canonical gateways tell the other two registers; a generation meter counts forward.
  if (!meter.fourQuadrant || gateway.codec !== 'canonical' || role === 'pv') return { importKWh: main };
  return {
    importKWh: main,
    exportKWh: role === 'grid' || role === 'feeder' ? kilo(spread(serial, 0, 5_000)) : '0',
    importKvarh: kilo(spread(code, 5_000, 900_000)),
  };
};

/** Hundredths of a kWh (m³) as a register. */
const kilo = (hundredths: number): string => `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
