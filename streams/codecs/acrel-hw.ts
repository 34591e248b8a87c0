import type { Codec, DecodeContext, Decoded } from './codec.ts';
import { faultOf, faulty, NOTHING, shown } from './faults.ts';
import { isBad, powerFromKilo, registerField, serialFrom } from './fields.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
import { compactFromInstant, instantFromCompact } from './local-time.ts';

/** /gw/acrelHW/{product|null}/{cmd}/{sn}, with the leading slash. */
const TOPIC = /^\/gw\/acrelHW\/([^/]{1,64})\/([A-Za-z]{1,32})\/([^/]{1,64})$/;

/** Acrel "acrelHW" gateways (PROTOCOLS 1.1 B). `data` is a meter's report, `hstdata` the same sent later from the gateway's store. */
export const acrelHw: Codec = {
  name: 'acrelHW',
  filters: ['/gw/acrelHW/+/+/+'],
  matches: (topic) => TOPIC.test(topic),
  decode: (topic, payload, context): Decoded => {
    const [, product = '', command = '', gateway = ''] = TOPIC.exec(topic) ?? [];
    if (gateway === '') return faulty(faultOf('UNKNOWN_TOPIC', null, topic));
    const parsed = parseJson(payload);
    if (parsed.fault) return faulty({ ...parsed.fault, serial: serialFrom(gateway) });
    const body = parsed.value;
    if (!isObject(body)) return faulty(faultOf('MALFORMED', serialFrom(gateway), `the message is ${shown(body)}`));
    if (body.gwSN !== undefined && body.gwSN !== gateway) {
      return faulty(faultOf('MALFORMED', serialFrom(gateway), `gwSN holds ${shown(body.gwSN)}, the topic another`));
    }
    const replyTopic = `/server/acrelHW/${product}/${command}/${gateway}`;
    if (command === 'data') return meterReport(body, gateway, { historical: false, context });
    if (command === 'hstdata') return meterReport(body, gateway, { historical: true, context });
    if (command === 'login') return { ...NOTHING, replies: [{ topic: replyTopic, payload: '{"type":"login","res":1}' }] };
    if (command === 'time') return timeReply(replyTopic, gateway, context);
    return NOTHING;
  },
};

interface ReportFrame {
  readonly historical: boolean;
  readonly context: DecodeContext;
}

/**
 * wh and wl are forward and reverse kWh, varh forward kvarh, p kW: all at the meter's own side (the sender leaves the product with
 * pt·ct to us, and the installation's ratio does it).
 */
const meterReport = (body: JsonObject, gateway: string, { historical, context }: ReportFrame): Decoded => {
  const serial = serialFrom(body.meterSN);
  if (serial === null) return faulty(faultOf('MALFORMED', serialFrom(gateway), `meterSN holds ${shown(body.meterSN)}`));
  // The meter on the bus did not answer: whatever else the message holds is not of now.
  if (body.meterStatus === 'missing') return NOTHING;
  const zone = context.zoneOf(gateway) ?? context.zoneOf(serial);
  if (zone === null) return faulty(faultOf('UNKNOWN_DEVICE', serial, 'no park, so no zone for its local time'));
  const at = instantFromCompact(body.time, zone);
  if (at === null) return faulty(faultOf('BAD_TIME', serial, `time holds ${shown(body.time)} in ${zone}`));

  const energy = registerField('wh', body.wh);
  const exported = registerField('wl', body.wl);
  const reactive = registerField('varh', body.varh);
  if (isBad(energy)) return faulty(faultOf('BAD_VALUE', serial, energy.bad));
  if (isBad(exported)) return faulty(faultOf('BAD_VALUE', serial, exported.bad));
  if (isBad(reactive)) return faulty(faultOf('BAD_VALUE', serial, reactive.bad));
  // A report of voltages and currents only.
  if (energy === null && exported === null && reactive === null) return NOTHING;
  const power = powerFromKilo('p', body.p);
  const reading = {
    serial,
    at,
    registers: { import: energy, export: exported, reactive },
    power: isBad(power) ? null : power,
    relay: null,
    historical,
  };
  return { readings: [reading], faults: [], replies: [] };
};

/** The body is not published; this mirrors the login reply and gives the clock in the format all of acrelHW uses. To be tried on a device. */
const timeReply = (topic: string, gateway: string, context: DecodeContext): Decoded => {
  const zone = context.zoneOf(gateway);
  if (zone === null) return faulty(faultOf('UNKNOWN_DEVICE', serialFrom(gateway), 'asks the time, but no park and so no zone'));
  const payload = JSON.stringify({ type: 'time', res: 1, time: compactFromInstant(context.receivedAt, zone) });
  return { ...NOTHING, replies: [{ topic, payload }] };
};
