import type { Shown } from '../meter.ts';
import { kiloOf, kiloText, type Wire } from './wire.ts';

/** `twin/v1/{gateway}/up`, DESIGN 7. */
export const canonicalWire: Wire = {
  name: 'canonical',
  resolutionMs: 1,
  mixesInstants: true,
  readingsAMessageMax: 120,
  readingsAChapter: 120,
  handshake: null,
  encode: (gateway, { readings, historical, seq, sentAt }) => ({
    topic: `twin/v1/${gateway.serial}/up`,
    payload: `{"seq":${seq},"sentAt":"${iso(sentAt)}","readings":[${readings.map((shown) => readingText(shown, historical)).join(',')}]}`,
  }),
};

const readingText = ({ serial, medium, at, registers, power }: Shown, historical: boolean): string => {
  const parts = [`"sn":"${serial}","at":"${iso(at)}"`];
  if (registers.import !== null) parts.push(`"${medium === 'water' ? 'volumeM3' : 'importKWh'}":"${kiloText(registers.import)}"`);
  if (registers.export !== null) parts.push(`"exportKWh":"${kiloText(registers.export)}"`);
  if (registers.reactive !== null) parts.push(`"importKvarh":"${kiloText(registers.reactive)}"`);
  if (!historical && medium === 'electricity') parts.push(`"powerKW":"${kiloOf(power)}","relay":"closed"`);
  if (historical) parts.push('"historical":true');
  return `{${parts.join(',')}}`;
};

const iso = (at: number): string => Temporal.Instant.fromEpochMilliseconds(at).toString();
