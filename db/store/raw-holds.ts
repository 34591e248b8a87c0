/** Of which meters a message tells, beside those whose readings were stored. */
export interface Aside {
  /** The message's place in its commit. */
  readonly place: number;
  /** Null: no meter has this serial. */
  readonly deviceId: number | null;
  /** '': the message could not be read, and may tell of any. */
  readonly serial: string;
}

/** Of which meters a commit's messages tell: place and meter of each reading, and what was refused. */
export interface Holds {
  readonly readings: readonly (readonly { readonly rawIndex: number; readonly deviceId: number }[])[];
  readonly asides: readonly Aside[];
}

/** One of the sixteen frames that zstd's readers pass over, before the frame of the messages. */
const TOLD = 0x184d2a51;
const SKIPPABLE = 0x184d2a5;
/** Magic and size, four bytes each, the lower first. */
export const HEAD_BYTES = 8;
/** Some 30,000 readings: beyond that a commit says nothing of itself, and is read whole. */
const HOLDS_BYTES_MAX = 65_536;
/** What is put after the last look at the bound. */
const SLACK = 32;
const NOTHING = new Uint8Array(0);

/**
 * What stands before a commit's messages; empty where it would be too long. For each message, as far as the last that tells of anything: twice the number of its
 * meters, odd where serials follow; each id as what it differs from the one before; the number of serials and each by its length. A reading is two bytes, mostly.
 */
export const packHolds = (holds: Holds): Uint8Array => {
  const messages = byPlace(holds);
  const bytes = Buffer.allocUnsafe(HOLDS_BYTES_MAX + SLACK);
  let [at, before] = [HEAD_BYTES, 0];
  const put = (whole: number): void => {
    let rest = whole;
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes[at++] = (rest % 128) + 128;
    bytes[at++] = rest;
  };
  for (const { ids, serials } of messages) {
    put(ids.length * 2 + (serials.length > 0 ? 1 : 0));
    for (const id of ids) {
      // Below zero the odd ones.
      put(id < before ? (before - id) * 2 - 1 : (id - before) * 2);
      before = id;
      if (at > HOLDS_BYTES_MAX) return NOTHING;
    }
    if (serials.length > 0) put(serials.length);
    for (const serial of serials) {
      const text = Buffer.from(serial);
      if (at + text.length > HOLDS_BYTES_MAX) return NOTHING;
      put(text.length);
      at += text.copy(bytes, at);
    }
    if (at > HOLDS_BYTES_MAX) return NOTHING;
  }
  bytes.writeUInt32LE(TOLD, 0);
  bytes.writeUInt32LE(at - HEAD_BYTES, 4);
  return bytes.subarray(0, at);
};

interface Told {
  readonly ids: number[];
  readonly serials: string[];
}

const byPlace = ({ readings, asides }: Holds): readonly Told[] => {
  const messages: Told[] = [];
  const at = (place: number): Told => {
    for (;;) {
      const found = messages[place];
      if (found) return found;
      messages.push({ ids: [], serials: [] });
    }
  };
  for (const lane of readings) for (const { rawIndex, deviceId } of lane) at(rawIndex).ids.push(deviceId);
  for (const { place, deviceId, serial } of asides) {
    if (deviceId === null) at(place).serials.push(serial);
    else at(place).ids.push(deviceId);
  }
  return messages;
};

/** Where the messages begin in a commit's row. */
export const framesAt = (row: Uint8Array): number => {
  if (row.length < HEAD_BYTES) return 0;
  const view = new DataView(row.buffer, row.byteOffset, HEAD_BYTES);
  return view.getUint32(0, true) >>> 4 === SKIPPABLE ? HEAD_BYTES + view.getUint32(4, true) : 0;
};

export interface Wanted {
  readonly devices: ReadonlySet<number>;
  readonly serials: ReadonlySet<string>;
}

/** The places of messages that can tell of one of these meters, by what stands before a commit's messages, without magic and size. */
export const placesOf = (holds: Uint8Array, { devices, serials }: Wanted): readonly number[] => {
  const places: number[] = [];
  let [at, id] = [0, 0];
  const take = (): number => {
    let [whole, unit] = [0, 1];
    for (;;) {
      const byte = holds[at++];
      if (byte === undefined) throw new RangeError('raw: what a commit holds is cut off');
      if (byte < 128) return whole + byte * unit;
      whole += (byte - 128) * unit;
      unit *= 128;
    }
  };
  for (let place = 0; at < holds.length; place++) {
    const counted = take();
    let found = false;
    for (let left = Math.floor(counted / 2); left > 0; left--) {
      const step = take();
      id += step % 2 === 1 ? -(step + 1) / 2 : step / 2;
      found ||= devices.has(id);
    }
    for (let left = counted % 2 === 1 ? take() : 0; left > 0; left--) {
      const length = take();
      const serial = Buffer.from(holds.subarray(at, at + length)).toString();
      at += length;
      found ||= serial === '' || serials.has(serial);
    }
    if (found) places.push(place);
  }
  return places;
};
