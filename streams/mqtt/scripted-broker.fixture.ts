import { createServer, type Socket } from 'node:net';

/** A control packet as a client sent it. */
export interface ReceivedPacket {
  readonly type: number;
  readonly body: Buffer;
}

/** The broker's end of one connection, under the test's hand: it does only what it is told. */
export interface ScriptedPeer {
  /** The next packet the client sends. */
  next(): Promise<ReceivedPacket>;
  /** The next packet of a type; the others before it are dropped. */
  nextOf(type: number): Promise<ReceivedPacket>;
  /** Packets that came and were not asked for. */
  unread(): readonly ReceivedPacket[];
  write(...frames: readonly Buffer[]): void;
  hangUp(): void;
}

export const PACKET = { connect: 1, publish: 3, puback: 4, subscribe: 8, pingreq: 12, disconnect: 14 } as const;

/** Test support: a TCP server that speaks MQTT byte by byte, for what no real broker does on demand. */
export const startScriptedBroker = async () => {
  const peers: ScriptedPeer[] = [];
  const waiting: ((peer: ScriptedPeer) => void)[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    const peer = peerOf(socket);
    const waiter = waiting.shift();
    if (waiter) waiter(peer);
    else peers.push(peer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `mqtt://127.0.0.1:${address.port}`,
    /** The next connection, before its CONNECT is read. */
    accept: (): Promise<ScriptedPeer> => {
      const peer = peers.shift();
      return peer ? Promise.resolve(peer) : new Promise((resolve) => waiting.push(resolve));
    },
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};

/** Takes CONNECT and SUBSCRIBE and answers both, in the MQTT version the client speaks. */
export const welcome = async (peer: ScriptedPeer, { sessionPresent = false } = {}): Promise<5 | 4> => {
  const { body } = await peer.nextOf(PACKET.connect);
  const version = body[6] === 5 ? 5 : 4;
  const flags = sessionPresent ? 1 : 0;
  peer.write(version === 5 ? Buffer.from([0x20, 3, flags, 0, 0]) : Buffer.from([0x20, 2, flags, 0]));
  const subscribe = await peer.nextOf(PACKET.subscribe);
  const id = subscribe.body.subarray(0, 2);
  peer.write(version === 5 ? Buffer.concat([Buffer.from([0x90, 4]), id, Buffer.from([0, 1])]) : Buffer.from([0x90, 3, ...id, 1]));
  return version;
};

/** A PUBLISH at QoS 1 in MQTT 3.1.1. */
export const publishFrame = (messageId: number, topic: string, payload: Buffer): Buffer => {
  const name = Buffer.from(topic);
  const head = Buffer.from([0, name.length, ...name, messageId >> 8, messageId & 0xff]);
  return Buffer.concat([Buffer.from([0x32]), lengthBytes(head.length + payload.length), head, payload]);
};

export const messageIdOf = (packet: ReceivedPacket): number => packet.body.readUInt16BE(0);

const peerOf = (socket: Socket): ScriptedPeer => {
  let rest: Buffer = Buffer.alloc(0);
  const arrived: ReceivedPacket[] = [];
  const waiting: ((packet: ReceivedPacket) => void)[] = [];
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let packet = cutPacket(rest); packet !== null; packet = cutPacket(rest)) {
      rest = rest.subarray(packet.bytes);
      const received = { type: packet.type, body: Buffer.from(packet.body) };
      const waiter = waiting.shift();
      if (waiter) waiter(received);
      else arrived.push(received);
    }
  });
  const next = (): Promise<ReceivedPacket> => {
    const packet = arrived.shift();
    return packet ? Promise.resolve(packet) : new Promise((resolve) => waiting.push(resolve));
  };
  return {
    next,
    nextOf: async (type) => {
      let packet = await next();
      while (packet.type !== type) packet = await next();
      return packet;
    },
    unread: () => arrived,
    write: (...frames) => socket.write(Buffer.concat(frames)),
    hangUp: () => socket.destroy(),
  };
};

const cutPacket = (bytes: Buffer): (ReceivedPacket & { readonly bytes: number }) | null => {
  let length = 0;
  for (let i = 1; i < Math.min(bytes.length, 5); i++) {
    const digit = bytes[i] ?? 0;
    length += (digit & 0x7f) * 128 ** (i - 1);
    if (digit < 128) {
      const end = i + 1 + length;
      return bytes.length < end ? null : { type: (bytes[0] ?? 0) >> 4, body: bytes.subarray(i + 1, end), bytes: end };
    }
  }
  return null;
};

const lengthBytes = (length: number): Buffer => {
  const digits: number[] = [];
  for (let rest = length; digits.length === 0 || rest > 0; rest = Math.floor(rest / 128)) {
    digits.push((rest % 128) + (rest >= 128 ? 128 : 0));
  }
  return Buffer.from(digits);
};
