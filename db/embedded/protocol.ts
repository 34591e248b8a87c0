/**
 * As much of PostgreSQL's wire protocol 3.0 as a multiplexer needs: where messages end, which of them end a unit, how a session is opened, and
 * whether an answer leaves a transaction open. Source: PostgreSQL 17 documentation, chapter 53.
 */

/** Nothing the program sends comes near it; a client that does is mistaken or hostile. */
export const MESSAGE_BYTES_MAX = 256 * 1024 * 1024;

const START_BYTES_MAX = 10_000;
const PROTOCOL_3 = 3 << 16;
const CANCEL_REQUEST = 80877102;
const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;

const code = (letter: string): number => letter.charCodeAt(0);
/** Query, Sync, Flush, FunctionCall, CopyDone, CopyFail: here the client begins to wait for an answer. */
const UNIT_ENDS = new Set(['Q', 'S', 'H', 'F', 'c', 'f'].map(code));
const TERMINATE = code('X');
const PASSWORD = code('p');
const PARSE = code('P');
const QUERY = code('Q');
const READY = code('Z');

export type ClientEvent =
  /** The first message: the client wants a session. */
  | { readonly type: 'start' }
  /** It asks for encryption first; the answer is one byte, N. */
  | { readonly type: 'encryptionAsked' }
  | { readonly type: 'password'; readonly password: string }
  /** Whole messages up to one the client waits after. */
  | { readonly type: 'unit'; readonly bytes: Buffer; readonly copiesIn: boolean }
  | { readonly type: 'leave' }
  | { readonly type: 'nonsense'; readonly why: string };

/** Cuts a client's bytes into events; a unit is handed out only when all of it is here, so two clients' units never mix. */
export class ClientReader {
  private buffer = Buffer.alloc(0);
  private length = 0;
  /** Start of the unit being collected, and of the first message not yet looked at. */
  private unitAt = 0;
  private at = 0;
  private started = false;
  private copiesIn = false;

  push(chunk: Buffer): void {
    if (this.length + chunk.length > this.buffer.length) this.makeRoom(chunk.length);
    chunk.copy(this.buffer, this.length);
    this.length += chunk.length;
  }

  next(): ClientEvent | undefined {
    if (!this.started) return this.nextStart();
    while (this.length - this.at >= 5) {
      const type = this.buffer[this.at] ?? 0;
      const size = 1 + this.buffer.readInt32BE(this.at + 1);
      if (size < 5 || size > MESSAGE_BYTES_MAX) return { type: 'nonsense', why: `message of ${size} bytes` };
      if (this.length - this.at < size) return undefined;
      if (type === TERMINATE) return { type: 'leave' };
      if (type === PASSWORD) return this.takePassword(size);
      this.copiesIn ||= this.isCopyIn(type, size);
      this.at += size;
      if (UNIT_ENDS.has(type)) return this.takeUnit();
    }
    return undefined;
  }

  private nextStart(): ClientEvent | undefined {
    if (this.length - this.at < 8) return undefined;
    const size = this.buffer.readInt32BE(this.at);
    const version = this.buffer.readInt32BE(this.at + 4);
    if (size < 8 || size > START_BYTES_MAX) return { type: 'nonsense', why: `start message of ${size} bytes` };
    if (this.length - this.at < size) return undefined;
    this.at += size;
    this.unitAt = this.at;
    if (version === SSL_REQUEST || version === GSS_REQUEST) return { type: 'encryptionAsked' };
    if (version === CANCEL_REQUEST) return { type: 'leave' };
    if (version !== PROTOCOL_3) return { type: 'nonsense', why: `protocol ${version >> 16}.${version & 0xffff}` };
    this.started = true;
    return { type: 'start' };
  }

  private takeUnit(): ClientEvent {
    const bytes = Buffer.from(this.buffer.subarray(this.unitAt, this.at));
    const { copiesIn } = this;
    this.unitAt = this.at;
    this.copiesIn = false;
    return { type: 'unit', bytes, copiesIn };
  }

  private takePassword(size: number): ClientEvent {
    const password = this.buffer.toString('utf8', this.at + 5, this.at + size - 1);
    this.at += size;
    this.unitAt = this.at;
    return { type: 'password', password };
  }

  /** `COPY ... FROM STDIN` reads from the wire in the middle of a call, which ends the WASM backend for everybody: such a unit is refused. */
  private isCopyIn(type: number, size: number): boolean {
    if (type !== QUERY && type !== PARSE) return false;
    let from = this.at + 5;
    if (type === PARSE) from = this.buffer.indexOf(0, from) + 1;
    const text = this.buffer.toString('latin1', from, Math.min(this.at + size, from + 400));
    return /(^|;)\s*copy\b[^;]*\bfrom\s+stdin\b/i.test(text);
  }

  private makeRoom(extra: number): void {
    const kept = this.length - this.unitAt;
    const target = kept + extra <= this.buffer.length / 2 ? this.buffer : Buffer.allocUnsafe(Math.max(16_384, 2 * (kept + extra)));
    this.buffer.copy(target, 0, this.unitAt, this.length);
    this.buffer = target;
    this.at -= this.unitAt;
    this.length = kept;
    this.unitAt = 0;
  }
}

/** I: idle, T: in a transaction, E: in a failed one; undefined: the answer did not end (the client only flushed). */
export type TransactionStatus = 'I' | 'T' | 'E' | undefined;

/** Follows an answer through its pieces, which may be cut anywhere, to the status it ends with. */
export class AnswerReader {
  private header = Buffer.alloc(6);
  private have = 0;
  private skip = 0;
  private statusByte = 0;

  push(piece: Uint8Array): void {
    let at = 0;
    while (at < piece.length) {
      if (this.skip > 0) {
        const step = Math.min(this.skip, piece.length - at);
        this.skip -= step;
        at += step;
        continue;
      }
      this.header[this.have++] = piece[at++] ?? 0;
      if (this.have < 5) continue;
      if (this.header[0] === READY) {
        if (this.have < 6) continue;
        this.statusByte = this.header[5] ?? 0;
      } else {
        this.statusByte = 0;
        this.skip = this.header.readInt32BE(1) - 4;
      }
      this.have = 0;
    }
  }

  get status(): TransactionStatus {
    const letter = String.fromCharCode(this.statusByte);
    return letter === 'I' || letter === 'T' || letter === 'E' ? letter : undefined;
  }
}

const message = (type: string, body: Buffer): Buffer => {
  const bytes = Buffer.allocUnsafe(5 + body.length);
  bytes.write(type, 0, 'latin1');
  bytes.writeInt32BE(4 + body.length, 1);
  body.copy(bytes, 5);
  return bytes;
};
const text = (...words: string[]): Buffer => Buffer.from(words.map((word) => `${word}\0`).join(''), 'utf8');

export const queryMessage = (sql: string): Buffer => message('Q', text(sql));
export const syncMessage = (): Buffer => message('S', Buffer.alloc(0));
export const endMessage = (): Buffer => message('X', Buffer.alloc(0));
export const readyMessage = (status: 'I' | 'T' | 'E'): Buffer => message('Z', Buffer.from(status, 'latin1'));
export const errorMessage = (error: { severity: 'ERROR' | 'FATAL'; code: string; message: string }): Buffer =>
  message('E', text(`S${error.severity}`, `V${error.severity}`, `C${error.code}`, `M${error.message}`, ''));

/** Asks for a password in clear text: the port is on loopback, and only the process that started the database knows it. */
export const passwordRequest = (): Buffer => message('R', Buffer.from([0, 0, 0, 3]));

/** What a server says when it lets a client in. The session behind it is shared, so nothing the client asked for at the start is applied. */
export const welcome = (sessionId: number): Buffer => {
  const key = Buffer.alloc(8);
  key.writeInt32BE(sessionId, 0);
  const parameters: readonly (readonly [string, string])[] = [
    ['server_version', '17.5'],
    ['server_encoding', 'UTF8'],
    ['client_encoding', 'UTF8'],
    ['DateStyle', 'ISO, MDY'],
    ['IntervalStyle', 'postgres'],
    ['TimeZone', 'UTC'],
    ['integer_datetimes', 'on'],
    ['standard_conforming_strings', 'on'],
  ];
  return Buffer.concat([
    message('R', Buffer.alloc(4)),
    ...parameters.map(([name, value]) => message('S', text(name, value))),
    message('K', key),
    readyMessage('I'),
  ]);
};
