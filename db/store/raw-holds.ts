/** Of which meters a commit's messages hold readings. */
export interface Holds {
  /** Ids, in any order and any number of times. */
  readonly devices: readonly number[];
  /** Serials that no meter had; '' stands for a message that could not be read. */
  readonly strangers: ReadonlySet<string>;
}

/** A frame that zstd's readers pass over, before the frame of the messages. */
const SKIPPABLE = 0x184d2a50;
/** Magic and size, four bytes each, the lower first. */
export const HEAD_BYTES = 8;
/** 30,000 meters of one commit, or some thousand unknown serials: beyond that a commit says nothing of itself, and is read. */
const HOLDS_BYTES_MAX = 65_536;

/** What stands before a commit's messages; empty where it would be too long. Ids are sorted and told by their differences: one byte a meter, mostly. */
export const packHolds = ({ devices, strangers }: Holds): Uint8Array => {
  const bytes = Buffer.allocUnsafe(HOLDS_BYTES_MAX + SLACK);
  let at = HEAD_BYTES;
  const put = (whole: number): void => {
    let rest = whole;
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes[at++] = (rest % 128) + 128;
    bytes[at++] = rest;
  };
  const sorted = Uint32Array.from(devices).sort();
  let before = 0;
  for (const id of sorted) {
    if (id !== before) put(id - before);
    before = id;
    if (at > HOLDS_BYTES_MAX) return NOTHING;
  }
  // Ids are above zero: a difference of none ends them.
  put(0);
  for (const serial of strangers) {
    const text = Buffer.from(serial);
    if (at + text.length > HOLDS_BYTES_MAX) return NOTHING;
    put(text.length);
    at += text.copy(bytes, at);
  }
  bytes.writeUInt32LE(SKIPPABLE, 0);
  bytes.writeUInt32LE(at - HEAD_BYTES, 4);
  return bytes.subarray(0, at);
};

/** What is put after the last look at the bound. */
const SLACK = 16;
const NOTHING = new Uint8Array(0);

/** Where the messages begin in a commit's row. */
export const framesAt = (row: Uint8Array): number => {
  if (row.length < HEAD_BYTES) return 0;
  const view = new DataView(row.buffer, row.byteOffset, HEAD_BYTES);
  return view.getUint32(0, true) === SKIPPABLE ? HEAD_BYTES + view.getUint32(4, true) : 0;
};

export interface Wanted {
  readonly devices: ReadonlySet<number>;
  readonly serials: ReadonlySet<string>;
}

/** Whether a commit can hold a reading of one of these meters, by what stands before its messages, without magic and size. */
export const mayHold = (holds: Uint8Array, { devices, serials }: Wanted): boolean => {
  let at = 0;
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
  for (let [id, step] = [0, take()]; step > 0; step = take()) {
    id += step;
    if (devices.has(id)) return true;
  }
  while (at < holds.length) {
    const length = take();
    const serial = Buffer.from(holds.subarray(at, at + length)).toString();
    at += length;
    if (serial === '' || serials.has(serial)) return true;
  }
  return false;
};
