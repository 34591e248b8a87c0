import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { HISTORICAL, MIXED } from './canonical.fixture.ts';
import { canonical } from './canonical.ts';
import { bytesOf, CONTEXT } from './sample.fixture.ts';

const decode = (payload: string | Uint8Array) =>
  canonical.decode('twin/v1/gw-1/up', typeof payload === 'string' ? Buffer.from(payload) : payload, CONTEXT);
const reading = (fields: string) => decode(`{"readings":[{"sn":"E-1","at":"2026-11-22T10:00:00+08:00"${fields}}]}`);

test('a message holds the registers of electricity and water meters, in thousandths of a watt-hour and of a litre', () => {
  const at = instantMs(Date.UTC(2026, 10, 22, 2));
  expect(canonical.decode(MIXED.topic, bytesOf(MIXED), CONTEXT)).toEqual({
    readings: [
      {
        serial: 'E-0001',
        at,
        registers: { import: 12_345_670_000, export: 0, reactive: 2_345_600_000 },
        power: 12_300,
        relay: 'closed',
        historical: false,
      },
      {
        serial: 'W-0001',
        at,
        registers: { import: 812_345_000, export: null, reactive: null },
        power: null,
        relay: null,
        historical: false,
      },
    ],
    faults: [],
    replies: [],
  });
});

test('a stored reading keeps its own time and says that it is historical; feeding back is negative power', () => {
  expect(canonical.decode(HISTORICAL.topic, bytesOf(HISTORICAL), CONTEXT).readings).toEqual([
    {
      serial: 'E-0001',
      at: instantMs(Date.UTC(2026, 10, 21, 18, 15)),
      registers: { import: 12_300_500_000, export: null, reactive: null },
      power: -3_250,
      relay: 'open',
      historical: true,
    },
  ]);
});

test('good readings of a message are kept beside the faults of the bad ones', () => {
  const { readings, faults } = decode(`{"readings":[
    {"sn":"E-1","at":"2026-11-22T10:00:00+08:00","importKWh":"1"},
    {"sn":"E-2","at":"2026-11-22T10:00:00+08:00","importKWh":"NaN"},
    {"sn":"E-3","at":"yesterday","importKWh":"1"},
    7,
    {"sn":"E-4","at":"2026-11-22T10:00:00+08:00","importKWh":"2"}]}`);
  expect(readings.map((one) => one.serial)).toEqual(['E-1', 'E-4']);
  expect(faults).toEqual([
    { code: 'BAD_VALUE', serial: 'E-2', detail: 'importKWh holds "NaN"' },
    { code: 'BAD_TIME', serial: 'E-3', detail: 'at holds "yesterday"' },
    { code: 'MALFORMED', serial: null, detail: 'a reading is 7' },
  ]);
});

test.each([
  [',"importKWh":"-1"', 'importKWh holds "-1"'],
  [',"importKWh":-0.001', 'importKWh holds -0.001'],
  [',"importKWh":1e400', 'importKWh holds Infinity'],
  [',"importKWh":1e21', 'importKWh holds 1e+21'],
  [',"importKWh":"12 kWh"', 'importKWh holds "12 kWh"'],
  [',"importKWh":"0x10"', 'importKWh holds "0x10"'],
  [',"importKWh":"１２"', 'importKWh holds "１２"'],
  [',"importKWh":true', 'importKWh holds true'],
  [',"importKWh":["1"]', 'importKWh holds a list'],
  [',"importKWh":{"value":1}', 'importKWh holds an object'],
  [',"importKWh":""', 'importKWh holds ""'],
  [',"importKWh":"99999999999"', 'importKWh holds "99999999999"'],
  [',"importWh":"1200"', 'none of importKWh, exportKWh, importKvarh, volumeM3'],
  [',"powerKW":"3"', 'none of importKWh, exportKWh, importKvarh, volumeM3'],
  [',"importKWh":"1","volumeM3":"1"', 'water and electricity in one reading'],
  [',"volumeM3":"1","powerKW":"1"', 'water and electricity in one reading'],
  [',"importKWh":"1","powerKW":"full"', 'powerKW holds "full"'],
  [',"importKWh":"1","powerKW":1e300', 'powerKW holds 1e+300'],
  [',"importKWh":"1","relay":1', 'relay holds 1'],
  [',"importKWh":"1","historical":"true"', 'historical holds "true"'],
  [',"__proto__":{"importKWh":"1"}', 'none of importKWh, exportKWh, importKvarh, volumeM3'],
  [',"constructor":{"importKWh":"1"}', 'none of importKWh, exportKWh, importKvarh, volumeM3'],
])('a reading with %s is one bad value', (fields, detail) => {
  expect(reading(fields)).toEqual({ readings: [], faults: [{ code: 'BAD_VALUE', serial: 'E-1', detail }], replies: [] });
});

test('a register sent as a floating number with its noise is the number it stands for', () => {
  expect(reading(',"importKWh":0.30000000000000004').readings[0]?.registers.import).toBe(300_000);
});

test.each([
  ['', 'MALFORMED'],
  ['{', 'MALFORMED'],
  ['null', 'MALFORMED'],
  ['[]', 'MALFORMED'],
  ['"twin"', 'MALFORMED'],
  ['{}', 'MALFORMED'],
  ['{"readings":{}}', 'MALFORMED'],
  ['{"readings":[{"sn":"E-1","importKWh":NaN}]}', 'MALFORMED'],
  ['{"readings":[{"sn":"E-1","at":"2026-11-22T10:00:00Z","importKWh":"1","importKWh":"2"}]}', 'MALFORMED'],
  ['{"readings":[{"sn":"E-1","at":"2026-11-22T10:00:00Z","importKWh":"1","\\u0069mportKWh":"2"}]}', 'MALFORMED'],
  ['{"readings":[{"importKWh":"1"}]}', 'MALFORMED'],
  ['{"readings":[{"sn":"","at":"2026-11-22T10:00:00Z","importKWh":"1"}]}', 'MALFORMED'],
  [`{"readings":[{"sn":"${'x'.repeat(65)}","at":"2026-11-22T10:00:00Z","importKWh":"1"}]}`, 'MALFORMED'],
  ['{"readings":[{"sn":"E\\u0000","at":"2026-11-22T10:00:00Z","importKWh":"1"}]}', 'MALFORMED'],
  ['{"readings":[{"sn":"E-1","importKWh":"1"}]}', 'BAD_TIME'],
  ['{"readings":[{"sn":"E-1","at":1763776800,"importKWh":"1"}]}', 'BAD_TIME'],
  [`{"readings":${'['.repeat(17)}${']'.repeat(17)}}`, 'TOO_DEEP'],
])('%s is one fault', (payload, code) => {
  const { readings, faults } = decode(payload);
  expect(readings).toEqual([]);
  expect(faults.map((fault) => fault.code)).toEqual([code]);
});

test('half a million brackets are refused without a deep stack', () => {
  expect(decode('['.repeat(500_000)).faults[0]?.code).toBe('TOO_DEEP');
  expect(decode(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`).faults[0]?.code).toBe('TOO_DEEP');
});

test('a message over a mebibyte is too large, one of a mebibyte is read', () => {
  const padded = (bytes: number): string => {
    const message = '{"readings":[{"sn":"E-1","at":"2026-11-22T10:00:00Z","importKWh":"1"}]}';
    return message + ' '.repeat(bytes - message.length);
  };
  expect(decode(padded(1024 * 1024)).readings).toHaveLength(1);
  expect(decode(padded(1024 * 1024 + 1)).faults).toEqual([{ code: 'TOO_LARGE', serial: null, detail: '1048577 bytes' }]);
});

test('a list of more than twenty thousand readings is one fault, not as many', () => {
  expect(decode(`{"readings":[${'0,'.repeat(20_000)}0]}`).faults).toEqual([
    { code: 'MALFORMED', serial: null, detail: '20001 readings in one message' },
  ]);
});

test('bytes that are not UTF-8 are malformed', () => {
  const bytes = Buffer.concat([Buffer.from('{"readings":[{"sn":"'), Buffer.from([0xff, 0xc0]), Buffer.from('"}]}')]);
  expect(decode(bytes).faults).toEqual([{ code: 'MALFORMED', serial: null, detail: 'not UTF-8' }]);
});

test('a serial may be Chinese', () => {
  expect(decode('{"readings":[{"sn":"电表-01","at":"2026-11-22T10:00:00Z","importKWh":"1"}]}').readings[0]?.serial).toBe('电表-01');
});

test('only the topics of the format are its own', () => {
  expect(['twin/v1/gw-1/up', 'twin/v1/gw-1/down', 'twin/v1/up', 'twin/v1/a/b/up', 'twin/v2/a/up'].map(canonical.matches)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
