import { unit } from './noise.ts';

export interface LoadPlanOptions {
  readonly gateways: number;
  readonly metersPerGateway: number;
  readonly readingsPerSecond: number;
  readonly seconds: number;
  readonly seed: number;
  readonly topicPrefix: string;
}

export interface LoadMessage {
  readonly topic: string;
  readonly payload: string;
  readonly readings: number;
}

export interface LoadPlan {
  readonly messages: number;
  /** When the k-th message is due; its readings carry this instant, so no meter speaks twice of one. */
  dueAt(k: number): number;
  messageOf(k: number): LoadMessage;
}

/** Readings in one message at most. */
const MESSAGE_READINGS_MAX = 20;
/** Registers grow from here, whoever runs the load and when: a second run goes on where the first left. */
const REGISTERS_SINCE = 1_767_225_600_000; // 2026-01-01T00:00:00Z
const MS_PER_HOUR = 3_600_000;

export const loadSerial = (meter: number): string => `LOAD-${String(meter).padStart(5, '0')}`;
export const loadGateway = (gateway: number): string => `LOAD-GW-${String(gateway).padStart(4, '0')}`;

/** Between 0.3 and 6 kW, steady. */
export const loadKW = (meter: number, seed: number): number => Math.round(300 + 5_700 * unit(seed, meter)) / 1_000;

/** The whole load as a function of its place: message k is the (k mod n)-th group of meters in turn. */
export const planLoad = (options: LoadPlanOptions, startAt: number): LoadPlan => {
  const groups = groupsOf(options);
  const readingsARound = options.gateways * options.metersPerGateway;
  const rounds = Math.floor((options.readingsPerSecond * options.seconds) / readingsARound);
  const roundMs = (readingsARound / options.readingsPerSecond) * 1_000;
  const rest = Math.floor(((options.readingsPerSecond * options.seconds) / readingsARound - rounds) * groups.length);
  const dueAt = (k: number) => Math.floor(startAt + (k / groups.length) * roundMs);
  return {
    messages: rounds * groups.length + rest,
    dueAt,
    messageOf: (k) => {
      const group = groups[k % groups.length];
      if (!group) throw new RangeError(`load: no message ${k}`);
      return messageOf(group, { seq: Math.floor(k / groups.length), at: dueAt(k), seed: options.seed });
    },
  };
};

interface Group {
  readonly topic: string;
  readonly firstMeter: number;
  readonly meters: number;
}

const groupsOf = ({ gateways, metersPerGateway, topicPrefix }: LoadPlanOptions): Group[] => {
  const parts = Math.ceil(metersPerGateway / MESSAGE_READINGS_MAX);
  const size = Math.ceil(metersPerGateway / parts);
  const groups: Group[] = [];
  // Parts outside, gateways inside: a gateway's messages spread over the round.
  for (let part = 0; part < parts; part++) {
    for (let gateway = 1; gateway <= gateways; gateway++) {
      const before = part * size;
      groups.push({
        topic: `${topicPrefix}/${loadGateway(gateway)}/up`,
        firstMeter: (gateway - 1) * metersPerGateway + before + 1,
        meters: Math.min(size, metersPerGateway - before),
      });
    }
  }
  return groups;
};

const messageOf = (group: Group, { seq, at, seed }: { seq: number; at: number; seed: number }): LoadMessage => {
  const iso = Temporal.Instant.fromEpochMilliseconds(at).toString();
  const hours = (at - REGISTERS_SINCE) / MS_PER_HOUR;
  const readings: string[] = [];
  for (let meter = group.firstMeter; meter < group.firstMeter + group.meters; meter++) {
    const kW = loadKW(meter, seed);
    const kWh = Math.floor(kW * hours * 1_000) / 1_000;
    readings.push(`{"sn":"${loadSerial(meter)}","at":"${iso}","importKWh":"${kWh}","powerKW":"${kW}","relay":"closed"}`);
  }
  const payload = `{"seq":${seq},"sentAt":"${iso}","readings":[${readings.join(',')}]}`;
  return { topic: group.topic, payload, readings: group.meters };
};
