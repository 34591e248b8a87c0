import { registerMilli } from '#domain/units/quantity.ts';
import type { Outgoing } from '#streams/codecs/codec.ts';
import { CLOCK_AHEAD_MS, CONFLICT_MILLI, isFaulty, LOST_CLOCK_AT, strikes, UNKNOWN_SERIAL } from './faults.ts';
import { readMeter, type Shown, type SimMeter } from './meter.ts';
import { seedOf, unit } from './noise.ts';
import type { Physics } from './physics.ts';
import type { Wire, WireGateway } from './wire/wire.ts';

export interface GatewayPlan extends WireGateway {
  /** Names it among all: its MQTT client, its journal. */
  readonly id: string;
  readonly wire: Wire;
  readonly meters: readonly SimMeter[];
  readonly seed: number;
  /** Between two rounds: the shortest interval of its meters. */
  readonly intervalMs: number;
  /** It takes its round of readings so long after each multiple of the interval. */
  readonly phaseMs: number;
  /** It also hears a meter that nobody registered. */
  readonly hearsStranger: boolean;
  /** Serial of the meter whose clock is lost now and then; null: none of this gateway's. */
  readonly lostClockOf: string | null;
}

/** Between two meters of a gateway's round on the bus, where the wire can tell. */
const POLL_MS = 40;
const MILLI_PER_WH = 1_000;

/** What a gateway says live at its round at `at`: a function of its arguments, faults included. */
export const liveMessages = (physics: Physics, plan: GatewayPlan, at: number, seq: number): Outgoing[] => {
  const ahead = isFaulty('clockAhead', plan.seed, at) ? CLOCK_AHEAD_MS : 0;
  const readings: Shown[] = [];
  for (const [place, meter] of plan.meters.entries()) {
    const own = seedOf(meter.serial, plan.seed);
    if (!isTurnOf(meter, plan, at) || isFaulty('silence', own, at)) continue;
    const polledAt = plan.wire.mixesInstants ? at - (plan.meters.length - place) * POLL_MS : at - (at % plan.wire.resolutionMs);
    const shown = readMeter(physics, meter, polledAt);
    if (!shown) continue;
    const lost = meter.serial === plan.lostClockOf && isFaulty('clockIn2005', own, at);
    readings.push(
      ...told(shown, own, {
        at: lost ? LOST_CLOCK_AT + (at % 86_400_000) : shown.at + ahead,
        zero: 'zeroReading',
        twice: 'conflictingReading',
      }),
    );
  }
  if (plan.hearsStranger && strikes('unknownDevice', plan.seed, at)) readings.push(stranger(at));
  const messages = encodeAll(plan, readings, { historical: false, seq, sentAt: at + ahead });
  if (strikes('malformedMessage', plan.seed, at)) messages.push(...messages.slice(0, 1).map((message) => garble(message, plan.seed, at)));
  return messages;
};

/** Meters that report seldom speak in the first round of each of their own intervals. */
const isTurnOf = (meter: SimMeter, plan: GatewayPlan, at: number): boolean =>
  Math.floor(at / meter.intervalMs) !== Math.floor((at - plan.intervalMs) / meter.intervalMs);

/** What a gateway stored of the given instants, told as historical. */
export const storedMessages = (
  physics: Physics,
  plan: GatewayPlan,
  instants: readonly number[],
  { seq, sentAt }: { readonly seq: number; readonly sentAt: number },
): Outgoing[] => {
  const readings: Shown[] = [];
  for (const at of instants) {
    for (const meter of plan.meters) {
      const shown = readMeter(physics, meter, at);
      if (shown) readings.push(...told(shown, seedOf(meter.serial, plan.seed), { at, zero: 'zeroReplayed', twice: 'conflictingReplayed' }));
    }
  }
  return encodeAll(plan, readings, { historical: true, seq, sentAt });
};

interface Telling {
  readonly at: number;
  readonly zero: 'zeroReading' | 'zeroReplayed';
  readonly twice: 'conflictingReading' | 'conflictingReplayed';
}

/** A reading as it leaves the meter: mostly itself, rarely a zero, rarely told twice with different registers. */
const told = (shown: Shown, who: number, { at, zero, twice }: Telling): Shown[] => {
  const register = shown.registers.import;
  const timed = { ...shown, at };
  if (register === null) return [timed];
  const showing = (milli: number): Shown => ({ ...timed, registers: { ...shown.registers, import: registerMilli(milli) } });
  if (strikes(zero, who, shown.at)) return [showing(0)];
  if (strikes(twice, who, shown.at)) return [timed, showing(register + CONFLICT_MILLI)];
  return [timed];
};

const encodeAll = (
  plan: GatewayPlan,
  readings: readonly Shown[],
  how: { readonly historical: boolean; readonly seq: number; readonly sentAt: number },
): Outgoing[] => partsOf(plan.wire, readings).map((part) => plan.wire.encode(plan, { readings: part, ...how }));

/** Cut where a message is full, and where an instant ends if the wire holds one a message; a message never tells of one meter twice in one instant. */
const partsOf = (wire: Wire, readings: readonly Shown[]): Shown[][] => {
  const parts: Shown[][] = [];
  let part: Shown[] = [];
  for (const shown of readings) {
    const last = part.at(-1);
    const split = last !== undefined && (part.length >= wire.readingsAMessageMax || (!wire.mixesInstants && last.at !== shown.at));
    if (split || (last?.serial === shown.serial && last.at === shown.at)) {
      parts.push(part);
      part = [];
    }
    part.push(shown);
  }
  if (part.length > 0) parts.push(part);
  return parts;
};

const stranger = (at: number): Shown => ({
  serial: UNKNOWN_SERIAL,
  medium: 'electricity',
  model: 'DDSY1352',
  at,
  registers: { import: registerMilli((Math.floor(at / 3_600_000) - 480_000) * 800 * MILLI_PER_WH), export: null, reactive: null },
  power: 800,
});

/** Cut short, a number that is none, or not JSON at all. */
const garble = (message: Outgoing, seed: number, at: number): Outgoing => {
  const draw = unit(seed, at, 21);
  if (draw < 0.4) return { ...message, payload: message.payload.slice(0, Math.floor(message.payload.length * 0.6)) };
  if (draw < 0.8) return { ...message, payload: message.payload.replace(/("(?:importKWh|EPI|wh|volumeM3)":)"?[\d.]+"?/, '$1"NaN"') };
  return { ...message, payload: '\u0000\u0001ERR RS485 TIMEOUT' };
};
