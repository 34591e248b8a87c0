import { afterAll, beforeAll, expect, test } from 'vitest';
import { framesAt, HEAD_BYTES, placesOf } from '#db/store/raw-holds.ts';
import { type Bench, createBench, message, NOW, reading } from './testing/bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await createBench();
  await bench.importPark();
});
afterAll(() => bench[Symbol.asyncDispose]());

const AT = '2026-11-22T11:59:00+08:00';
const item = (text: string) => `{"seq":1,"sentAt":"${AT}","readings":[${text}]}`;
let sent = 0;

/** Of these serials, those that the first of two messages of a commit may tell of; the second tells of W-1. */
const heldBeside = async (payload: string, serials: readonly string[], topic?: string): Promise<readonly string[]> => {
  const { writer } = await bench.start();
  const good = reading('W-1', new Date(NOW - 2_000_000 + 1_000 * sent++).toISOString(), { volumeM3: '5' });
  await writer.write([message(payload, topic), good]);
  const [row] = await bench.rows('select frames from raw order by id desc limit 1');
  if (!(row?.frames instanceof Uint8Array)) throw new Error('no commit');
  const holds = row.frames.subarray(HEAD_BYTES, framesAt(row.frames));
  const ids = new Map((await bench.rows('select serial, id from device')).map((device) => [device.serial, Number(device.id)]));
  return serials.filter((serial) => {
    const id = ids.get(serial);
    return placesOf(holds, { devices: new Set(id === undefined ? [] : [id]), serials: new Set([serial]) }).includes(0);
  });
};

const ALL = ['E-1', 'E-3', 'W-1', 'NOBODY', 'NEVER'];
test.each<[string, string, readonly string[]]>([
  ['a reading', item(`{"sn":"E-3","at":"${AT}","importKWh":"1"}`), ['E-3']],
  ['one that is refused', item(`{"sn":"E-3","at":"${AT}","importKWh":"1000000"}`), ['E-3']],
  ['one of an unknown meter', item(`{"sn":"NOBODY","at":"${AT}","importKWh":"1"}`), ['NOBODY']],
  ['one before the meter was there', item(`{"sn":"E-3","at":"2005-01-13T17:00:00+08:00","importKWh":"1"}`), ['E-3']],
  ['one whose value is none', item(`{"sn":"E-3","at":"${AT}","importKWh":"NaN"}`), ['E-3']],
  ['what cannot be read', '{"seq":', ALL],
  ['a meter without a name', item(`{"sn":null,"at":"${AT}","importKWh":"1"}`), ALL],
])('a message with %s may tell of', async (_, payload, held) => {
  expect(await heldBeside(payload, ALL)).toEqual(held);
});

test('a message with a topic nobody knows may tell of any', async () => {
  expect(await heldBeside('{}', ALL, 'some/where')).toEqual(ALL);
});
