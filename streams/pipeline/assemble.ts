import type { CountRow, QuarantineRow, ReadingRow } from '#db/store/batch.ts';
import type { Aside } from '#db/store/raw-holds.ts';
import { type InstantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { type Effects, emptyEffects } from '#domain/twin/effects.ts';
import { foldReading } from '#domain/twin/fold-reading.ts';
import type { DecodeContext, Decoded, DecodedReading, Fault, FaultCode, Outgoing } from '../codecs/codec.ts';
import { digestOf } from './digest.ts';
import { installationAt, type KnownDevice, type Registry } from './registry.ts';

/** A message, or what quarantine held of one. */
export interface Intake {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly receivedAt: InstantMs;
}

/** What a batch of messages comes to, before it is written. */
export interface Assembled {
  readonly inOrder: ReadingRow[];
  readonly late: ReadingRow[];
  readonly quarantine: QuarantineRow[];
  readonly effects: Effects;
  readonly replies: Outgoing[];
  readonly counts: Map<number, CountRow>;
  readonly faults: Map<FaultCode, number>;
  /** Which meters the messages tell of beside what is stored, whoever quarantines it. */
  readonly asides: Aside[];
  /** Sum and number of ages of live readings at receipt, ms. */
  lagMs: number;
}

export interface AssembleContext {
  readonly registry: Registry;
  readonly decode: (topic: string, payload: Uint8Array, context: DecodeContext) => Decoded;
  /** Quarantines what belongs to no park; the others leave it to that shard. */
  readonly first: boolean;
  dayOf(parkId: number, at: InstantMs): string;
}

const FUTURE_MS_MAX = 5 * MINUTE_MS;
const RAW_BYTES_MAX = 1_048_576;
const NOBODY = 0;
/** Whose meters such a message tells of is not known; the serial is that of its gateway at best. */
const UNREAD: ReadonlySet<FaultCode> = new Set(['MALFORMED', 'TOO_DEEP', 'TOO_LARGE', 'UNKNOWN_TOPIC']);

/** Decodes, checks and folds messages in the order they came; nothing is written and nothing asked. */
export const assemble = (context: AssembleContext, messages: readonly Intake[]): Assembled => {
  const made: Assembled = {
    inOrder: [],
    late: [],
    quarantine: [],
    effects: emptyEffects(),
    replies: [],
    counts: new Map(),
    faults: new Map(),
    asides: [],
    lagMs: 0,
  };
  messages.forEach((message, index) => {
    addMessage(context, message, index, made);
  });
  return made;
};

const addMessage = (context: AssembleContext, message: Intake, rawIndex: number, made: Assembled): void => {
  const decoded = context.decode(message.topic, message.payload, {
    receivedAt: message.receivedAt,
    zoneOf: (serial) => context.registry.zoneOf(serial),
  });
  if (context.first) made.replies.push(...decoded.replies);
  const faults: { parkId: number; fault: Fault }[] = [];
  for (const fault of decoded.faults) {
    if (fault.serial !== null && context.registry.isElsewhere(fault.serial)) continue;
    faults.push({ parkId: parkOf(context, fault.serial), fault });
  }
  for (const reading of decoded.readings) {
    const known = context.registry.find(reading.serial);
    if (!known) {
      if (!context.registry.isElsewhere(reading.serial)) faults.push({ parkId: NOBODY, fault: unknown(reading) });
      continue;
    }
    const fault = addReading(context, known, { reading, message, rawIndex }, made);
    if (fault) faults.push({ parkId: known.twin.model.id, fault });
  }
  for (const { fault } of faults) made.asides.push(asideOf(context, fault, rawIndex));
  for (const found of merged(faults)) if (found.parkId !== NOBODY || context.first) addFault(context, message, found, made);
};

const asideOf = (context: AssembleContext, { code, serial }: Fault, place: number): Aside => {
  if (serial === null || UNREAD.has(code)) return { place, deviceId: null, serial: '' };
  return { place, deviceId: context.registry.find(serial)?.device.device.id ?? null, serial };
};

interface Found {
  readonly parkId: number;
  readonly fault: Fault;
  items: number;
}

/** One row a message, reason and meter, however many of its readings fell to it. */
const merged = (faults: readonly { readonly parkId: number; readonly fault: Fault }[]): readonly Found[] => {
  const found = new Map<string, Found>();
  for (const { parkId, fault } of faults) {
    const key = `${fault.code}|${fault.serial}`;
    const same = found.get(key);
    if (same) same.items++;
    else found.set(key, { parkId, fault, items: 1 });
  }
  return [...found.values()];
};

const parkOf = (context: AssembleContext, serial: string | null): number =>
  serial === null ? NOBODY : (context.registry.find(serial)?.twin.model.id ?? NOBODY);

const unknown = (reading: DecodedReading): Fault => ({ code: 'UNKNOWN_DEVICE', serial: reading.serial, detail: 'not in any park' });

interface Item {
  readonly reading: DecodedReading;
  readonly message: Intake;
  readonly rawIndex: number;
}

const addReading = (context: AssembleContext, known: KnownDevice, item: Item, made: Assembled): Fault | null => {
  const { reading, message } = item;
  const fault = checkReading(known, reading, message.receivedAt);
  if (fault) return fault;
  const where = installationAt(known, reading.at);
  if (!where) return { code: 'BEFORE_INSTALLATION', serial: reading.serial, detail: `${instantText(reading.at)} is in no installation` };
  const row = rowOf(known, item);
  const count = countOf(context, made, known.twin.model.id, message.receivedAt);
  count.received++;
  if (where === known.device.current && reading.at > known.device.newestAt) {
    made.inOrder.push(row);
    count.stored++;
    foldReading(known.twin, where, reading, made.effects);
    if (!reading.historical) made.lagMs = Math.max(made.lagMs, message.receivedAt - reading.at);
  } else {
    made.late.push(row);
    count.duplicate++;
  }
  return null;
};

/** Clock and range; what needs the neighbours of a reading is the fold's (DESIGN 9). */
const checkReading = (known: KnownDevice, reading: DecodedReading, receivedAt: InstantMs): Fault | null => {
  const { serial, registers } = reading;
  if (reading.at > receivedAt + FUTURE_MS_MAX)
    return { code: 'FUTURE', serial, detail: `${instantText(reading.at)} is over five minutes ahead` };
  const { modulus } = known.device.device;
  for (const value of [registers.import, registers.export, registers.reactive])
    if (value !== null && value >= modulus)
      return { code: 'OUT_OF_RANGE', serial, detail: `register ${value} is not below ${modulus} thousandths` };
  if (registers.import === null && registers.export === null && registers.reactive === null && reading.power === null)
    return { code: 'BAD_VALUE', serial, detail: 'no register and no power' };
  return null;
};

const instantText = (at: number): string => Temporal.Instant.fromEpochMilliseconds(at).toString();

const rowOf = (known: KnownDevice, { reading, message, rawIndex }: Item): ReadingRow => ({
  parkId: known.twin.model.id,
  deviceId: known.device.device.id,
  at: reading.at,
  digest: digestOf(reading),
  import: reading.registers.import,
  export: reading.registers.export,
  reactive: reading.registers.reactive,
  power: reading.power === null ? null : Math.round(reading.power),
  relay: reading.relay === null ? null : reading.relay === 'closed' ? 1 : 0,
  rawIndex,
  receivedAt: message.receivedAt,
});

const addFault = (context: AssembleContext, message: Intake, found: Found, made: Assembled): void => {
  const { parkId, fault, items } = found;
  const count = countOf(context, made, parkId, message.receivedAt);
  count.received += items;
  count.quarantined += items;
  made.faults.set(fault.code, (made.faults.get(fault.code) ?? 0) + items);
  made.quarantine.push({
    receivedAt: message.receivedAt,
    parkId: parkId === NOBODY ? null : parkId,
    topic: message.topic.replaceAll('\0', '\uFFFD'),
    serial: fault.serial?.replaceAll('\0', '\uFFFD') ?? null,
    reason: fault.code,
    detail: fault.detail.replaceAll('\0', '\uFFFD'),
    raw: message.payload.length <= RAW_BYTES_MAX ? message.payload : message.payload.subarray(0, RAW_BYTES_MAX),
    items,
  });
};

type MutableCount = { -readonly [K in keyof CountRow]: CountRow[K] };

const countOf = (context: AssembleContext, made: Assembled, parkId: number, at: InstantMs): MutableCount => {
  const known = made.counts.get(parkId);
  if (known) return known;
  const count: MutableCount = { parkId, day: context.dayOf(parkId, at), received: 0, stored: 0, duplicate: 0, quarantined: 0 };
  made.counts.set(parkId, count);
  return count;
};
