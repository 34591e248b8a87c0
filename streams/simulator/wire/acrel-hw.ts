import { kiloOf, type Wire } from './wire.ts';

const MILLI_PER_KILO = 1_000_000;
const PRODUCT = 'null';

/** `/gw/acrelHW/...`: one meter a message, the gateway's local time without zone, energies before CT x PT. PROTOCOLS 1.1 B. */
export const acrelHwWire: Wire = {
  name: 'acrelHW',
  resolutionMs: 1_000,
  mixesInstants: false,
  readingsAMessageMax: 1,
  readingsAChapter: 30,
  handshake: (gateway, now) => {
    const said = (type: string, more: object) => ({
      topic: `/gw/acrelHW/${PRODUCT}/${type}/${gateway.serial}`,
      payload: JSON.stringify({ type, gwSN: gateway.serial, time: compactTime(now, gateway.offsetMs), ...more }),
    });
    return {
      messages: [said('login', { ver: 1011, rssi: 48, code: 1968, ccid: ' ', imei: ' ', verpro: 0, iapVer: 0 }), said('time', {})],
      replyTopics: [`/server/acrelHW/${PRODUCT}/+/${gateway.serial}`],
      isWelcome: (topic, payload) => topic.includes('/login/') && /"res":\s*1/.test(payload),
    };
  },
  encode: (gateway, { readings, historical }) => {
    const type = historical ? 'hstdata' : 'data';
    const shown = readings[0];
    if (!shown) throw new RangeError('acrelHW: a message holds one meter');
    const { registers } = shown;
    return {
      topic: `/gw/acrelHW/${PRODUCT}/${type}/${gateway.serial}`,
      payload: JSON.stringify({
        type,
        time: compactTime(shown.at, gateway.offsetMs),
        gwSN: gateway.serial,
        meterSN: shown.serial,
        meterName: shown.model.toLowerCase(),
        meterStatus: 'normal',
        ch: 0,
        p: kiloOf(shown.power),
        pt: 1,
        ct: 1,
        ...(registers.import === null ? {} : { wh: registers.import / MILLI_PER_KILO }),
        ...(registers.export === null ? {} : { wl: registers.export / MILLI_PER_KILO }),
        ...(registers.reactive === null ? {} : { varh: registers.reactive / MILLI_PER_KILO }),
      }),
    };
  },
};

/** "20211124101800". */
const compactTime = (at: number, offsetMs: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at + offsetMs)
    .toString()
    .slice(0, 19)
    .replace(/\D/g, '');
