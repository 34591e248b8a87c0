import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { ParkFile } from '#domain/park/park-file.ts';
import { codecs } from '#streams/codecs/registry.ts';
import { STEEL_SERIAL, STEEL_ZONE } from './steel.ts';
import { SWM_ZONE } from './swm.ts';

const KPM33B_IDS = ['33B1225950027', '33B1225950028', '33B1225950029', '33B1225950030'];
const SWM_SERIALS = ['SWM-M01', 'SWM-M02', 'SWM-M06', 'SWM-M07'];

test.each([
  { name: 'steel', zone: STEEL_ZONE, serials: [STEEL_SERIAL], firstReading: '2018-01-01T00:00:00+09:00' },
  { name: 'swm', zone: SWM_ZONE, serials: SWM_SERIALS, firstReading: '2016-03-01T00:00:00+01:00' },
  { name: 'kpm33b', zone: 'Asia/Shanghai', serials: KPM33B_IDS, firstReading: '2026-01-12T17:00:00+08:00' },
])(
  'the park of $name has every meter of the file, in its zone, installed before the first reading',
  ({ name, zone, serials, firstReading }) => {
    const path = fileURLToPath(new URL(`parks/${name}.park.json`, import.meta.url));
    const park: ParkFile = JSON.parse(readFileSync(path, 'utf8'));
    expect(park.park.zone).toBe(zone);
    expect(park.devices.map((device) => device.serial)).toEqual(serials);
    expect(park.installations.map((installation) => installation.device)).toEqual(serials);
    for (const { from } of park.installations) {
      expect(Temporal.Instant.compare(Temporal.Instant.from(from), Temporal.Instant.from(firstReading))).toBe(-1);
    }
    for (const device of park.devices) expect(codecs.map((codec) => codec.name)).toContain(device.codec);
  },
);
