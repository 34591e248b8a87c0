import type { FileDevice } from '#domain/park/park-file.ts';

/** A kind of meter: what it carries at its own side and where its register starts again. */
export interface MeterModel {
  readonly model: string;
  readonly medium: 'electricity' | 'water';
  /** Whole kWh (m³). */
  readonly modulus: number;
  /** kW (m³/h). */
  readonly max: number;
  /** Whether it counts reactive energy and what flows back. */
  readonly fourQuadrant: boolean;
}

const electric = (model: string, max: number, fourQuadrant: boolean, modulus = 1_000_000): MeterModel => ({
  model,
  medium: 'electricity',
  modulus,
  max,
  fourQuadrant,
});
const water = (model: string, max: number, modulus = 100_000): MeterModel => ({
  model,
  medium: 'water',
  modulus,
  max,
  fourQuadrant: false,
});

/** 3 x 100 V, 1.5(6) A: 1.04 kW. 3 x 220/380 V, 1.5(6) A: 3.96 kW. 10(80) A: 52.8 kW. 220 V, 10(60) A: 13.2 kW. */
export const MODELS = {
  highVoltage: electric('APM830', 1.04, true),
  busbar: electric('APM520', 3.96, true),
  transformer: electric('DTSD1352-CT', 3.96, false),
  direct: electric('DTSY1352-4G', 52.8, false),
  room: electric('DDSY1352', 13.2, false),
  /** An old meter with four digits before the point. */
  oldRoom: electric('DDS1352', 13.2, false, 10_000),
  waterMain: water('LXLC-150', 250, 1_000_000),
  waterBuilding: water('LXLC-50', 30),
  waterTenant: water('LXSY-25', 7),
} as const satisfies Readonly<Record<string, MeterModel>>;

/** CT of the trade, primary to 5 A, as ratio. */
const CT_RATIOS = [10, 15, 20, 30, 40, 60, 80, 100, 120, 160, 200, 300, 400] as const;
/** A three-phase meter without transformers is taken up to this power. */
const DIRECT_KW_MAX = 40;
/** 3 x 220 V x 5 A. */
const KW_PER_CT = 3.3;

/** The meter and ratio for a contracted power behind 380 V. */
export const meterFor = (contractKW: number): { readonly model: MeterModel; readonly ratio: number } => {
  if (contractKW <= DIRECT_KW_MAX) return { model: MODELS.direct, ratio: 1 };
  return { model: MODELS.transformer, ratio: CT_RATIOS.find((ratio) => ratio * KW_PER_CT >= contractKW) ?? 400 };
};

export const deviceOf = (meter: MeterModel, rest: Pick<FileDevice, 'serial' | 'codec' | 'intervalS' | 'gateway'>): FileDevice => ({
  serial: rest.serial,
  model: meter.model,
  codec: rest.codec,
  ...(meter.medium === 'electricity'
    ? { registerModulusKWh: String(meter.modulus), maxKW: meter.max }
    : { registerModulusM3: String(meter.modulus), maxM3h: meter.max }),
  intervalS: rest.intervalS,
  ...(rest.gateway === undefined ? {} : { gateway: rest.gateway }),
});
