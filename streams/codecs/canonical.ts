import type { InstantMs } from '#domain/time/instant.ts';
import type { Codec, Decoded, DecodedReading, Fault } from './codec.ts';
import { faultOf, faulty, shown } from './faults.ts';
import { isBad, powerFromKilo, registerField, serialFrom } from './fields.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
import { instantFromRfc3339 } from './rfc3339.ts';

/** A gateway with 20,000 points in one message; a mebibyte of shorter ones is no telemetry, and would be that many quarantine rows. */
const READINGS_MAX = 20_000;

const TOPIC = /^twin\/v1\/[^/]{1,64}\/up$/;

/** Our own telemetry format (DESIGN 7): registers cumulated, at the meter, decimal strings or numbers. This is the hot path. */
export const canonical: Codec = {
  name: 'canonical',
  filters: ['twin/v1/+/up'],
  matches: (topic) => topic.startsWith('twin/') && TOPIC.test(topic),
  decode: (_topic, payload): Decoded => {
    const parsed = parseJson(payload);
    if (parsed.fault) return faulty(parsed.fault);
    if (!isObject(parsed.value)) return faulty(faultOf('MALFORMED', null, `the message is ${shown(parsed.value)}`));
    const list = parsed.value.readings;
    if (!Array.isArray(list)) return faulty(faultOf('MALFORMED', null, `readings holds ${shown(list)}`));
    if (list.length > READINGS_MAX) return faulty(faultOf('MALFORMED', null, `${list.length} readings in one message`));
    return decodeReadings(list);
  },
};

const decodeReadings = (list: readonly unknown[]): Decoded => {
  const readings: DecodedReading[] = [];
  const faults: Fault[] = [];
  const instantOf = rememberLast(instantFromRfc3339);
  for (const item of list) {
    if (!isObject(item)) {
      faults.push(faultOf('MALFORMED', null, `a reading is ${shown(item)}`));
      continue;
    }
    const outcome = readingOf(item, instantOf);
    if ('code' in outcome) faults.push(outcome);
    else readings.push(outcome);
  }
  return { readings, faults, replies: [] };
};

/** One reading or one fault: what is counted is the item of the list, whatever is wrong with it. */
const readingOf = (item: JsonObject, instantOf: (text: string) => InstantMs | null): DecodedReading | Fault => {
  const serial = serialFrom(item.sn);
  if (serial === null) return faultOf('MALFORMED', null, `sn holds ${shown(item.sn)}`);
  const at = typeof item.at === 'string' ? instantOf(item.at) : null;
  if (at === null) return faultOf('BAD_TIME', serial, `at holds ${shown(item.at)}`);

  const energy = registerField('importKWh', item.importKWh);
  const volume = registerField('volumeM3', item.volumeM3);
  const exported = registerField('exportKWh', item.exportKWh);
  const reactive = registerField('importKvarh', item.importKvarh);
  const power = powerFromKilo('powerKW', item.powerKW);
  if (isBad(energy)) return faultOf('BAD_VALUE', serial, energy.bad);
  if (isBad(volume)) return faultOf('BAD_VALUE', serial, volume.bad);
  if (isBad(exported)) return faultOf('BAD_VALUE', serial, exported.bad);
  if (isBad(reactive)) return faultOf('BAD_VALUE', serial, reactive.bad);
  if (isBad(power)) return faultOf('BAD_VALUE', serial, power.bad);
  if (volume !== null && (energy !== null || exported !== null || reactive !== null || power !== null)) {
    return faultOf('BAD_VALUE', serial, 'water and electricity in one reading');
  }
  if (volume === null && energy === null && exported === null && reactive === null) {
    return faultOf('BAD_VALUE', serial, 'none of importKWh, exportKWh, importKvarh, volumeM3');
  }
  const { relay = null, historical = false } = item;
  if (relay !== null && relay !== 'closed' && relay !== 'open') return faultOf('BAD_VALUE', serial, `relay holds ${shown(relay)}`);
  if (typeof historical !== 'boolean') return faultOf('BAD_VALUE', serial, `historical holds ${shown(historical)}`);
  return { serial, at, registers: { import: volume ?? energy, export: exported, reactive }, power, relay, historical };
};

/** Readings of one message mostly bear one time. */
const rememberLast = <T>(of: (text: string) => T): ((text: string) => T) => {
  let last: { readonly text: string; readonly result: T } | null = null;
  return (text) => {
    if (last?.text !== text) last = { text, result: of(text) };
    return last.result;
  };
};
