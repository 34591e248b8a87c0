import { smallPark } from '#db/park/small-park.fixture.ts';
import { writeDecision } from '#db/store/decide.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import { type Bench, createBench, message, reading } from '#streams/runner/testing/bench.ts';

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
const STEP_MS = 7 * 60_000;

const name = { zh: '样', en: 'sample' };
const STEPS: ParkFile['tariffs'][number]['steps'] = [
  {
    code: 'tier',
    name,
    window: 'year',
    of: 'limits',
    versions: [{ from: '2026-01-01', limits: ['30', '90'], surcharges: ['0', '0.05', '0.3'] }],
  },
];
/** The master's own: each hour of the day 0.01 yuan dearer than the one before, beside the parts by period. */
const market = (tou: ParkFile['tariffs'][number]): ParkFile['tariffs'][number] => {
  const prices = Array.from({ length: 24 }, (_, hour) => `0.${String(10 + hour)}`);
  const vectors = [{ code: 'market', name, days: [{ from: '2026-01-01', prices }] }];
  return { ...tou, code: 'market', versions: tou.versions.map((version) => ({ ...version, vectors })) };
};

/** The fixture park with a second price from 21 October, tiers, a master at prices by the clock, and another CT from the 22nd at 09:07:30. */
const parkWithChanges = (): ParkFile => {
  const small = smallPark();
  const tou = small.tariffs.find(({ code }) => code === 'tou');
  if (!tou) throw new Error('the fixture has no tou');
  const file = {
    ...small,
    tariffs: [...small.tariffs.map((tariff) => (tariff === tou ? { ...tou, steps: STEPS } : tariff)), market(tou)],
    points: small.points.map((point) =>
      point.code === 'G' ? { ...point, assignments: point.assignments.map((one) => ({ ...one, tariff: 'market' })) } : point,
    ),
  };
  return {
    ...file,
    tariffs: file.tariffs.map((tariff) => {
      const [first] = tariff.versions;
      if (!first || tariff.code !== 'tou') return tariff;
      const components = first.components.map((component) => ({ ...component, prices: { ...component.prices, flat: '0.51234567' } }));
      return { ...tariff, versions: [...tariff.versions, { ...first, validFrom: '2026-10-21', source: 'document 2', components }] };
    }),
    installations: file.installations.flatMap((installation) => {
      if (installation.device !== 'E-3') return [installation];
      const change = '2026-10-22T09:07:30+08:00';
      return [
        { ...installation, to: change, end: { importKWh: '25' } },
        { ...installation, from: change, ratio: '40', start: { importKWh: '25' } },
      ];
    }),
  };
};

const kWh = (milli: number): string => `${Math.floor(milli / 1e6)}.${String(milli % 1e6).padStart(6, '0')}`;

/** From a register on, at a rate of W at the meter, every seven minutes. */
const run = (serial: string, from: string, to: string, { start, watts }: { start: number; watts: number }) => {
  const readings: { at: string; milli: number }[] = [];
  let milli = start * 1e6;
  for (let time = at(from); time < at(to); time += STEP_MS) {
    readings.push({ at: Temporal.Instant.fromEpochMilliseconds(time).toString(), milli });
    milli += Math.floor((watts * 1_000 * (STEP_MS / 1_000)) / 3_600) + (time % 13);
  }
  return readings.map((sample) => ({ serial, ...sample }));
};

/**
 * A park that has seen everything: a changed meter, a changed CT, a changed price, a reset, an outlier, late data over a gap, two values for one instant
 * (one pair decided by a person, one not), and messages that hold two tenants' meters.
 */
export const createScenario = async (): Promise<Bench> => {
  const bench = await createBench();
  await bench.importPark(parkWithChanges());
  const { writer, late } = await bench.start();
  const e2 = run('E-2', '2026-10-18T22:00:00+08:00', '2026-10-20T10:00:00+08:00', { start: 40, watts: 400 });
  const e3 = [
    ...run('E-3', '2026-10-20T10:03:00+08:00', '2026-10-22T09:05:00+08:00', { start: 0.25, watts: 500 }),
    ...run('E-3', '2026-10-22T09:10:00+08:00', '2026-10-23T00:10:00+08:00', { start: 25.02, watts: 900 }),
    // A reset to zero, and on from there into November, when the point is another account's.
    ...run('E-3', '2026-10-31T18:00:00+08:00', '2026-11-01T04:00:00+08:00', { start: 0, watts: 700 }),
  ];
  const lost = (sample: { at: string }): boolean =>
    at(sample.at) > at('2026-10-21T10:00:00+08:00') && at(sample.at) < at('2026-10-21T15:00:00+08:00');
  const send = async (samples: readonly { serial: string; at: string; milli: number }[]): Promise<void> => {
    for (const sample of samples) await writer.write([reading(sample.serial, sample.at, { importKWh: kWh(sample.milli) })]);
  };
  await send(e2);
  await send(e3.filter((sample) => !lost(sample)));
  await bench.settle(late);
  await send(e3.filter(lost).toReversed());
  // An instant the meter told twice, differently: once nobody has decided, once somebody has. And a zero between good readings.
  await send([
    { serial: 'E-2', at: '2026-10-19T03:02:00+08:00', milli: 43_000_000 },
    { serial: 'E-2', at: '2026-10-19T03:02:00+08:00', milli: 42_500_000 },
    { serial: 'E-3', at: '2026-10-20T12:01:00+08:00', milli: 1_235_000 },
    { serial: 'E-3', at: '2026-10-20T12:01:00+08:00', milli: 1_238_000 },
    { serial: 'E-3', at: '2026-10-20T20:00:30+08:00', milli: 0 },
  ]);
  const both = (time: string, e: string, w: string) =>
    message(
      JSON.stringify({
        seq: 2,
        sentAt: time,
        readings: [
          { sn: 'E-1', at: time, importKWh: e },
          { sn: 'W-1', at: time, volumeM3: w },
        ],
      }),
    );
  for (let hour = 0; hour < 12; hour++) {
    const time = `2026-10-25T${String(hour).padStart(2, '0')}:04:20+08:00`;
    await writer.write([both(time, `${121 + hour * 0.2}`, `${4 + hour * 0.35}`)]);
  }
  await bench.settle(late);
  const [device] = await bench.rows(`select id from device where serial = 'E-3'`);
  await writeDecision(bench.db.pool, {
    deviceId: Number(device?.id),
    register: 0,
    at: at('2026-10-20T12:01:00+08:00'),
    choice: { type: 'value', value: 1_238_000 },
    actor: 'clerk',
    decidedAt: bench.now,
  });
  await bench.settle(late);
  return bench;
};
