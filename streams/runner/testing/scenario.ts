import fc from 'fast-check';
import type { ParkFile } from '#domain/park/park-file.ts';

/** A message as a gateway would send it, with the instant of its reading. */
export interface Sent {
  readonly at: number;
  readonly payload: string;
}

interface Step {
  readonly seconds: number;
  /** Share of what the meter carries, percent. */
  readonly load: number;
  readonly fault: 'none' | 'reset' | 'zero' | 'leap' | 'conflict' | 'twice';
}

/** Steps of seconds to half a day, most of them dull; every fault of DOMAIN 4.6 among them. */
const step: fc.Arbitrary<Step> = fc.record({
  seconds: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 5, max: 60 }) },
    { weight: 3, arbitrary: fc.constantFrom(60, 300, 900) },
    { weight: 2, arbitrary: fc.integer({ min: 600, max: 8_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 8_000, max: 120_000 }) },
  ),
  load: fc.integer({ min: 0, max: 100 }),
  fault: fc.oneof(
    { weight: 14, arbitrary: fc.constant('none' as const) },
    { weight: 1, arbitrary: fc.constantFrom('reset' as const, 'zero' as const, 'leap' as const, 'conflict' as const, 'twice' as const) },
  ),
});

export interface Life {
  readonly serial: string;
  readonly from: number;
  /** W at the meter. */
  readonly maxRate: number;
  /** kWh (m³) at `from`. */
  readonly start: number;
  readonly field: 'importKWh' | 'volumeM3';
}

/** What one meter sends over its life, and how. */
export const sentBy = (life: Life): fc.Arbitrary<readonly Sent[]> =>
  fc.array(step, { minLength: 10, maxLength: 45 }).map((steps) => {
    const sent: Sent[] = [];
    let at = life.from;
    let milli = Math.round(life.start * 1e6);
    const say = (value: number, powerKW: string) => sent.push({ at, payload: messageOf(life, at, { milli: value, powerKW }) });
    for (const { seconds, load, fault } of steps) {
      at += seconds * 1_000;
      milli += Math.floor((life.maxRate * load * seconds * 10) / 3_600);
      const power = (load / 10).toFixed(1);
      if (fault === 'reset') milli = 0;
      say(fault === 'zero' ? 0 : fault === 'leap' ? milli + 90_000 * 1e6 : milli, power);
      if (fault === 'conflict') say(milli + 1_000_000, power);
      if (fault === 'twice') say(milli, `${power}5`);
    }
    return sent;
  });

const messageOf = (life: Life, at: number, value: { readonly milli: number; readonly powerKW: string }): string => {
  const register = `${Math.floor(value.milli / 1e6)}.${String(value.milli % 1e6).padStart(6, '0')}`;
  const power = life.field === 'importKWh' ? { powerKW: value.powerKW, importKvarh: register } : {};
  const instant = Temporal.Instant.fromEpochMilliseconds(at).toString();
  return JSON.stringify({ seq: 1, sentAt: instant, readings: [{ sn: life.serial, at: instant, [life.field]: register, ...power }] });
};

/** The fixture park under another name, so that many fit into one database: codes of park and devices get a suffix. */
export const renamed = (file: ParkFile, suffix: string): ParkFile => ({
  ...file,
  park: { ...file.park, code: `p${suffix}` },
  devices: file.devices.map((device) => ({ ...device, serial: `${device.serial}-${suffix}` })),
  installations: file.installations.map((installation) => ({ ...installation, device: `${installation.device}-${suffix}` })),
});
