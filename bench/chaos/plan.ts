import { MINUTE_MS, SLOT_MS } from '#domain/time/instant.ts';
import { unit } from '#streams/simulator/noise.ts';
import { type ChaosMeter, type ChaosPark, chaosPark } from './park.ts';

/** What a meter showed at an instant, as the wire says it. */
export interface Shown {
  readonly meter: ChaosMeter;
  readonly at: number;
  /** Thousandths of a Wh (litre). */
  readonly value: number;
  readonly powerW: number;
}

export interface Message {
  readonly topic: string;
  readonly payload: string;
}

/** All that happens in a round, from its seed: what the meters show, in their own order, and what becomes of it on the way. */
export interface ChaosPlan {
  readonly parks: readonly ChaosPark[];
  /** By time; each once. */
  readonly readings: readonly Shown[];
  /** By gateway, in the order in which it sends: late, twice, mixed up, and what no meter would say. */
  readonly sends: readonly (readonly Message[])[];
  /** Items that belong into quarantine; each at least once. */
  readonly strange: number;
}

export interface PlanOptions {
  readonly seed: number;
  /** Readings end here, on a quarter of an hour. */
  readonly until: number;
  readonly parks: number;
  readonly places: number;
  /** Minutes of the meters' time; each meter shows something each minute. */
  readonly minutes: number;
}

const GATEWAYS_A_PARK = 2;
/** The last readings are plain, so that every slot is closed and none is doubtful. */
const PLAIN_MS = 20 * MINUTE_MS;

export const planChaos = (options: PlanOptions): ChaosPlan => {
  const to = Math.floor(options.until / SLOT_MS) * SLOT_MS;
  const from = to - options.minutes * MINUTE_MS;
  const parks = Array.from({ length: options.parks }, (_, shard) => {
    const code = `chaos-${shard}`;
    const gateways = Array.from({ length: GATEWAYS_A_PARK }, (_, g) => `${code}-gw${g}`);
    return chaosPark({ code, shard, places: options.places, gateways, from, to });
  });
  const meters = parks.flatMap((park) => park.meters);
  const readings = meters.flatMap((meter, i) => lifeOf(meter, { from, to, seed: options.seed * 1_000 + i })).sort((a, b) => a.at - b.at);
  const gateways = [...new Set(meters.map((meter) => meter.gateway))];
  const seeds = gateways.map((_, g) => options.seed * 1_000 + 500 + g);
  const sends = gateways.map((gateway, g) => sendsOf(gateway, byGateway(readings, gateway), seeds[g] ?? 0));
  return { parks, readings, sends: sends.map((one) => one.messages), strange: sends.reduce((sum, one) => sum + one.strange, 0) };
};

const byGateway = (readings: readonly Shown[], gateway: string) => readings.filter((reading) => reading.meter.gateway === gateway);

interface Life {
  readonly from: number;
  readonly to: number;
  readonly seed: number;
}

const RESET = 0.0006;
const ZERO = 0.0008;
const LEAP = 0.0008;
const CONFLICT = 0.0012;
const TWICE = 0.002;
const SILENT = 0.003;
const SILENT_MINUTES_MAX = 240;
const MS_PER_HOUR = 3_600_000;

/** All that one meter shows, each minute and some seconds: faults of DOMAIN 4.6 among it, but plain at the end. */
const lifeOf = (meter: ChaosMeter, { from, to, seed }: Life): readonly Shown[] => {
  const shown: Shown[] = [];
  let register = meter.start;
  let before = Math.max(from, meter.from);
  let silentUntil = 0;
  const minutes = Math.round((to - from) / MINUTE_MS);
  for (let minute = 1; minute <= minutes; minute++) {
    const last = minute === minutes;
    const at = from + minute * MINUTE_MS + (last ? 0 : Math.floor(unit(seed, minute, 1) * 30_000));
    if (at <= meter.from || (meter.to !== null && at >= meter.to)) continue;
    const powerW = Math.floor(meter.maxRate * unit(seed, minute >> 4, 2));
    register = (register + Math.floor((powerW * (at - before) * 1_000) / MS_PER_HOUR)) % meter.modulus;
    before = at;
    const plain = at > to - PLAIN_MS;
    const dice = unit(seed, minute, 3);
    if (!plain && dice < RESET) register = 0;
    if (!plain && unit(seed, minute, 4) < SILENT) silentUntil = at + Math.floor(unit(seed, minute, 5) * SILENT_MINUTES_MAX) * MINUTE_MS;
    if (!plain && at < silentUntil) continue;
    const strays = plain ? 1 : unit(seed, minute, 6);
    const value = strays < ZERO ? 0 : strays < ZERO + LEAP ? (register + 900 * 1_000_000) % meter.modulus : register;
    shown.push({ meter, at, value, powerW });
    if (!plain && unit(seed, minute, 7) < CONFLICT) shown.push({ meter, at, value: value + 1_000, powerW });
    if (!plain && !meter.water && unit(seed, minute, 8) < TWICE) shown.push({ meter, at, value, powerW: powerW + 1 });
  }
  return shown;
};

const OFFLINE = 0.01;
const OFFLINE_MESSAGES_MAX = 60;
const SWAP = 0.08;
const SWAP_REACH = 12;
const AGAIN = 0.06;
const AGAIN_REACH = 80;
const STRANGE = 0.01;
const HISTORY_READINGS_MAX = 50;

/** What a gateway makes of its meters' readings: a message a minute; what it stored while offline follows later in blocks. */
const sendsOf = (gateway: string, readings: readonly Shown[], seed: number): { readonly messages: Message[]; readonly strange: number } => {
  const topic = `twin/v1/${gateway}/up`;
  const rounds = roundsOf(readings);
  const messages: Message[] = [];
  let strange = 0;
  for (let i = 0; i < rounds.length; i++) {
    const offline = unit(seed, i, 1) < OFFLINE ? 1 + Math.floor(unit(seed, i, 2) * OFFLINE_MESSAGES_MAX) : 0;
    const owed = rounds.slice(i, i + offline);
    i += owed.length;
    messages.push(...(rounds[i] ?? []).map((round) => live(topic, round)));
    for (const block of cut(owed.flat(2), HISTORY_READINGS_MAX)) messages.push(historical(topic, block));
    if (unit(seed, i, 3) < STRANGE) {
      messages.push(strangeOf(topic, rounds[i]?.[0]?.[0], strange));
      strange++;
    }
  }
  return { messages: disordered(messages, seed), strange };
};

/** By minute; within it apart what a single message cannot say, two readings of one meter. */
const roundsOf = (readings: readonly Shown[]): readonly (readonly (readonly Shown[])[])[] => {
  const minutes = new Map<number, Shown[][]>();
  for (const reading of readings) {
    const minute = Math.floor(reading.at / MINUTE_MS);
    const messages = minutes.get(minute) ?? [];
    const free = messages.find((message) => message.every((other) => other.meter !== reading.meter));
    if (free) free.push(reading);
    else messages.push([reading]);
    minutes.set(minute, messages);
  }
  return [...minutes.values()];
};

const disordered = (messages: readonly Message[], seed: number): Message[] => {
  const keyed = messages.flatMap((message, i) => {
    const late = unit(seed, i, 11) < SWAP ? unit(seed, i, 12) * SWAP_REACH : 0;
    const own = [{ message, key: i + late }];
    return unit(seed, i, 13) < AGAIN ? [...own, { message, key: i + unit(seed, i, 14) * AGAIN_REACH }] : own;
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ message }) => message);
};

const live = (topic: string, readings: readonly Shown[]): Message => ({ topic, payload: payloadOf(readings, '') });
const historical = (topic: string, readings: readonly Shown[]): Message => ({ topic, payload: payloadOf(readings, ',"historical":true') });

/** Also what the reference run is fed with. */
export const payloadOf = (readings: readonly Shown[], more: string): string =>
  `{"seq":1,"readings":[${readings.map((reading) => readingText(reading, more)).join(',')}]}`;

const readingText = ({ meter, at, value, powerW }: Shown, more: string): string => {
  const register = `${Math.floor(value / 1e6)}.${String(value % 1e6).padStart(6, '0')}`;
  const registers = meter.water ? `"volumeM3":"${register}"` : `"importKWh":"${register}","powerKW":"${powerW / 1_000}","relay":"closed"`;
  return `{"sn":"${meter.serial}","at":"${Temporal.Instant.fromEpochMilliseconds(at).toString()}",${registers}${more}}`;
};

const YEAR_AHEAD_MS = 366 * 86_400_000;

/** One item for quarantine: not JSON, of a meter nobody knows, of next year, or of before its installation. */
const strangeOf = (topic: string, reading: Shown | undefined, n: number): Message => {
  const kinds = ['{"seq":', `{"readings":[{"sn":"nobody-${n}","at":"2026-01-01T00:00:00Z","importKWh":"1"}]}`];
  if (reading) {
    kinds.push(
      payloadOf([{ ...reading, at: reading.at + YEAR_AHEAD_MS }], ''),
      payloadOf([{ ...reading, at: reading.at - YEAR_AHEAD_MS }], ''),
    );
  }
  return { topic, payload: kinds[n % kinds.length] ?? '' };
};

const cut = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
