import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AnswerReader, type ClientEvent, ClientReader, queryMessage, readyMessage, syncMessage, welcome } from './protocol.ts';

const message = (type: string, body: Buffer): Buffer => {
  const bytes = Buffer.alloc(5 + body.length);
  bytes.write(type);
  bytes.writeInt32BE(4 + body.length, 1);
  body.copy(bytes, 5);
  return bytes;
};
const start = (version = 3 << 16): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32BE(8, 0);
  bytes.writeInt32BE(version, 4);
  return bytes;
};
const parse = (sql: string): Buffer => message('P', Buffer.concat([Buffer.from(`\0${sql}\0`), Buffer.alloc(2)]));
const bind = (size: number): Buffer => message('B', Buffer.alloc(size, 'Q'));

/** Feeds the bytes cut at the given places and collects what the reader makes of them. */
const eventsOf = (bytes: Buffer, cuts: readonly number[]): ClientEvent[] => {
  const reader = new ClientReader();
  const events: ClientEvent[] = [];
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (let i = 1; i < edges.length; i++) {
    reader.push(bytes.subarray(edges[i - 1], edges[i]));
    for (let event = reader.next(); event; event = reader.next()) {
      events.push(event);
      if (event.type === 'nonsense') return events;
    }
  }
  return events;
};

describe('what a client sends', () => {
  test('is cut into units that end where it waits for an answer, however the network cut it', () => {
    const extended = (size: number): Buffer => Buffer.concat([parse('select $1'), bind(size), syncMessage()]);
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { maxLength: 4 }), fc.array(fc.nat(), { maxLength: 12 }), (sizes, cuts) => {
        const units = sizes.flatMap((size) => [extended(size), queryMessage(`select ${size}`)]);
        const events = eventsOf(Buffer.concat([start(), ...units]), cuts);
        expect(events.map((event) => event.type)).toEqual(['start', ...units.map(() => 'unit')]);
        expect(Buffer.concat(events.flatMap((event) => (event.type === 'unit' ? [event.bytes] : []))).equals(Buffer.concat(units))).toBe(
          true,
        );
      }),
    );
  });

  test('may begin by asking for encryption, twice', () => {
    const events = eventsOf(Buffer.concat([start(80877103), start(80877104), start(), message('p', Buffer.from('secret\0'))]), []);
    expect(events).toEqual([
      { type: 'encryptionAsked' },
      { type: 'encryptionAsked' },
      { type: 'start' },
      { type: 'password', password: 'secret' },
    ]);
  });

  test.each([
    ['another protocol', start(2 << 16)],
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a message longer than any', Buffer.concat([start(), Buffer.from('Q\x7f\xff\xff\xff', 'latin1')])],
  ])('that is nonsense is told so: %s', (_, bytes) => {
    expect(eventsOf(bytes, []).at(-1)).toMatchObject({ type: 'nonsense' });
  });

  test.each([
    ['copy reading from stdin', true],
    ['  COPY reading (at) FROM STDIN csv', true],
    ['select 1; copy t from stdin', true],
    ['copy reading to stdout', false],
    ["select 'copy that from stdin'", false],
  ])('that would read from the wire is known: %s', (sql, copiesIn) => {
    for (const unit of [queryMessage(sql), Buffer.concat([parse(sql), syncMessage()])]) {
      expect(eventsOf(Buffer.concat([start(), unit]), []).at(-1)).toMatchObject({ type: 'unit', copiesIn });
    }
  });
});

describe('what the backend answers', () => {
  test('ends in a status, however it is cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300)), fc.constantFrom('I', 'T', 'E'), fc.integer({ min: 1, max: 50 }), (sizes, status, step) => {
        const answer = Buffer.concat([...sizes.map((size) => message('D', Buffer.alloc(size, 'Z'))), readyMessage(status)]);
        const reader = new AnswerReader();
        for (let at = 0; at < answer.length; at += step) reader.push(answer.subarray(at, at + step));
        expect(reader.status).toBe(status);
      }),
    );
  });

  test('has no status while the client has only flushed', () => {
    const reader = new AnswerReader();
    reader.push(Buffer.concat([readyMessage('I'), message('1', Buffer.alloc(0))]));
    expect(reader.status).toBeUndefined();
  });

  test('lets a client in with an idle session', () => {
    const reader = new AnswerReader();
    reader.push(welcome(7));
    expect(reader.status).toBe('I');
  });
});
