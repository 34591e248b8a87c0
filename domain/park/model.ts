import type { Calendar, Tariff } from '../tariff/tariff.ts';
import type { InstantMs, ParkDay } from '../time/instant.ts';
import type { Fen } from '../units/money.ts';
import type { Medium, RatioMilli, RegisterMilli } from '../units/quantity.ts';
import type { AccountTerms } from './account-terms.ts';

/** The registers a meter counts. Each is folded by itself; the index is what a slot row stores. */
export const REGISTERS = ['import', 'export', 'reactive'] as const;
export type Register = (typeof REGISTERS)[number];
export type RegisterValues = Readonly<Record<Register, RegisterMilli | null>>;

/** `grid` is the master (关口表), `feeder` measures what others below it measure again, `public` is shared area (公区). */
export type PointRole = 'grid' | 'feeder' | 'tenant' | 'public' | 'pv' | 'storage';
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface Space {
  readonly id: number;
  readonly code: string;
  readonly kind: 'building' | 'floor' | 'room';
  readonly parentId: number | null;
  readonly name: Words;
  /** Metres on the park's plan, x east, y south; only buildings. */
  readonly footprint: readonly (readonly [number, number])[];
  /** Storeys of a building; a floor's own number otherwise. */
  readonly floors: number;
  readonly areaM2: number;
}

/** Who is charged for a point, and by which tariff, over a stretch of time. */
export interface Assignment {
  readonly accountId: number;
  readonly tariffId: number;
  readonly from: InstantMs;
  readonly to: InstantMs | null;
}

export interface Point {
  readonly id: number;
  readonly code: string;
  readonly name: Words;
  readonly medium: Medium;
  readonly role: PointRole;
  readonly parentId: number | null;
  readonly spaceId: number | null;
  /** Contract demand (合同最大需量) of a grid point, or the contracted power of a tenant; W. */
  readonly contractW: number | null;
  readonly assignments: readonly Assignment[];
}

/** A device at a point over [from, to), with its ratio. Registers given at either end are readings that need no message. */
export interface Installation {
  readonly id: number;
  readonly deviceId: number;
  readonly pointId: number;
  readonly from: InstantMs;
  readonly to: InstantMs | null;
  readonly ratio: RatioMilli;
  readonly start: RegisterValues;
  readonly end: RegisterValues;
}

export interface Device {
  readonly id: number;
  readonly serial: string;
  readonly model: string;
  readonly codec: string;
  /** Where the register starts again at zero: a whole number of kWh (m³), in thousandths of a Wh (litre). */
  readonly modulus: RegisterMilli;
  /** The most the meter can carry at its own side (before the ratio), W or litres per hour; DOMAIN 4.6 adds 20 %. */
  readonly maxRate: number;
  /** Seconds between two readings as configured; a figure older than two of them is stale. */
  readonly intervalS: number;
  readonly installations: readonly Installation[];
}

export type AccountKind = 'prepaid' | 'postpaid' | 'supply';

/** Park-local times in which nobody is cut off; `to` may lie before `from` and then runs over midnight. */
export interface NoCutWindow {
  readonly from: string;
  readonly to: string;
  readonly days: 'anyDay' | 'workday' | 'restDay';
}

export interface Account {
  readonly id: number;
  readonly code: string;
  readonly name: Words;
  /** `supply` is the park's own account with the grid: its grid points are priced, nobody is warned. */
  readonly kind: AccountKind;
  readonly spaceId: number | null;
  readonly alarm1: Fen;
  readonly alarm2: Fen;
  /** >= 0: how far below zero the account may go. */
  readonly overdraft: Fen;
  readonly recloseMin: Fen;
  readonly hoardMax: Fen;
  /** 保电: never cut. */
  readonly protected: boolean;
  readonly noCut: readonly NoCutWindow[];
  readonly openedOn: ParkDay;
  readonly terms: AccountTerms;
}

/** Everything a park's twin needs to know beside readings. Loaded from the database, replaced as a whole when it changes. */
export interface ParkModel {
  readonly id: number;
  readonly code: string;
  readonly name: Words;
  readonly zone: string;
  readonly shard: number;
  /** Rises with every change of the park; a twin is built anew when it does. */
  readonly version: number;
  readonly spaces: readonly Space[];
  readonly points: readonly Point[];
  readonly devices: readonly Device[];
  readonly accounts: readonly Account[];
  readonly tariffs: readonly Tariff[];
  readonly calendar: Calendar;
  /** kgCO2 per kWh drawn from the grid, in millionths, with the document it is taken from. */
  readonly carbon: { readonly microKgPerKWh: number; readonly source: string };
}
