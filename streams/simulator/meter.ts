import type { RegisterValues } from '#domain/park/model.ts';
import { type Medium, registerMilli } from '#domain/units/quantity.ts';
import type { Flow, Physics } from './physics.ts';

/** A device at a point over [from, to): where its registers begin and how they are shown. */
export interface SimInstallation {
  /** Place in the physics. */
  readonly point: number;
  readonly from: number;
  /** Infinity while it stands. */
  readonly to: number;
  readonly ratioMilli: number;
  /** Thousandths, at `from`. Null: the meter has no such register. */
  readonly start: { readonly import: number; readonly export: number | null; readonly reactive: number | null };
  /** What the physics had counted at `from`. */
  readonly base: Flow;
  /** Of what is counted between `from` and `to`, how much the register shows: 1, but where a park file gives the registers of both ends. */
  readonly gain: number;
}

export interface SimMeter {
  readonly serial: string;
  readonly model: string;
  readonly medium: Medium;
  /** Empty where the park file names none. */
  readonly gateway: string;
  /** Between two live readings. */
  readonly intervalMs: number;
  /** Thousandths. */
  readonly modulus: number;
  /** The last digit shown, thousandths: 0.001 kWh (m³) at ratio 1, 0.0001 behind transformers. */
  readonly step: number;
  /** kvarh per kWh. */
  readonly tanPhi: number;
  /** A generation meter counts what is given forward, on the import register, and shows its power as positive. */
  readonly reversed: boolean;
  /** Its registers began again at zero here (a fault), and what the physics had counted by then; null: never. */
  readonly reset: { readonly at: number; readonly flow: Flow } | null;
  readonly installations: readonly SimInstallation[];
}

/** What a meter shows at an instant of the true time. */
export interface Shown {
  readonly serial: string;
  readonly medium: Medium;
  readonly model: string;
  readonly at: number;
  readonly registers: RegisterValues;
  /** W (litres per hour) at the meter, before CT x PT, + drawn; whole. */
  readonly power: number;
}

/** Null while the meter hangs nowhere. A function of (meter, at) alone: a simulator that starts again continues the same registers. */
export const readMeter = (physics: Physics, meter: SimMeter, at: number): Shown | null => {
  const where = meter.installations.find((installation) => at >= installation.from && at < installation.to);
  if (!where) return null;
  const flow = physics.flowTo(where.point, at);
  const { reset } = meter;
  // After a reset the registers count from zero again.
  const anew = reset !== null && at >= reset.at && reset.at > where.from;
  const used = counted(meter, where, flow, anew ? reset.flow : where.base);
  const start = anew ? ZERO : where.start;
  const sign = meter.reversed ? -1 : 1;
  return {
    serial: meter.serial,
    medium: meter.medium,
    model: meter.model,
    at,
    registers: {
      import: registerMilli(digits(meter, start.import + used.drawn)),
      export: where.start.export === null ? null : registerMilli(digits(meter, (start.export ?? 0) + used.given)),
      reactive:
        where.start.reactive === null ? null : registerMilli(digits(meter, (start.reactive ?? 0) + Math.floor(used.drawn * meter.tanPhi))),
    },
    power: Math.round((sign * physics.powerAt(where.point, at) * 1_000) / where.ratioMilli),
  };
};

const ZERO = { import: 0, export: 0, reactive: 0 };

/** At the meter: divided by the ratio, forward as the meter is wired. */
const counted = (meter: SimMeter, where: SimInstallation, flow: Flow, base: Flow): Flow => {
  const [drawn, given] = [flow.drawn - base.drawn, flow.given - base.given];
  const share = (where.gain * 1_000) / where.ratioMilli;
  return { drawn: Math.floor((meter.reversed ? given : drawn) * share), given: Math.floor((meter.reversed ? drawn : given) * share) };
};

const digits = (meter: SimMeter, milliValue: number): number => {
  const round = milliValue % meter.modulus;
  return round - (round % meter.step);
};
