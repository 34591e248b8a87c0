import {
  type FileDevice,
  type FileInstallation,
  type FilePoint,
  type FileTariff,
  PARK_FILE_FORMAT,
  type ParkFile,
} from '#domain/park/park-file.ts';
import { HOUR_MS } from '#domain/time/instant.ts';

/** One meter of a chaos park, and how its register counts. */
export interface ChaosMeter {
  readonly serial: string;
  readonly gateway: string;
  readonly water: boolean;
  /** The most it carries, W or litres per hour at its own side. */
  readonly maxRate: number;
  /** Where the register starts again, thousandths of a Wh (litre). */
  readonly modulus: number;
  /** Thousandths at `from`. */
  readonly start: number;
  readonly from: number;
  /** It is taken away then, and the next in the list takes its place; null: it stays. */
  readonly to: number | null;
  readonly place: number;
}

export interface ChaosPark {
  readonly code: string;
  readonly meters: readonly ChaosMeter[];
  /** As it is first imported, and as it is imported again amid the round: a dearer tariff version and a corrected CT ratio. */
  readonly first: ParkFile;
  readonly corrected: ParkFile;
}

export interface ChaosParkOptions {
  readonly code: string;
  readonly shard: number;
  /** Metering points; each tenth is water, one has its meter changed. */
  readonly places: number;
  readonly gateways: readonly string[];
  readonly from: number;
  readonly to: number;
}

const MILLI_PER_KILO = 1_000_000;
const TARIFF = 'tou';
const WATER = 'water';
const DAY_MS = 24 * HOUR_MS;

/** A park whose meters do all that meters do: roll over, are changed, count water, stand behind current transformers. */
export const chaosPark = (options: ChaosParkOptions): ChaosPark => {
  const meters = Array.from({ length: options.places }, (_, place) => metersOf(options, place)).flat();
  return { code: options.code, meters, first: parkFile(options, meters, 'first'), corrected: parkFile(options, meters, 'corrected') };
};

const ROLLOVER_PLACE = 1;
const CHANGED_PLACE = 2;
const RATIO_PLACE = 3;
const WATER_EVERY = 10;

const metersOf = (options: ChaosParkOptions, place: number): readonly ChaosMeter[] => {
  const { code, gateways, from, to } = options;
  const rolls = place === ROLLOVER_PLACE;
  const meter: ChaosMeter = {
    serial: `${code}-E${place}`,
    gateway: gateways[place % gateways.length] ?? '',
    water: place % WATER_EVERY === WATER_EVERY - 1,
    maxRate: rolls ? 40_000 : 4_000 + 400 * place,
    modulus: (rolls ? 1_000 : 1_000_000) * MILLI_PER_KILO,
    start: (rolls ? 930 : 12 * place) * MILLI_PER_KILO,
    from,
    to: null,
    place,
  };
  if (place !== CHANGED_PLACE) return [meter];
  const changedAt = Math.floor((from + to) / 2 / HOUR_MS) * HOUR_MS + 7 * 60_000;
  return [
    { ...meter, to: changedAt },
    { ...meter, serial: `${code}-E${place}N`, from: changedAt, start: 0 },
  ];
};

const parkFile = (options: ChaosParkOptions, meters: readonly ChaosMeter[], version: 'first' | 'corrected'): ParkFile => {
  const installedAt = options.from - DAY_MS;
  const openedOn = dayOf(installedAt - DAY_MS);
  const places = Array.from({ length: options.places }, (_, place) => place);
  return {
    format: PARK_FILE_FORMAT,
    group: { code: 'chaos', name: { zh: '混沌集团', en: 'Chaos group' }, regions: [] },
    park: {
      code: options.code,
      name: { zh: '混沌园区', en: 'Chaos park' },
      city: 'Jinan',
      zone: 'Asia/Shanghai',
      org: 'chaos',
      shard: options.shard,
      carbon: { kgPerKWh: '0.5', source: 'a round figure' },
    },
    tariffs: [touTariff(openedOn, version === 'first' ? null : dayOf(options.to)), waterTariff(openedOn)],
    spaces: [],
    accounts: places.map((place) => ({
      code: `A${place}`,
      name: { zh: `户${place}`, en: `Account ${place}` },
      kind: place === 0 ? 'supply' : place % 2 === 0 ? 'postpaid' : 'prepaid',
      openedOn,
      openingBalance: '20',
      alarm1: '15',
      alarm2: '5',
    })),
    points: places.map((place) => pointOf(meters, place, iso(installedAt))),
    devices: meters.map(deviceOf),
    installations: meters.map((meter) => installationOf(meter, version, installedAt)),
  };
};

const pointOf = (meters: readonly ChaosMeter[], place: number, from: string): FilePoint => {
  const water = meters.some((meter) => meter.place === place && meter.water);
  return {
    code: `P${place}`,
    name: { zh: `点${place}`, en: `Point ${place}` },
    medium: water ? 'water' : 'electricity',
    role: place === 0 ? 'grid' : 'tenant',
    ...(place === 0 ? { contractKW: 800 } : water ? {} : { parent: 'P0' }),
    assignments: [{ account: `A${place}`, tariff: water ? WATER : TARIFF, from }],
  };
};

const deviceOf = (meter: ChaosMeter): FileDevice => {
  const modulus = String(meter.modulus / MILLI_PER_KILO);
  const { serial, gateway } = meter;
  return {
    serial,
    model: 'chaos',
    codec: 'canonical',
    intervalS: 60,
    gateway,
    ...(meter.water
      ? { registerModulusM3: modulus, maxM3h: meter.maxRate / 1_000 }
      : { registerModulusKWh: modulus, maxKW: meter.maxRate / 1_000 }),
  };
};

const installationOf = (meter: ChaosMeter, version: 'first' | 'corrected', installedAt: number): FileInstallation => {
  const corrected = meter.place === RATIO_PLACE && version === 'corrected';
  const successor = meter.place === CHANGED_PLACE && meter.to === null;
  return {
    device: meter.serial,
    point: `P${meter.place}`,
    from: iso(successor ? meter.from : installedAt),
    ratio: meter.place === 0 ? '400' : corrected ? '37.5' : '30',
    ...(successor ? { start: { importKWh: '0' } } : {}),
    ...(meter.to === null ? {} : { to: iso(meter.to) }),
  };
};

/** Two components, so that no price is a round number; from `dearerFrom` on a second version. */
const touTariff = (validFrom: string, dearerFrom: string | null): FileTariff => {
  const version = (from: string, flat: string) => ({
    validFrom: from,
    source: 'chaos',
    components: [
      { code: 'td', name: { zh: '输配', en: 'Grid use' }, prices: { flat: '0.18234567' } },
      { code: 'purchase', name: { zh: '购电', en: 'Purchase' }, prices: { flat, valley: '0.2', peak: '0.7' } },
    ],
    rules: [
      { period: 'valley' as const, ranges: [{ from: '00:00', to: '07:00' }] },
      { period: 'peak' as const, ranges: [{ from: '16:30', to: '21:00' }] },
    ],
    demandPrice: '38',
  });
  const versions = [version(validFrom, '0.4'), ...(dearerFrom === null ? [] : [version(dearerFrom, '0.51234567')])];
  return { code: TARIFF, medium: 'electricity', name: { zh: '分时', en: 'Time of use' }, versions };
};

const waterTariff = (validFrom: string): FileTariff => ({
  code: WATER,
  medium: 'water',
  name: { zh: '水价', en: 'Water' },
  versions: [
    {
      validFrom,
      source: 'chaos',
      components: [{ code: 'all', name: { zh: '水价', en: 'Water' }, prices: { flat: '6.3' } }],
      rules: [],
    },
  ],
});

const iso = (at: number): string => Temporal.Instant.fromEpochMilliseconds(at).toString();
const dayOf = (at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
