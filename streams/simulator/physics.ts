import { MINUTE_MS } from '#domain/time/instant.ts';
import { fillLoadDay, flickerOf, type LoadProfile, MINUTES_A_DAY } from './load-shape.ts';
import { DAY_MS, type DaysOff, dayIndexOf, localDay } from './local-day.ts';
import { swing } from './noise.ts';

/** A metering point as nature sees it: a user of its own, or a line that carries what hangs below it and loses some. */
export interface PhysicalPoint {
  readonly code: string;
  /** Places in the list of what hangs below; empty for a user of its own. Children stand before their parents. */
  readonly children: readonly number[];
  readonly profile: LoadProfile;
  /** Of a line: lost on the way, as a share of what it carries. Of a user: 0. */
  readonly lossShare: number;
}

/** Thousandths of a Wh (litre), primary side, whole: as registers count, before the meter's ratio. */
export interface Flow {
  readonly drawn: number;
  readonly given: number;
}

export interface Physics {
  /** Since the first day's midnight; a function of (point, at) alone, never falls. `at` must not lie before the first day. */
  flowTo(point: number, at: number): Flow;
  /** W (litres per hour) at an instant, + drawn. A line's is the sum of what hangs below, so that a park balances by the second. */
  powerAt(point: number, at: number): number;
}

export interface PhysicsOptions {
  readonly points: readonly PhysicalPoint[];
  readonly offsetMs: number;
  readonly daysOff: DaysOff;
  /** Counting begins at the park-local midnight of this instant. */
  readonly since: number;
}

/** Days whose minutes are kept: gateways that replay side by side, and today. 300 points x 2 x 1,441 x 8 bytes = 7 MB a day. */
const DAYS_KEPT = 6;
/** Wh of a minute at 1 W, in thousandths. */
const MILLI_PER_WATT_MINUTE = 1_000 / 60;

interface KnownDay {
  /** By point: running sums at the start of each minute, and at the day's end. */
  readonly drawn: readonly Float64Array[];
  /** Null where the point gives nothing back that day. */
  readonly given: readonly (Float64Array | null)[];
}

interface Sums {
  readonly drawn: Float64Array;
  readonly given: Float64Array;
}

export const createPhysics = (options: PhysicsOptions): Physics => {
  const { points, offsetMs } = options;
  const firstDay = dayIndexOf(options.since, offsetMs);
  const known = new Map<number, KnownDay>();
  let last: { readonly index: number; readonly day: KnownDay } | null = null;
  /** At each midnight since the first, by point. Only ever appended. */
  const midnights: Sums[] = [{ drawn: new Float64Array(points.length), given: new Float64Array(points.length) }];

  const dayOf = (index: number): KnownDay => {
    if (last?.index === index) return last.day;
    const day = known.get(index) ?? countDay(points, options, index);
    // Asked last, stands last: the first is the one that nobody has asked for longest.
    known.delete(index);
    known.set(index, day);
    for (const stale of known.keys()) {
      if (known.size <= DAYS_KEPT) break;
      known.delete(stale);
    }
    last = { index, day };
    return day;
  };

  const midnightOf = (index: number): Sums => {
    for (let day = firstDay + midnights.length - 1; day < index; day++) midnights.push(addDay(midnights[day - firstDay], dayOf(day)));
    const sums = midnights[index - firstDay];
    if (!sums) throw new RangeError(`physics: day ${index} lies before the first day ${firstDay}`);
    return sums;
  };

  const flowTo = (point: number, at: number): Flow => {
    const index = dayIndexOf(at, offsetMs);
    const sums = midnightOf(index);
    const day = dayOf(index);
    const minutes = (at + offsetMs - index * DAY_MS) / MINUTE_MS;
    const given = day.given[point];
    return {
      drawn: (sums.drawn[point] ?? 0) + within(day.drawn[point], minutes),
      given: (sums.given[point] ?? 0) + (given ? within(given, minutes) : 0),
    };
  };

  const powerAt = (place: number, at: number): number => {
    const point = points[place];
    if (!point) return 0;
    if (point.children.length > 0) {
      let sum = 0;
      for (const child of point.children) sum += powerAt(child, at);
      return sum + Math.abs(sum) * point.lossShare;
    }
    const index = dayIndexOf(at, offsetMs);
    const day = dayOf(index);
    const minute = Math.floor((at + offsetMs - index * DAY_MS) / MINUTE_MS);
    const net = minuteOf(day.drawn[place], minute) - (day.given[place] ? minuteOf(day.given[place], minute) : 0);
    return (net / MILLI_PER_WATT_MINUTE) * flickerOf(point.profile, at);
  };

  return { flowTo, powerAt };
};

/** Rounded down, so that no register runs ahead of the sum of its minutes. */
const within = (sums: Float64Array | undefined, minutes: number): number => {
  const minute = Math.floor(minutes);
  const from = sums?.[minute] ?? 0;
  return from + Math.floor(((sums?.[minute + 1] ?? from) - from) * (minutes - minute));
};

const minuteOf = (sums: Float64Array | null | undefined, minute: number): number => (sums?.[minute + 1] ?? 0) - (sums?.[minute] ?? 0);

/** Every point's minutes of a day, whole thousandths; a line's minute is the sum of its children's plus its loss, to the thousandth. */
const countDay = (points: readonly PhysicalPoint[], options: PhysicsOptions, index: number): KnownDay => {
  const day = localDay(index, options.offsetMs, options.daysOff);
  const nets = points.map(() => new Float64Array(MINUTES_A_DAY));
  for (const [place, point] of points.entries()) {
    const net = nets[place] ?? new Float64Array(MINUTES_A_DAY);
    if (point.children.length === 0) {
      fillLoadDay(point.profile, day, net);
      for (let minute = 0; minute < MINUTES_A_DAY; minute++) net[minute] = Math.round((net[minute] ?? 0) * MILLI_PER_WATT_MINUTE);
      continue;
    }
    for (const child of point.children) addTo(net, nets[child]);
    const lossShare = point.lossShare * (1 + 0.15 * swing(point.profile.seed, index));
    for (let minute = 0; minute < MINUTES_A_DAY; minute++) {
      const carried = net[minute] ?? 0;
      net[minute] = carried + Math.round(Math.abs(carried) * lossShare);
    }
  }
  return { drawn: nets.map((net) => running(net, 1)), given: nets.map((net) => (net.some((w) => w < 0) ? running(net, -1) : null)) };
};

const addTo = (sum: Float64Array, part: Float64Array | undefined): void => {
  if (!part) throw new Error('physics: a child stands after its parent');
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (part[i] ?? 0);
};

const running = (net: Float64Array, sign: 1 | -1): Float64Array => {
  const sums = new Float64Array(MINUTES_A_DAY + 1);
  for (let i = 0; i < net.length; i++) sums[i + 1] = (sums[i] ?? 0) + Math.max(0, sign * (net[i] ?? 0));
  return sums;
};

const addDay = (sums: Sums | undefined, day: KnownDay): Sums => {
  if (!sums) throw new Error('physics: a midnight is missing');
  return {
    drawn: sums.drawn.map((sum, point) => sum + (day.drawn[point]?.[MINUTES_A_DAY] ?? 0)),
    given: sums.given.map((sum, point) => sum + (day.given[point]?.[MINUTES_A_DAY] ?? 0)),
  };
};
