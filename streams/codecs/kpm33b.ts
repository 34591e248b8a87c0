import type { Codec, Decoded } from './codec.ts';
import { faultOf, faulty, shown } from './faults.ts';
import { isBad, registerField, serialFrom } from './fields.ts';
import { isObject, parseJson } from './json.ts';
import { instantFromCompact } from './local-time.ts';

const TOPIC = 'MQTT_ENY_NOW';

/**
 * Four-rate meters KPM33B (Compere), energies of one meter in one message: zygsz forward active, fygsz reverse active, zwgsz forward
 * reactive, kWh and kvarh at the meter; the rates (zyjsz sharp .. zydvsz deep valley) add up to zygsz and are not kept.
 * `time` is the meter's own clock, without a zone. Some meters of one maker share an id or stand in 2005: all that is decoded, and judged later.
 */
export const kpm33b: Codec = {
  name: 'kpm33b',
  filters: [TOPIC],
  matches: (topic) => topic === TOPIC,
  decode: (_topic, payload, context): Decoded => {
    const parsed = parseJson(payload);
    if (parsed.fault) return faulty(parsed.fault);
    if (!isObject(parsed.value)) return faulty(faultOf('MALFORMED', null, `the message is ${shown(parsed.value)}`));
    const { id, time, zygsz, fygsz, zwgsz } = parsed.value;
    const serial = serialFrom(id);
    if (serial === null) return faulty(faultOf('MALFORMED', null, `id holds ${shown(id)}`));
    const zone = context.zoneOf(serial);
    if (zone === null) return faulty(faultOf('UNKNOWN_DEVICE', serial, 'no park, so no zone for its local time'));
    const at = instantFromCompact(time, zone);
    if (at === null) return faulty(faultOf('BAD_TIME', serial, `time holds ${shown(time)} in ${zone}`));

    const energy = registerField('zygsz', zygsz);
    const exported = registerField('fygsz', fygsz);
    const reactive = registerField('zwgsz', zwgsz);
    if (isBad(energy)) return faulty(faultOf('BAD_VALUE', serial, energy.bad));
    if (isBad(exported)) return faulty(faultOf('BAD_VALUE', serial, exported.bad));
    if (isBad(reactive)) return faulty(faultOf('BAD_VALUE', serial, reactive.bad));
    if (energy === null) return faulty(faultOf('BAD_VALUE', serial, 'no zygsz'));
    const registers = { import: energy, export: exported, reactive };
    return { readings: [{ serial, at, registers, power: null, relay: null, historical: false }], faults: [], replies: [] };
  },
};
