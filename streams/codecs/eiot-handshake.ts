import { type InstantMs, SECOND_MS } from '#domain/time/instant.ts';
import type { Decoded, Fault } from './codec.ts';
import { faultOf, faulty, NOTHING, shown } from './faults.ts';
import { serialFrom } from './fields.ts';
import { isObject, type JsonObject } from './json.ts';

export interface HandshakeFrame {
  readonly productKey: string;
  readonly serial: string;
  readonly receivedAt: InstantMs;
}

/**
 * Answers log-in, topology and time requests of an EIOT device, on `sys/server/{pk}/{sn}`. Other methods on `sys/dev` answer requests of
 * ours and need nothing. A log-in that asks for compression or encryption is answered, and told as a fault: what such a device
 * sends next cannot be read.
 */
export const answerHandshake = (body: JsonObject, frame: HandshakeFrame): Decoded => {
  const method = body.method;
  if (method !== 'login' && method !== 'topology' && method !== 'time' && method !== 'time.ms') return NOTHING;
  const serial = serialFrom(frame.serial);
  const id = messageIdOf(body);
  if (id === 'bad') return faulty(faultOf('MALFORMED', serial, 'the message id is no short text or whole number'));
  const rest = method === 'time' || method === 'time.ms' ? timeFields(body, method, frame) : acceptFields(frame);
  const fields: Fields = [...id, ['method', method], ['sn', frame.serial], ...rest];
  const reply = { topic: `sys/server/${frame.productKey}/${frame.serial}`, payload: jsonOf(fields) };
  return { readings: [], faults: method === 'login' ? unspokenIn(body, serial) : [], replies: [reply] };
};

type Plain = string | number | bigint;
type Fields = readonly (readonly [name: string, value: Plain])[];

const MESSAGE_ID_NAMES = ['msgid', 'msgId', 'MsgID'];
const TEXT_MAX = 128;

/** Mirrored as it came: its spelling, its type, and every digit of a number beyond 2^53. */
const messageIdOf = (body: JsonObject): Fields | 'bad' => {
  const fields: [string, Plain][] = [];
  for (const name of MESSAGE_ID_NAMES) {
    if (!Object.hasOwn(body, name)) continue;
    const value = plainOf(body[name]);
    if (value === null) return 'bad';
    fields.push([name, value]);
  }
  return fields;
};

const acceptFields = (frame: HandshakeFrame): Fields => [
  ['res', 1],
  ['timestamp', Math.floor(frame.receivedAt / SECOND_MS)],
];

/** As in NTP: the device's own sending time comes back with the times of receipt and of sending here. Seconds, for `time.ms` milliseconds. */
const timeFields = (body: JsonObject, method: 'time' | 'time.ms', frame: HandshakeFrame): Fields => {
  const now = method === 'time' ? Math.floor(frame.receivedAt / SECOND_MS) : frame.receivedAt;
  const devicesend = plainOf(body.devicesend);
  const timezone = plainOf(body.timezone);
  return [
    ...(devicesend === null ? [] : ([['devicesend', devicesend]] as const)),
    ['serverreceive', now],
    ['serversend', now],
    ['timestamp', now],
    ...(timezone === null ? [] : ([['timezone', timezone]] as const)),
    ['timezoneMin', '00'],
  ];
};

const unspokenIn = (body: JsonObject, serial: string | null): Fault[] => {
  if (!isObject(body.payload)) return [];
  const { compress, encrypt } = body.payload;
  const asked = [compress, encrypt].some((wish) => wish === '1' || wish === 1);
  const detail = `logs in with compress ${shown(compress)}, encrypt ${shown(encrypt)}; order the device with both off`;
  return asked ? [faultOf('MALFORMED', serial, detail)] : [];
};

const plainOf = (value: unknown): Plain | null => {
  if (typeof value === 'string') return value.length <= TEXT_MAX ? value : null;
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

/** JSON.stringify refuses bigint; everything here is plain. */
const jsonOf = (fields: Fields): string => {
  const members = fields.map(([name, value]) => `${JSON.stringify(name)}:${typeof value === 'bigint' ? value : JSON.stringify(value)}`);
  return `{${members.join(',')}}`;
};
