import type { RegisterValues } from '#domain/park/model.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { registerMilli } from '#domain/units/quantity.ts';
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
  /** Of what is counted between `from` and `to`, how much the register shows: 1, but where a park file gives the registers of both ends. */
  readonly gain: number;
}

export interface SimMeter {
  readonly serial: string;
  readonly model: string;
  readonly medium: Medium;
  readonly gateway: string;
  /** Thousandths. */
  readonly modulus: number;
  /** The last digit shown, thousandths: 0.001 kWh (m³) at ratio 1, 0.0001 behind transformers. */
  readonly step: number;
  /** kvarh per kWh. */
  readonly tanPhi: number;
  /** A generation meter counts what is given forward, on the import register, and shows its power as positive. */
  readonly reversed: boolean;
  /** Its registers began again at zero here (a fault); null: never. */
  readonly resetAt: number | null;
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
  const base = physics.flowTo(where.point, where.from);
  const now = physics.flowTo(where.point, at);
  const used = counted(meter, where, { drawn: now.drawn - base.drawn, given: now.given - base.given });
  const reset = meter.resetAt !== null && meter.resetAt > where.from && at >= meter.resetAt ? meter.resetAt : null;
  const before = reset === null ? null : usedBetween(physics, meter, where, reset);
  const shows = (start: number | null, counts: number, lost: number): number | null => {
    if (start === null) return null;
    return before === null ? digits(meter, start + counts) : digits(meter, counts - lost);
  };
  const sign = meter.reversed ? -1 : 1;
  return {
    serial: meter.serial,
    medium: meter.medium,
    model: meter.model,
    at,
    registers: {
      import: milli(shows(where.start.import, used.drawn, before?.drawn ?? 0)),
      export: milli(shows(where.start.export, used.given, before?.given ?? 0)),
      reactive: milli(shows(where.start.reactive, Math.floor(used.drawn * meter.tanPhi), Math.floor((before?.drawn ?? 0) * meter.tanPhi))),
    },
    power: Math.round((sign * physics.powerAt(where.point, at) * 1_000) / where.ratioMilli),
  };
};

const usedBetween = (physics: Physics, meter: SimMeter, where: SimInstallation, at: number): Flow => {
  const from = physics.flowTo(where.point, where.from);
  const to = physics.flowTo(where.point, at);
  return counted(meter, where, { drawn: to.drawn - from.drawn, given: to.given - from.given });
};

/** At the meter: divided by the ratio, forward as the meter is wired. */
const counted = (meter: SimMeter, where: SimInstallation, flow: Flow): Flow => {
  const drawn = Math.floor(((meter.reversed ? flow.given : flow.drawn) * where.gain * 1_000) / where.ratioMilli);
  const given = Math.floor(((meter.reversed ? flow.drawn : flow.given) * where.gain * 1_000) / where.ratioMilli);
  return { drawn, given };
};

const digits = (meter: SimMeter, milliValue: number): number => {
  const round = milliValue % meter.modulus;
  return round - (round % meter.step);
};

const milli = (n: number | null) => (n === null ? null : registerMilli(n));
