import type { LocalDay } from './local-day.ts';
import { hash, smoothSwing, swing, unit } from './noise.ts';

/** Jinan, Shandong; +8 h is the time of 120° E. */
const LATITUDE_RAD = (36.65 * Math.PI) / 180;
const NOON_SHIFT_H = (120 - 117.0) / 15;

/** Sine of the sun's elevation at an hour of the local clock; below zero at night. Declination by Cooper's formula. */
export const sunSine = (dayOfYear: number, hour: number): number => {
  const declination = ((23.45 * Math.PI) / 180) * Math.sin((2 * Math.PI * (284 + dayOfYear + 1)) / 365);
  const hourAngle = ((hour - NOON_SHIFT_H - 12) * Math.PI) / 12;
  return Math.sin(LATITUDE_RAD) * Math.sin(declination) + Math.cos(LATITUDE_RAD) * Math.cos(declination) * Math.cos(hourAngle);
};

/** Clear, broken or overcast; by thirds of days as in a northern Chinese year (about 55, 30 and 15 %). */
const skyOf = (day: LocalDay, seed: number): { readonly share: number; readonly depth: number } => {
  const draw = unit(seed, day.index, 1);
  if (draw < 0.55) return { share: 0.97, depth: 0.03 };
  return draw < 0.85 ? { share: 0.74, depth: 0.5 } : { share: 0.24, depth: 0.3 };
};

/** Output of a plant as a share of its peak power, minute by minute of a day; never below zero, zero at night. */
export const fillSolarDay = (day: LocalDay, seed: number, out: Float64Array): void => {
  // One sky over the park: the plants differ in their jitter alone.
  const sky = skyOf(day, 0x50_1a_12);
  for (let minute = 0; minute < out.length; minute++) {
    const sine = sunSine(day.dayOfYear, minute / 60);
    if (sine <= 0.02) {
      out[minute] = 0;
      continue;
    }
    const clear = 0.88 * sine ** 1.2;
    const drift = 1 + sky.depth * smoothSwing(hash(0x50_1a_12, day.index), minute / 9);
    const jitter = 1 + 0.02 * swing(seed, day.index, minute);
    out[minute] = clear * Math.min(1.05, sky.share * drift) * jitter;
  }
};
