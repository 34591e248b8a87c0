import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { GATEWAY_REPORT, LOGIN, METER_HISTORY, OLD_FIRMWARE, TIME_REQUEST } from './eiot.fixture.ts';
import { eiot } from './eiot.ts';
import { bytesOf, CONTEXT, type Sample } from './sample.fixture.ts';

const decode = (sample: Sample) => eiot.decode(sample.topic, bytesOf(sample), CONTEXT);
const onData = (payload: string) => decode({ topic: 'data/up/pk/M1', payload });
const onSys = (payload: string) => decode({ topic: 'sys/dev/pk/M1', payload });

test('a gateway reports its meters by address; one that is offline or sends no energy is no reading', () => {
  expect(decode(GATEWAY_REPORT)).toEqual({
    readings: [
      {
        serial: '1234567890123/3_1',
        at: instantMs(1_638_869_890_000),
        registers: { import: 4_711_080_000, export: null, reactive: null },
        power: 1_500,
        relay: 'closed',
        historical: false,
      },
    ],
    faults: [],
    replies: [],
  });
});

test('backfill is historical, and a meter that lists itself keeps its own serial', () => {
  const { readings } = decode(METER_HISTORY);
  expect(readings).toHaveLength(1);
  expect(readings[0]).toMatchObject({ serial: '24042809890002', at: 1_638_800_000_000, historical: true, power: null, relay: null });
});

test('old firmware reports flat: EPI is forward kWh, P is W, SwitchSta 0 is open', () => {
  expect(decode(OLD_FIRMWARE).readings).toEqual([
    {
      serial: '24042809890002',
      at: instantMs(1_750_000_000_000),
      registers: { import: 12_345_670_000, export: null, reactive: null },
      power: 1_175,
      relay: 'open',
      historical: false,
    },
  ]);
});

test('a log-in is accepted, with the message id mirrored', () => {
  expect(decode(LOGIN)).toEqual({
    readings: [],
    faults: [],
    replies: [
      {
        topic: 'sys/server/pk01/1234567890123',
        payload: '{"msgid":567,"method":"login","sn":"1234567890123","res":1,"timestamp":1795320000}',
      },
    ],
  });
});

test('a time request is answered as in NTP, with spelling and all digits of an id beyond 2^53', () => {
  expect(decode(TIME_REQUEST).replies).toEqual([
    {
      topic: 'sys/server/pk01/1234567890123',
      payload:
        '{"msgId":628131887239491584,"method":"time","sn":"1234567890123","devicesend":1638869890,"serverreceive":1795320000,' +
        '"serversend":1795320000,"timestamp":1795320000,"timezone":"8","timezoneMin":"00"}',
    },
  ]);
});

test('time.ms is answered in milliseconds', () => {
  const [reply] = onSys('{"devicesend":1638869890123,"method":"time.ms","MsgID":"a-1"}').replies;
  expect(JSON.parse(reply?.payload ?? '')).toEqual({
    MsgID: 'a-1',
    method: 'time.ms',
    sn: 'M1',
    devicesend: 1_638_869_890_123,
    serverreceive: 1_795_320_000_000,
    serversend: 1_795_320_000_000,
    timestamp: 1_795_320_000_000,
    timezoneMin: '00',
  });
});

test.each([
  ['"msgid":"7"', '"msgid":"7"'],
  ['"MsgID":9007199254740993', '"MsgID":9007199254740993'],
  ['"msgid":-123456789012345678901234567890', '"msgid":-123456789012345678901234567890'],
  ['"msgid":""', '"msgid":""'],
  ['"rssi":1', undefined],
])('%s comes back as it came', (sent, mirrored) => {
  const [reply] = onSys(`{${sent},"method":"topology","payload":[]}`).replies;
  const id = mirrored === undefined ? '' : `${mirrored},`;
  expect(reply?.payload).toBe(`{${id}"method":"topology","sn":"M1","res":1,"timestamp":1795320000}`);
});

test.each(['"msgid":null', '"msgid":{}', '"msgid":[1]', '"msgid":1e999', `"msgid":"${'x'.repeat(129)}"`])(
  'a message id that cannot be mirrored (%s) is refused',
  (sent) => {
    expect(onSys(`{${sent},"method":"login"}`)).toMatchObject({ replies: [], faults: [{ code: 'MALFORMED', serial: 'M1' }] });
  },
);

test('a device that wants compression or encryption is answered, and told as a fault', () => {
  const { replies, faults } = onSys('{"msgid":1,"method":"login","payload":{"compress":"1","compressAlgo":"LZO","encrypt":"0"}}');
  expect(replies).toHaveLength(1);
  expect(faults.map((fault) => fault.code)).toEqual(['MALFORMED']);
});

test('answers to requests of ours need nothing', () => {
  for (const method of ['restart', 'ota', 'info', 'call_data']) {
    expect(onSys(`{"msgid":1,"method":"${method}","res":1}`)).toEqual({ readings: [], faults: [], replies: [] });
  }
  expect(onData('{"method":"get","msgid":1}')).toEqual({ readings: [], faults: [], replies: [] });
});

test('a device speaks for itself only', () => {
  expect(onData('{"method":"report","sn":"M2","timestamp":1,"reported":{"EPI":1}}').faults[0]?.code).toBe('MALFORMED');
  expect(onSys('{"method":"login","sn":"M2","msgid":1}')).toMatchObject({ replies: [], faults: [{ code: 'MALFORMED' }] });
});

test('good meters of a report are kept beside the faults of the bad ones', () => {
  const { readings, faults } = onData(`{"method":"report","timestamp":1750000000,"reported":{"meters":[
    {"addr":"1","EPI":10},{"addr":"2","EPI":-1},{"addr":"","EPI":1},{"EPI":1},3,{"addr":5,"EPI":"20.5","P":"x","SwitchSta":"1"}]}}`);
  expect(readings.map(({ serial, power, relay }) => ({ serial, power, relay }))).toEqual([
    { serial: 'M1/1', power: null, relay: null },
    { serial: 'M1/5', power: null, relay: 'closed' },
  ]);
  expect(faults.map(({ code, serial }) => `${code} ${serial}`)).toEqual(['BAD_VALUE M1/2', 'MALFORMED M1', 'MALFORMED M1', 'MALFORMED M1']);
});

test.each([
  ['{"method":"report","reported":{"EPI":1}}', 'BAD_TIME'],
  ['{"method":"report","timestamp":-1,"reported":{"EPI":1}}', 'BAD_TIME'],
  ['{"method":"report","timestamp":1750000000000,"reported":{"EPI":1}}', 'BAD_TIME'],
  ['{"method":"report","timestamp":"soon","reported":{"EPI":1}}', 'BAD_TIME'],
  ['{"method":"report","timestamp":1750000000,"reported":{"EPI":"full"}}', 'BAD_VALUE'],
  ['{"method":"report","timestamp":1750000000}', 'MALFORMED'],
  ['{"method":"report","timestamp":1750000000,"reported":[]}', 'MALFORMED'],
  ['{"method":"report","timestamp":1750000000,"reported":{"meters":{}}}', 'MALFORMED'],
  ['{"method":"shout","timestamp":1750000000,"reported":{"EPI":1}}', 'MALFORMED'],
  ['{"__proto__":{"method":"report"},"timestamp":1750000000}', 'MALFORMED'],
])('%s is one fault', (payload, code) => {
  expect(onData(payload)).toMatchObject({ readings: [], faults: [{ code, serial: 'M1' }] });
});
