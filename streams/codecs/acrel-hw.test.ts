import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { DATA, LOGIN } from './acrel-hw.fixture.ts';
import { acrelHw } from './acrel-hw.ts';
import { bytesOf, CONTEXT, type Sample } from './sample.fixture.ts';

const decode = (sample: Sample) => acrelHw.decode(sample.topic, bytesOf(sample), CONTEXT);
const on = (command: string, payload: string, gateway = 'G1') => decode({ topic: `/gw/acrelHW/null/${command}/${gateway}`, payload });

test("a meter's report is at its own side: registers and power before CT x PT, its clock that of the park", () => {
  expect(decode(DATA)).toEqual({
    readings: [
      {
        serial: '12109132830004',
        at: instantMs(Date.UTC(2021, 10, 24, 2, 18)),
        registers: { import: 8_980_000, export: 600_000, reactive: 5_210_000 },
        power: 60,
        relay: null,
        historical: false,
      },
    ],
    faults: [],
    replies: [],
  });
});

test('hstdata is the same report, sent later', () => {
  const late = decode({ ...DATA, topic: DATA.topic.replace('/data/', '/hstdata/') });
  expect(late.readings.map((reading) => reading.historical)).toEqual([true]);
});

test('a meter that did not answer gives no reading and no fault', () => {
  const payload = DATA.payload.replace('"normal"', '"missing"');
  expect(decode({ ...DATA, payload })).toEqual({ readings: [], faults: [], replies: [] });
});

test('a log-in is accepted', () => {
  expect(decode(LOGIN)).toEqual({
    readings: [],
    faults: [],
    replies: [{ topic: '/server/acrelHW/null/login/12209263660002', payload: '{"type":"login","res":1}' }],
  });
});

test("a time request is answered with the park's clock", () => {
  expect(on('time', '{"type":"time","gwSN":"G1"}').replies).toEqual([
    { topic: '/server/acrelHW/null/time/G1', payload: '{"type":"time","res":1,"time":"20261122120000"}' },
  ]);
});

test('a gateway of no park has no clock: its meters and its time requests are unknown', () => {
  const report = '{"gwSN":"lost-1","meterSN":"lost-2","time":"20211124101800","wh":1}';
  expect(on('data', report, 'lost-1').faults).toMatchObject([{ code: 'UNKNOWN_DEVICE', serial: 'lost-2' }]);
  expect(on('time', '{"type":"time"}', 'lost-1')).toMatchObject({ replies: [], faults: [{ code: 'UNKNOWN_DEVICE', serial: 'lost-1' }] });
});

test('the meter names the zone where the gateway is not known', () => {
  expect(on('data', '{"meterSN":"M1","time":"20211124101800","wh":1}', 'lost-1').readings).toHaveLength(1);
});

test('a report of voltages alone is neither reading nor fault', () => {
  expect(on('data', '{"meterSN":"M1","time":"20211124101800","ua":221}')).toEqual({ readings: [], faults: [], replies: [] });
});

test.each([
  ['{"meterSN":"M1","time":"20211124101860","wh":1}', 'BAD_TIME'],
  ['{"meterSN":"M1","time":"20211131101800","wh":1}', 'BAD_TIME'],
  ['{"meterSN":"M1","time":20211124101800,"wh":1}', 'BAD_TIME'],
  ['{"meterSN":"M1","wh":1}', 'BAD_TIME'],
  ['{"meterSN":"M1","time":"20211124101800","wh":-8.98}', 'BAD_VALUE'],
  ['{"meterSN":"M1","time":"20211124101800","wh":"a lot"}', 'BAD_VALUE'],
  ['{"time":"20211124101800","wh":1}', 'MALFORMED'],
  ['{"gwSN":"G2","meterSN":"M1","time":"20211124101800","wh":1}', 'MALFORMED'],
  ['[]', 'MALFORMED'],
  ['', 'MALFORMED'],
])('%s is one fault', (payload, code) => {
  const { readings, faults } = on('data', payload);
  expect([readings, faults.map((fault) => fault.code)]).toEqual([[], [code]]);
});

test('heartbeats and parameters need nothing', () => {
  for (const command of ['heart', 'para', 'event']) expect(on(command, '{"gwSN":"G1"}')).toEqual({ readings: [], faults: [], replies: [] });
});
