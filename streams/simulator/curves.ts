/** How a kind of user draws power (or water) over a day, as a share of its rated figure. */
export interface Curve {
  /** At 00:00, 01:00 .. 23:00 on a workday; straight in between. */
  readonly workday: readonly number[];
  readonly restDay: readonly number[];
  /** How much of a workday a Saturday is: 1 all, 0 a rest day. */
  readonly saturday: number;
  /** On holidays: the rest day's figure times this. */
  readonly holiday: number;
  /** Drift over about an hour, and jitter from minute to minute, as shares. */
  readonly drift: number;
  readonly jitter: number;
  /** Machines that start and stop together: so many minutes a step, so deep a swing. */
  readonly cycle?: { readonly minutes: number; readonly depth: number };
  /** Added in the height of summer (cooling) and winter (heating), as a share. */
  readonly summer: number;
  readonly winter: number;
}

const flat = (share: number): readonly number[] => Array.from({ length: 24 }, () => share);

// Each line: 0-5, 6-11, 12-17, 18-23 h.
const OFFICE = [
  0.1, 0.09, 0.09, 0.09, 0.09, 0.1, 0.13, 0.26, 0.64, 0.92, 1, 0.98, 0.8, 0.82, 0.97, 1, 0.97, 0.88, 0.56, 0.36, 0.27, 0.19, 0.13, 0.11,
];
const OFFICE_REST = [
  0.09, 0.09, 0.09, 0.09, 0.09, 0.09, 0.1, 0.12, 0.17, 0.22, 0.25, 0.25, 0.22, 0.23, 0.25, 0.25, 0.23, 0.2, 0.16, 0.14, 0.12, 0.11, 0.1,
  0.09,
];
const SHOP = [
  0.16, 0.15, 0.15, 0.15, 0.15, 0.16, 0.2, 0.32, 0.45, 0.68, 0.85, 0.95, 0.98, 0.92, 0.85, 0.84, 0.88, 0.95, 1, 1, 0.95, 0.75, 0.4, 0.2,
];
const TWO_SHIFTS = [
  0.1, 0.09, 0.09, 0.09, 0.1, 0.18, 0.6, 0.84, 0.96, 1, 1, 0.84, 0.78, 0.95, 0.93, 0.98, 0.96, 0.76, 0.64, 0.66, 0.62, 0.52, 0.22, 0.12,
];
const DAY_SHIFT = [
  0.08, 0.08, 0.08, 0.08, 0.08, 0.1, 0.2, 0.6, 0.93, 1, 1, 0.82, 0.7, 0.95, 1, 0.98, 0.95, 0.7, 0.42, 0.3, 0.2, 0.12, 0.09, 0.08,
];
const SHIFTS_REST = [
  0.13, 0.13, 0.13, 0.13, 0.13, 0.14, 0.17, 0.2, 0.24, 0.26, 0.26, 0.23, 0.22, 0.24, 0.25, 0.24, 0.22, 0.2, 0.18, 0.16, 0.15, 0.14, 0.13,
  0.13,
];
const ROUND_THE_CLOCK = [
  0.56, 0.55, 0.54, 0.54, 0.54, 0.58, 0.68, 0.82, 0.94, 0.98, 1, 0.95, 0.88, 0.95, 0.98, 0.98, 0.96, 0.88, 0.78, 0.76, 0.74, 0.7, 0.62,
  0.58,
];
const DORMITORY = [
  0.34, 0.26, 0.22, 0.2, 0.2, 0.26, 0.5, 0.58, 0.42, 0.34, 0.32, 0.38, 0.46, 0.4, 0.34, 0.34, 0.4, 0.58, 0.82, 0.96, 1, 0.96, 0.78, 0.52,
];
const DORMITORY_REST = [
  0.4, 0.3, 0.25, 0.22, 0.21, 0.23, 0.3, 0.42, 0.52, 0.55, 0.55, 0.6, 0.64, 0.58, 0.54, 0.54, 0.58, 0.7, 0.88, 0.98, 1, 0.97, 0.82, 0.6,
];
const CANTEEN = [
  0.1, 0.1, 0.1, 0.12, 0.3, 0.62, 0.8, 0.62, 0.34, 0.5, 0.9, 1, 0.85, 0.45, 0.28, 0.36, 0.7, 0.95, 0.8, 0.42, 0.25, 0.15, 0.11, 0.1,
];
const CORRIDOR = [
  0.14, 0.12, 0.12, 0.12, 0.12, 0.16, 0.36, 0.68, 0.95, 1, 1, 1, 0.92, 0.95, 1, 1, 1, 0.95, 0.78, 0.6, 0.44, 0.3, 0.2, 0.16,
];
const LIFT = [
  0.06, 0.05, 0.05, 0.05, 0.05, 0.08, 0.2, 0.55, 1, 0.8, 0.55, 0.75, 0.95, 0.7, 0.5, 0.5, 0.6, 0.95, 0.8, 0.45, 0.3, 0.2, 0.12, 0.08,
];
const COOLING = [
  0.16, 0.15, 0.15, 0.15, 0.16, 0.2, 0.36, 0.7, 0.9, 0.95, 1, 1, 0.96, 0.98, 1, 1, 0.96, 0.85, 0.6, 0.42, 0.32, 0.25, 0.2, 0.17,
];
const WATER_OFFICE = [
  0.02, 0.01, 0.01, 0.01, 0.01, 0.02, 0.08, 0.35, 0.8, 0.95, 1, 0.95, 0.9, 0.7, 0.75, 0.8, 0.8, 0.6, 0.3, 0.15, 0.1, 0.06, 0.03, 0.02,
];
const WATER_DORMITORY = [
  0.08, 0.04, 0.03, 0.03, 0.05, 0.2, 0.75, 0.9, 0.5, 0.3, 0.28, 0.35, 0.45, 0.35, 0.28, 0.28, 0.35, 0.55, 0.8, 0.95, 1, 0.95, 0.65, 0.25,
];
const WATER_GREEN = [0, 0, 0, 0, 0.6, 1, 0.9, 0.2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.3, 0.5, 0.2, 0, 0, 0, 0];
const DARK_ALL_DAY = flat(1);

const curve = (workday: readonly number[], restDay: readonly number[], rest: Omit<Curve, 'workday' | 'restDay'>): Curve => ({
  workday,
  restDay,
  ...rest,
});

export const CURVES = {
  office: curve(OFFICE, OFFICE_REST, { saturday: 0.25, holiday: 0.85, drift: 0.06, jitter: 0.04, summer: 0.1, winter: 0.06 }),
  laboratory: curve(DAY_SHIFT, OFFICE_REST, {
    saturday: 0.4,
    holiday: 0.9,
    drift: 0.08,
    jitter: 0.06,
    summer: 0.14,
    winter: 0.06,
    cycle: { minutes: 11, depth: 0.12 },
  }),
  shop: curve(SHOP, SHOP, { saturday: 1, holiday: 1.08, drift: 0.06, jitter: 0.05, summer: 0.18, winter: 0.1 }),
  twoShifts: curve(TWO_SHIFTS, SHIFTS_REST, {
    saturday: 0.85,
    holiday: 0.7,
    drift: 0.06,
    jitter: 0.05,
    summer: 0.05,
    winter: 0.02,
    cycle: { minutes: 7, depth: 0.16 },
  }),
  dayShift: curve(DAY_SHIFT, SHIFTS_REST, {
    saturday: 0.7,
    holiday: 0.6,
    drift: 0.06,
    jitter: 0.06,
    summer: 0.05,
    winter: 0.03,
    cycle: { minutes: 5, depth: 0.2 },
  }),
  roundTheClock: curve(ROUND_THE_CLOCK, ROUND_THE_CLOCK, {
    saturday: 1,
    holiday: 0.9,
    drift: 0.04,
    jitter: 0.03,
    summer: 0.04,
    winter: 0,
    cycle: { minutes: 9, depth: 0.08 },
  }),
  dataRoom: curve(flat(0.86), flat(0.84), { saturday: 1, holiday: 0.99, drift: 0.03, jitter: 0.01, summer: 0.08, winter: -0.03 }),
  coldStore: curve(flat(0.5), flat(0.46), {
    saturday: 1,
    holiday: 1,
    drift: 0.05,
    jitter: 0.03,
    summer: 0.25,
    winter: -0.15,
    cycle: { minutes: 18, depth: 0.4 },
  }),
  dormitory: curve(DORMITORY, DORMITORY_REST, { saturday: 0.3, holiday: 0.75, drift: 0.14, jitter: 0.12, summer: 0.3, winter: 0.2 }),
  canteen: curve(CANTEEN, CANTEEN, { saturday: 0.8, holiday: 0.45, drift: 0.07, jitter: 0.08, summer: 0.1, winter: 0.05 }),
  corridor: curve(CORRIDOR, CORRIDOR, { saturday: 0.5, holiday: 0.9, drift: 0.03, jitter: 0.02, summer: 0, winter: 0.04 }),
  lift: curve(LIFT, LIFT, { saturday: 0.5, holiday: 0.5, drift: 0.1, jitter: 0.6, summer: 0, winter: 0 }),
  cooling: curve(COOLING, COOLING, {
    saturday: 0.6,
    holiday: 0.6,
    drift: 0.06,
    jitter: 0.03,
    summer: 0.3,
    winter: 0.15,
    cycle: { minutes: 14, depth: 0.12 },
  }),
  pump: curve(
    WATER_OFFICE.map((share) => 0.25 + 0.75 * share),
    flat(0.35),
    { saturday: 0.6, holiday: 0.9, drift: 0.05, jitter: 0.05, summer: 0.08, winter: 0, cycle: { minutes: 6, depth: 0.35 } },
  ),
  streetLight: curve(DARK_ALL_DAY, DARK_ALL_DAY, { saturday: 1, holiday: 1, drift: 0.01, jitter: 0.01, summer: 0, winter: 0 }),
  waterOffice: curve(
    WATER_OFFICE,
    WATER_OFFICE.map((share) => 0.2 * share),
    { saturday: 0.3, holiday: 0.6, drift: 0.12, jitter: 0.35, summer: 0.12, winter: -0.05 },
  ),
  waterShop: curve(
    SHOP.map((share) => Math.max(0.01, 1.1 * share - 0.15)),
    SHOP,
    { saturday: 1, holiday: 1, drift: 0.12, jitter: 0.35, summer: 0.1, winter: 0 },
  ),
  waterProcess: curve(
    TWO_SHIFTS.map((share) => Math.max(0.02, 1.1 * share - 0.12)),
    SHIFTS_REST.map((share) => 0.8 * share - 0.08),
    { saturday: 0.85, holiday: 0.5, drift: 0.08, jitter: 0.2, summer: 0.1, winter: 0 },
  ),
  waterDormitory: curve(WATER_DORMITORY, WATER_DORMITORY, {
    saturday: 0.5,
    holiday: 0.8,
    drift: 0.15,
    jitter: 0.4,
    summer: 0.2,
    winter: -0.05,
  }),
  waterCanteen: curve(
    CANTEEN.map((share) => Math.max(0.01, 1.1 * share - 0.1)),
    CANTEEN,
    { saturday: 0.8, holiday: 0.4, drift: 0.1, jitter: 0.3, summer: 0.1, winter: 0 },
  ),
  waterGreen: curve(WATER_GREEN, WATER_GREEN, { saturday: 1, holiday: 1, drift: 0.2, jitter: 0.1, summer: 0.6, winter: -0.85 }),
} as const satisfies Readonly<Record<string, Curve>>;

export type CurveName = keyof typeof CURVES;
