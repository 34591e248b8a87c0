import type { Period, PeriodRule } from '../tariff/tariff.ts';
import type { Medium } from '../units/quantity.ts';
import type { FileStep, FileTerms, FileVector } from './file-terms.ts';
import type { AccountKind, NoCutWindow, PointRole, Words } from './model.ts';

/**
 * The park file: one JSON document that says what a park is. docs/park-file.md explains it field by field.
 * Everything has a code of its own; things refer to each other by code. Registers, prices and money are decimal strings,
 * instants are ISO 8601 with an offset ("2026-10-13T00:00:00+08:00"), days are park-local "2026-10-13", ranges are [from, to).
 */
export interface ParkFile {
  readonly format: typeof PARK_FILE_FORMAT;
  readonly group: FileGroup;
  readonly park: FilePark;
  /** Days off and make-up workdays, or the name of a list the program ships; absent: leave the calendar alone. */
  readonly calendar?: readonly FileCalendarDay[] | CalendarName;
  readonly tariffs: readonly FileTariff[];
  readonly spaces: readonly FileSpace[];
  readonly accounts: readonly FileAccount[];
  readonly points: readonly FilePoint[];
  readonly devices: readonly FileDevice[];
  readonly installations: readonly FileInstallation[];
}

export const PARK_FILE_FORMAT = 'parktwin-park/1';

/** Lists of days the program ships (db/seeds/holidays.ts): those of the State Council of China. */
export const CALENDAR_NAMES = ['cn-state-council'] as const;
export type CalendarName = (typeof CALENDAR_NAMES)[number];

export interface FileGroup {
  readonly code: string;
  readonly name: Words;
  readonly regions: readonly { readonly code: string; readonly name: Words }[];
}

export interface FilePark {
  readonly code: string;
  readonly name: Words;
  readonly city: string;
  /** IANA zone, "Asia/Shanghai". Cannot change once the park exists. */
  readonly zone: string;
  /** Code of the group or of one of its regions. */
  readonly org: string;
  /** Which MQTT session serves the park; 0 where absent. */
  readonly shard?: number;
  /** kgCO2 per kWh drawn from the grid, at most six decimals, and the document it is taken from. */
  readonly carbon: { readonly kgPerKWh: string; readonly source: string };
  /** After so long a critical alarm that nobody has acknowledged escalates by itself: 5 to 1,440; 0: never; 30 where absent. */
  readonly escalateAfterMinutes?: number;
}

export const ESCALATE_AFTER = { minutes: 30, min: 5, max: 1_440 } as const;

export interface FileCalendarDay {
  readonly day: string;
  readonly name: string;
  readonly off: boolean;
}

export interface FileTariff {
  readonly code: string;
  readonly medium: Medium;
  readonly name: Words;
  readonly versions: readonly FileTariffVersion[];
  /** Tiers (阶梯) and over-quota surcharges on top of the versions' prices. */
  readonly steps?: readonly FileStep[];
}

export interface FileTariffVersion {
  readonly validFrom: string;
  /** Document number and month of the published table. */
  readonly source: string;
  /** None where a vector is the whole price. */
  readonly components: readonly FileComponent[];
  readonly rules: readonly PeriodRule[];
  /** One at most: a component priced by the clock. */
  readonly vectors?: readonly FileVector[];
  /** Yuan per kW of demand and month. */
  readonly demandPrice?: string;
  /** Yuan per kVA of capacity and month. */
  readonly capacityPrice?: string;
}

/** Yuan per kWh (m³), at most eight decimals. Every period the rules name must have a price; a period left out takes the flat price. */
export interface FileComponent {
  readonly code: string;
  readonly name: Words;
  readonly prices: { readonly flat: string } & Readonly<Partial<Record<Period, string>>>;
}

export interface FileSpace {
  readonly code: string;
  readonly kind: 'building' | 'floor' | 'room';
  readonly parent?: string;
  readonly name: Words;
  /** Corners in metres on the park's plan, x east, y south, not closed; only buildings. */
  readonly footprint?: readonly (readonly [number, number])[];
  /** Storeys of a building; a floor's own number. 1 where absent. */
  readonly floors?: number;
  readonly areaM2?: number;
}

/** Money in yuan, decimal strings with at most two places. What is left out is zero; `hoardMax` is then 1,000,000.00. */
export interface FileAccount extends FileTerms {
  readonly code: string;
  readonly name: Words;
  readonly kind: AccountKind;
  readonly space?: string;
  /** Park-local day. */
  readonly openedOn: string;
  readonly alarm1?: string;
  readonly alarm2?: string;
  /** How far below zero the account may go; >= 0. */
  readonly overdraft?: string;
  readonly recloseMin?: string;
  readonly hoardMax?: string;
  readonly protected?: boolean;
  readonly noCut?: readonly NoCutWindow[];
  /** + is in favour of the tenant. Booked once, at the start of `openedOn`; never changed by a later file. */
  readonly openingBalance?: string;
}

export interface FilePoint {
  readonly code: string;
  readonly name: Words;
  readonly medium: Medium;
  readonly role: PointRole;
  readonly parent?: string;
  readonly space?: string;
  /** Contract demand of a grid point, contracted power of a tenant; kW. */
  readonly contractKW?: number;
  readonly assignments: readonly FileAssignment[];
}

export interface FileAssignment {
  readonly account: string;
  readonly tariff: string;
  readonly from: string;
  readonly to?: string;
}

/** Exactly one of the electricity pair (kWh, kW) and the water pair (m³, m³/h) is given. */
export interface FileDevice {
  readonly serial: string;
  readonly model: string;
  /** Name of the wire family: `canonical`, `eiot`, `acrelHW` ... */
  readonly codec: string;
  /** Where the register starts again at zero, whole kWh: "1000000". */
  readonly registerModulusKWh?: string;
  readonly registerModulusM3?: string;
  /** The most the meter carries at its own side, before CT x PT. */
  readonly maxKW?: number;
  readonly maxM3h?: number;
  /** Seconds between two readings as configured. */
  readonly intervalS: number;
  readonly gateway?: string;
}

/** Cumulative registers at the meter, before CT x PT; names as in the canonical telemetry. */
export interface FileRegisters {
  readonly importKWh?: string;
  readonly exportKWh?: string;
  readonly importKvarh?: string;
  readonly volumeM3?: string;
}

export interface FileInstallation {
  /** Serial of the device. */
  readonly device: string;
  readonly point: string;
  readonly from: string;
  readonly to?: string;
  /** CT x PT, at most three decimals: "1", "80", "8000". */
  readonly ratio: string;
  readonly start?: FileRegisters;
  readonly end?: FileRegisters;
}
