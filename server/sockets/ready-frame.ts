import { Encoder, type Packet, PacketType } from 'socket.io-parser';
import type { BoardFrame } from './protocol.ts';

/** A frame as the JSON that all its receivers get. */
export class ReadyFrame {
  readonly json: string;
  readonly type: BoardFrame['type'];
  constructor(frame: BoardFrame) {
    this.json = JSON.stringify(frame);
    this.type = frame.type;
  }
}

/**
 * socket.io's encoder, but a ready frame is written as it stands: without this, each of 200 sockets would search the same object
 * for binary data and turn it into text again. What goes over the wire is plain socket.io; browsers need nothing special.
 */
export class ReadyFrameEncoder extends Encoder {
  override encode(packet: Packet): unknown[] {
    const frame: unknown = packet.type === PacketType.EVENT && Array.isArray(packet.data) ? packet.data[1] : null;
    if (!(frame instanceof ReadyFrame)) return super.encode(packet);
    const namespace = packet.nsp === '/' ? '' : `${packet.nsp},`;
    return [`${PacketType.EVENT}${namespace}${packet.id ?? ''}[${JSON.stringify(packet.data[0])},${frame.json}]`];
  }
}
