import { CURVES, type Curve, type CurveName } from './curves.ts';
import type { LocalDay } from './local-day.ts';
import { hash, smoothSwing, swing, unit } from './noise.ts';
import { fillSolarDay, sunSine } from './sun.ts';

/** What stands behind a metering point. `rated`: W, or litres per hour; the shape says what share of it is drawn, or made, when. */
export interface LoadProfile {
  readonly shape: CurveName | 'charging' | 'pv' | 'storage';
  readonly rated: number;
  readonly seed: number;
}

export const MINUTES_A_DAY = 1_440;
const ANCHOR_MINUTES = 15;
const ANCHORS = MINUTES_A_DAY / ANCHOR_MINUTES + 1;

/**
 * Mean power of each minute of a day, W (litres per hour), + drawn, - given back (pv, storage that discharges).
 * A function of its arguments alone: asked again after a restart it says the same.
 */
export const fillLoadDay = (profile: LoadProfile, day: LocalDay, out: Float64Array): void => {
  switch (profile.shape) {
    case 'pv':
      fillSolarDay(day, profile.seed, out);
      return scale(out, -profile.rated);
    case 'storage':
      fillStorageDay(day, profile.seed, out);
      return scale(out, profile.rated);
    case 'charging':
      fillChargingDay(profile, day, out);
      return scale(out, profile.rated);
    case 'streetLight':
      fillCurveDay(CURVES.streetLight, day, profile.seed, out);
      keepDark(day, out);
      return scale(out, profile.rated);
    default:
      fillCurveDay(CURVES[profile.shape], day, profile.seed, out);
      return scale(out, profile.rated);
  }
};

/** The power between two whole seconds of a minute, as a meter shows it: the minute's mean and a flicker that a step of 5 s keeps. */
export const FLICKER_MS = 5_000;
export const flickerOf = (profile: LoadProfile, at: number): number => 1 + 0.03 * swing(profile.seed, Math.floor(at / FLICKER_MS), 7);

const scale = (out: Float64Array, by: number): void => {
  for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) * by;
};

const anchors = new Float64Array(ANCHORS);

const fillCurveDay = (curve: Curve, day: LocalDay, seed: number, out: Float64Array): void => {
  const level = levelOf(curve, day, seed);
  const shiftH = swing(seed, 11) * 0.4;
  for (let i = 0; i < ANCHORS; i++) {
    const hour = i / 4;
    anchors[i] = level * shareAt(curve, day, hour + shiftH) * (1 + curve.drift * smoothSwing(seed, day.index * 24 + hour));
  }
  const dayHash = hash(seed, day.index, 3);
  for (let minute = 0; minute < MINUTES_A_DAY; minute++) {
    const i = Math.floor(minute / ANCHOR_MINUTES);
    const from = anchors[i] ?? 0;
    const smooth = from + ((anchors[i + 1] ?? 0) - from) * ((minute % ANCHOR_MINUTES) / ANCHOR_MINUTES);
    const jitter = 1 + curve.jitter * swing(dayHash, minute);
    out[minute] = Math.max(0, smooth * jitter * cycleAt(curve, dayHash, minute));
  }
};

const cycleAt = (curve: Curve, dayHash: number, minute: number): number => {
  if (!curve.cycle) return 1;
  return 1 + curve.cycle.depth * (hash(dayHash, Math.floor(minute / curve.cycle.minutes), 5) & 1 ? 1 : -1);
};

/** Season, and the good and bad days of the whole park and of this user. */
const levelOf = (curve: Curve, day: LocalDay, seed: number): number => {
  const warmth = Math.cos((2 * Math.PI * (day.dayOfYear - 204)) / 365);
  const season = 1 + (warmth > 0 ? curve.summer * warmth ** 3 : curve.winter * (-warmth) ** 3);
  const park = 1 + 0.03 * swing(0x9a_7c, day.index);
  return season * park * (1 + 0.07 * swing(seed, day.index, 13));
};

const shareAt = (curve: Curve, day: LocalDay, hour: number): number => {
  const rest = hourly(curve.restDay, hour);
  if (day.kind === 'holiday') return Math.max(0, rest * curve.holiday);
  if (day.kind === 'workday') return Math.max(0, hourly(curve.workday, hour));
  const share = day.weekday === 6 ? curve.saturday : 0;
  return Math.max(0, rest + (hourly(curve.workday, hour) - rest) * share);
};

const hourly = (figures: readonly number[], hour: number): number => {
  const at = (hour + 24) % 24;
  const i = Math.floor(at);
  const from = figures[i] ?? 0;
  return from + ((figures[(i + 1) % 24] ?? 0) - from) * (at - i);
};

const keepDark = (day: LocalDay, out: Float64Array): void => {
  for (let minute = 0; minute < out.length; minute++) if (sunSine(day.dayOfYear, minute / 60) > -0.03) out[minute] = 0;
};

/** Cars an hour that come to one post on a workday; on other days two thirds of them. */
const ARRIVALS = [
  0.03, 0.01, 0.01, 0, 0, 0.01, 0.05, 0.16, 0.42, 0.4, 0.24, 0.2, 0.26, 0.3, 0.22, 0.18, 0.18, 0.24, 0.3, 0.26, 0.22, 0.16, 0.1, 0.06,
];
const REST_DAY_CARS = 0.66;
/** W: behind a meter that carries more stands a row of posts. */
const ONE_POST_MAX = 130_000;
const SLOW_POST_MAX = 12_000;
const POSTS_OF_A_ROW = 8;
const SLOW_MINUTES = { min: 90, max: 330 };
const FAST_MINUTES = { min: 20, max: 75 };
const STANDBY = 0.004;

/** Each hour a car may come to a post that is free, draws in full and tapers at the end. No session runs over midnight. */
const fillChargingDay = ({ seed, rated }: LoadProfile, day: LocalDay, out: Float64Array): void => {
  const posts = rated > ONE_POST_MAX ? POSTS_OF_A_ROW : 1;
  const { min, max } = rated > SLOW_POST_MAX ? FAST_MINUTES : SLOW_MINUTES;
  const busy = day.kind === 'workday' ? 1 : REST_DAY_CARS;
  out.fill(STANDBY);
  for (let post = 0; post < posts; post++) {
    let freeFrom = 0;
    const postSeed = hash(seed, day.index, post);
    for (const [hour, arrivals] of ARRIVALS.entries()) {
      const start = hour * 60 + Math.floor(unit(postSeed, hour, 1) * 60);
      if (start < freeFrom || unit(postSeed, hour, 2) > arrivals * busy) continue;
      const minutes = min + Math.floor(unit(postSeed, hour, 3) * (max - min));
      freeFrom = Math.min(start + minutes, MINUTES_A_DAY);
      for (let minute = start; minute < freeFrom; minute++) {
        const taper = Math.min(1, 0.2 + (start + minutes - minute) / 25);
        out[minute] = (out[minute] ?? 0) + taper / posts;
      }
    }
  }
};

/** Charges in the noon and night valleys, discharges in the evening peak; losses make it take more than it gives. */
const STORAGE_HOURS: readonly { readonly from: number; readonly to: number; readonly share: number }[] = [
  { from: 2, to: 4, share: 0.5 },
  { from: 11, to: 14, share: 0.62 },
  { from: 16.5, to: 19.5, share: -0.8 },
];

const fillStorageDay = (day: LocalDay, seed: number, out: Float64Array): void => {
  out.fill(0.006);
  for (const { from, to, share } of STORAGE_HOURS) {
    for (let minute = from * 60; minute < to * 60; minute++) out[minute] = share * (1 + 0.02 * swing(seed, day.index, minute));
  }
};
