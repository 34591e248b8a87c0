import type { Shown } from '../meter.ts';
import type { Wire } from './wire.ts';

const PRODUCT_KEY = 'anet2e4sm';
const SECOND_MS = 1_000;
const MILLI_PER_KILO = 1_000_000;

/**
 * The gateways' family of the Acrel IoT platform: `sys`, `data`; one instant a message, whole seconds. PROTOCOLS 1.1 A.
 * A sub-meter's serial is "{gateway}/{addr}"; a 4G meter is its own gateway.
 */
export const eiotWire: Wire = {
  name: 'eiot',
  resolutionMs: SECOND_MS,
  mixesInstants: false,
  readingsAMessageMax: 60,
  readingsAChapter: 120,
  handshake: ({ serial }, now) => {
    const timestamp = Math.floor(now / SECOND_MS);
    const up = (method: string, msgid: number, more: object) => ({
      topic: `sys/dev/${PRODUCT_KEY}/${serial}`,
      payload: JSON.stringify({ msgid, method, sn: serial, timestamp, ...more }),
    });
    return {
      messages: [
        up('login', 1, {
          payload: { upInterval: 5, devname: 'ANet-2E4SM', softcode: '1111', softversion: '1001', network: 2, mac: serial.slice(-12) },
        }),
        up('time', 2, { devicesend: timestamp, timezone: '8' }),
      ],
      replyTopics: [`sys/server/${PRODUCT_KEY}/${serial}`],
      isWelcome: (_topic, payload) => payload.includes('"login"') && /"res":\s*1/.test(payload),
    };
  },
  encode: ({ serial }, { readings, historical, seq, sentAt }) => ({
    topic: `data/up/${PRODUCT_KEY}/${serial}`,
    payload: JSON.stringify({
      method: 'report',
      msgid: seq,
      sn: serial,
      version: 1,
      timestamp: Math.floor((readings[0]?.at ?? sentAt) / SECOND_MS),
      sendtime: Math.floor(sentAt / SECOND_MS),
      reported: {
        source: historical ? 'HISTORY' : 'REALTIME',
        gateway: { rssi: 77 },
        meters: readings.map((shown) => meterOf(shown, serial)),
      },
    }),
  }),
};

/** P is W; a sub-meter is told by its address, which is unique behind its gateway only. */
const meterOf = ({ serial, registers, power }: Shown, gateway: string): object => ({
  addr: serial.startsWith(`${gateway}/`) ? serial.slice(gateway.length + 1) : serial,
  state: 'ONLINE',
  SwitchSta: 1,
  P: power,
  ...(registers.import === null ? {} : { EPI: registers.import / MILLI_PER_KILO }),
});
