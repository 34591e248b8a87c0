import { type InstantMs, instantMs, SECOND_MS } from '#domain/time/instant.ts';
import type { Codec, Decoded, DecodedReading, Fault } from './codec.ts';
import { answerHandshake } from './eiot-handshake.ts';
import { faultOf, faulty, NOTHING, shown } from './faults.ts';
import { decimal, isBad, registerField, serialFrom } from './fields.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';

/** {data/up | sys/dev}/{productKey}/{serial of the gateway or meter}. */
const TOPIC = /^(data\/up|sys\/dev)\/([^/]{1,64})\/([^/]{1,64})$/;

/** Methods that carry values: `update` is that of old firmware, `update_silent` asks for no answer. */
const REPORTS: ReadonlySet<unknown> = new Set(['report', 'update', 'update_silent']);
/** Methods of the same topic that carry none. */
const NO_REPORTS: ReadonlySet<unknown> = new Set(['control', 'get', 'delete']);
/** Sub-meters one gateway can have in one piece; the vendor's hold some hundreds. */
const METERS_MAX = 5_000;

/**
 * Acrel IoT platform, "EIOT" (PROTOCOLS 1.1 A): 4G meters, which report for themselves, and gateways, which report `meters[]`.
 * A sub-meter's serial here is "{gateway}/{addr}", since `addr` is unique only behind its gateway; a meter that lists itself keeps its own.
 * Each piece of a message split by fragNo stands for itself. Compression and encryption are not spoken: order devices with both off.
 */
export const eiot: Codec = {
  name: 'eiot',
  filters: ['data/up/+/+', 'sys/dev/+/+'],
  matches: (topic) => TOPIC.test(topic),
  decode: (topic, payload, context): Decoded => {
    const [, kind, productKey = '', serial = ''] = TOPIC.exec(topic) ?? [];
    if (kind === undefined) return faulty(faultOf('UNKNOWN_TOPIC', null, topic));
    const parsed = parseJson(payload, { bigIntegers: kind === 'sys/dev' });
    if (parsed.fault) return faulty({ ...parsed.fault, serial: serialFrom(serial) });
    const body = parsed.value;
    if (!isObject(body)) return faulty(faultOf('MALFORMED', serialFrom(serial), `the message is ${shown(body)}`));
    // The broker's access rules are by topic: a device speaks for itself only.
    if (body.sn !== undefined && !isSame(body.sn, serial)) {
      return faulty(faultOf('MALFORMED', serialFrom(serial), `sn holds ${shown(body.sn)}, the topic another`));
    }
    if (kind === 'sys/dev') return answerHandshake(body, { productKey, serial, receivedAt: context.receivedAt });
    return decodeReport(body, serial);
  },
};

/** Some firmware sends its serial as a number. */
const isSame = (sn: unknown, serial: string): boolean =>
  (typeof sn === 'string' || typeof sn === 'number' || typeof sn === 'bigint') && String(sn) === serial;

const decodeReport = (body: JsonObject, sender: string): Decoded => {
  const serial = serialFrom(sender);
  if (serial === null) return faulty(faultOf('MALFORMED', null, 'no serial in the topic'));
  if (NO_REPORTS.has(body.method)) return NOTHING;
  if (!REPORTS.has(body.method)) return faulty(faultOf('MALFORMED', serial, `method holds ${shown(body.method)}`));
  const { reported, timestamp } = body;
  if (!isObject(reported)) return faulty(faultOf('MALFORMED', serial, `reported holds ${shown(reported)}`));
  const at = instantFromUnixS(timestamp);
  if (at === null) return faulty(faultOf('BAD_TIME', serial, `timestamp holds ${shown(timestamp)}`));
  const frame = { at, historical: reported.source === 'HISTORY' };

  const { meters } = reported;
  if (meters === undefined) return collect([meterReading(reported, serial, frame)]);
  if (!Array.isArray(meters)) return faulty(faultOf('MALFORMED', serial, `meters holds ${shown(meters)}`));
  if (meters.length > METERS_MAX) return faulty(faultOf('MALFORMED', serial, `${meters.length} meters in one message`));
  return collect(meters.map((meter: unknown) => subMeterReading(meter, serial, frame)));
};

interface ReportFrame {
  readonly at: InstantMs;
  readonly historical: boolean;
}

const subMeterReading = (meter: unknown, gateway: string, frame: ReportFrame): DecodedReading | Fault | null => {
  if (!isObject(meter)) return faultOf('MALFORMED', gateway, `a meter is ${shown(meter)}`);
  const addr = typeof meter.addr === 'number' ? String(meter.addr) : meter.addr;
  const serial = addr === gateway ? gateway : typeof addr === 'string' && addr !== '' ? serialFrom(`${gateway}/${addr}`) : null;
  if (serial === null) return faultOf('MALFORMED', gateway, `addr holds ${shown(meter.addr)}`);
  // The gateway repeats what it last knew of a meter that does not answer; that is no reading of now.
  return meter.state === 'OFFLINE' ? null : meterReading(meter, serial, frame);
};

/** EPI is forward active kWh, P is W, SwitchSta 1 is closed. Without EPI there is nothing to bill: no reading, and no fault. */
const meterReading = (values: JsonObject, serial: string, { at, historical }: ReportFrame): DecodedReading | Fault | null => {
  const energy = registerField('EPI', values.EPI);
  if (isBad(energy)) return faultOf('BAD_VALUE', serial, energy.bad);
  if (energy === null) return null;
  const power = decimal(values.P);
  return {
    serial,
    at,
    registers: { import: energy, export: null, reactive: null },
    power: power === null ? null : Math.round(power) + 0,
    relay: relayFrom(values.SwitchSta),
    historical,
  };
};

const relayFrom = (value: unknown): 'closed' | 'open' | null => {
  if (value === 1 || value === '1') return 'closed';
  return value === 0 || value === '0' ? 'open' : null;
};

/** The last second of the year 9999. */
const UNIX_S_MAX = 253_402_300_799;

const instantFromUnixS = (value: unknown): InstantMs | null => {
  const seconds = decimal(value);
  return seconds === null || seconds < 0 || seconds > UNIX_S_MAX ? null : instantMs(Math.floor(seconds * SECOND_MS));
};

const collect = (outcomes: readonly (DecodedReading | Fault | null)[]): Decoded => {
  const readings: DecodedReading[] = [];
  const faults: Fault[] = [];
  for (const outcome of outcomes) {
    if (outcome === null) continue;
    if ('code' in outcome) faults.push(outcome);
    else readings.push(outcome);
  }
  return { readings, faults, replies: [] };
};
