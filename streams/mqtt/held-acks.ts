import type { MqttClient } from 'mqtt';

/** A PUBLISH as it came, and the right to acknowledge it. */
export interface HeldMessage {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: number;
  /** Lets the PUBACK go. Idempotent; nothing for QoS 0, nothing once the connection is gone. */
  release(): void;
}

export interface HeldAcks {
  /** Writes what has been released and is not yet written; for use before DISCONNECT. */
  flush(): void;
  /** The connection is gone: later releases do nothing. What was not acknowledged, the broker sends again. */
  abandon(): void;
}

/**
 * Makes one MQTT.js client acknowledge on our word instead of on its own.
 *
 * MQTT.js 5.16 takes one packet at a time: it calls `handleMessage(packet, next)` and, when `next` is called, hands a PUBACK to
 * its private `_sendPacket` and goes on. Here `_sendPacket` swallows every PUBACK, so `next` means only "give me another",
 * and the PUBACKs are written by ourselves, in the order in which the messages came (MQTT-4.6.0-2), as far as they are released.
 * All that one turn of the event loop releases leaves in one write. Must be called before the client has received anything.
 * held-acks.test.ts fails when MQTT.js no longer works that way.
 */
export const holdAcks = (client: MqttClient, take: (message: HeldMessage, next: () => void) => void): HeldAcks => {
  swallowPubacks(client);
  const order = createAckOrder();
  let open = true;
  let scheduled = false;

  const flush = (): void => {
    scheduled = false;
    if (!open) return;
    const ready = order.takeReady();
    if (ready.length > 0) client.stream.write(pubackFrames(ready));
  };
  const schedule = (): void => {
    if (scheduled || !open) return;
    scheduled = true;
    process.nextTick(flush);
  };

  client.handleMessage = (packet, next) => {
    const ticket = packet.qos === 1 && packet.messageId !== undefined ? order.push(packet.messageId) : null;
    const release = (): void => {
      if (ticket === null || ticket.released) return;
      ticket.released = true;
      schedule();
    };
    take({ topic: packet.topic, payload: bufferOf(packet.payload), qos: packet.qos, release }, next);
  };

  return {
    flush,
    abandon: () => {
      open = false;
      order.clear();
    },
  };
};

interface Ticket {
  readonly messageId: number;
  released: boolean;
  next: Ticket | null;
}

/** Messages in the order they came; one that is released waits for those before it. */
const createAckOrder = () => {
  let head: Ticket | null = null;
  let tail: Ticket | null = null;
  return {
    push: (messageId: number): Ticket => {
      const ticket: Ticket = { messageId, released: false, next: null };
      if (tail === null) head = ticket;
      else tail.next = ticket;
      tail = ticket;
      return ticket;
    },
    takeReady: (): number[] => {
      const ready: number[] = [];
      while (head?.released) {
        ready.push(head.messageId);
        head = head.next;
      }
      if (head === null) tail = null;
      return ready;
    },
    clear: (): void => {
      head = null;
      tail = null;
    },
  };
};

const PUBACK_BYTES = 4;

/** PUBACK without reason code or properties: the same four bytes in MQTT 3.1.1 (3.4) and in MQTT 5 (3.4.2.1, success). */
const pubackFrames = (messageIds: readonly number[]): Buffer => {
  const frames = Buffer.allocUnsafe(messageIds.length * PUBACK_BYTES);
  messageIds.forEach((messageId, i) => {
    frames.writeUInt16BE(0x4002, i * PUBACK_BYTES);
    frames.writeUInt16BE(messageId, i * PUBACK_BYTES + 2);
  });
  return frames;
};

const swallowPubacks = (client: MqttClient): void => {
  const send: unknown = Reflect.get(client, '_sendPacket');
  if (typeof send !== 'function') throw new Error('mqtt: MQTT.js has no _sendPacket any more; see streams/mqtt/held-acks.ts');
  Reflect.set(client, '_sendPacket', (packet: { readonly cmd: string }, done?: () => void, ...rest: unknown[]) => {
    if (packet.cmd === 'puback') done?.();
    else Reflect.apply(send, client, [packet, done, ...rest]);
  });
};

const bufferOf = (payload: string | Buffer): Buffer => (typeof payload === 'string' ? Buffer.from(payload) : payload);
