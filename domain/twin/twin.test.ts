import { describe, expect, test } from 'vitest';
import { type InstantMs, instantMs, MINUTE_MS } from '../time/instant.ts';
import { yuanFromFen } from '../units/money.ts';
import { registerMilli } from '../units/quantity.ts';
import { balanceAlarms, demandAlarms, noteAlarms } from './alarms.ts';
import { createTwin } from './create-twin.ts';
import { emptyEffects } from './effects.ts';
import { figuresOf } from './figures.ts';
import { foldReading } from './fold-reading.ts';
import { projectAccount, projectPark, projectPoint } from './project.ts';
import { demandOf } from './project-demand.ts';
import { rollDay } from './roll-day.ts';
import { type Twin, touchAccount } from './state.ts';
import { testPark } from './testing/model.ts';

const at = (text: string): InstantMs => instantMs(Temporal.Instant.from(`${text}+08:00`).epochMilliseconds);
const NOON = at('2026-11-22T12:00:00');

const part = (twin: Twin, id: number) => {
  const [point, account, where] = [twin.points.get(id), twin.accounts.get(id), twin.devicesById.get(id)?.current];
  if (!point || !account || !where) throw new Error('the test park has no such point');
  return { point, account, where };
};
const read = (twin: Twin, id: number, when: InstantMs, kWh: number, powerKW: number | null = null, effects = emptyEffects()) => {
  const registers = { import: registerMilli(Math.round(kWh * 1e6)), export: null, reactive: null };
  foldReading(twin, part(twin, id).where, { at: when, registers, power: powerKW === null ? null : powerKW * 1_000, relay: null }, effects);
  return effects;
};
const boards = (twin: Twin, now: InstantMs) => {
  const points = Object.fromEntries([...twin.points.values()].map((point) => [point.point.code, projectPoint(twin, point, now)]));
  const accounts = Object.fromEntries(
    [...twin.accounts.values()].map((account) => [account.account.code, projectAccount(twin, account, now)]),
  );
  return { points, accounts, park: projectPark(twin, { points, accounts, refolding: 0 }, now) };
};

describe('the running demand window', () => {
  test('forecasts its end from the energy so far and the present power (DOMAIN 10: 180 kWh, 1,300 kW, six minutes left: 1,240 kW)', () => {
    const twin = createTwin(testPark(), NOON);
    read(twin, 1, NOON, 1_000);
    read(twin, 1, instantMs(NOON + 9 * MINUTE_MS), 1_180, 1_300);
    const demand = demandOf(twin, part(twin, 1).point, instantMs(NOON + 9 * MINUTE_MS));
    expect(demand).toMatchObject({ windowStart: NOON, soFarWh: 180_000, forecastW: 1_240_000, contractW: 1_200_000 });
  });

  test('prices a new peak by the contract: what exceeds 105 % of it costs twice (1,300 kW: 40 kW x 84 yuan)', () => {
    const twin = createTwin(testPark(), NOON);
    read(twin, 1, NOON, 1_000);
    read(twin, 1, instantMs(NOON + 9 * MINUTE_MS), 1_195, 1_300);
    const demand = demandOf(twin, part(twin, 1).point, instantMs(NOON + 9 * MINUTE_MS));
    expect([demand.forecastW, demand.newPeakYuan]).toEqual([1_300_000, '3360.00']);
  });

  test('is shown of the tenants with the largest contracted power, largest first, at most twelve', () => {
    const model = testPark();
    const tenants = model.points.flatMap((point) =>
      point.role === 'tenant'
        ? Array.from({ length: 14 }, (_, i) => ({ ...point, id: 100 + i, code: `T${i}`, contractW: ((i * 5) % 14) * 1_000 }))
        : [],
    );
    const twin = createTwin({ ...model, points: [...model.points, ...tenants] }, NOON);
    const shown = boards(twin, NOON).park.tenantDemand.map(({ contractW }) => contractW);
    expect(shown).toEqual(Array.from({ length: 12 }, (_, i) => (13 - i) * 1_000));
  });

  test('warns over the contract and over 105 % of it, once each, until the forecast has clearly fallen', () => {
    const twin = createTwin(testPark(), NOON);
    read(twin, 1, NOON, 1_000);
    const kinds = (minute: number, kWh: number, powerKW: number) => {
      const now = instantMs(NOON + minute * MINUTE_MS);
      read(twin, 1, now, kWh, powerKW);
      const changes = demandAlarms(twin, now);
      noteAlarms([twin], changes);
      return changes.map((change) => `${change.type} ${change.kind}`);
    };
    expect(kinds(9, 1_180, 1_300)).toEqual(['open DEMAND_FORECAST']);
    expect(kinds(10, 1_210, 1_300)).toEqual(['open DEMAND_OVER_CONTRACT']);
    expect(kinds(11, 1_225, 1_220)).toEqual(['close DEMAND_OVER_CONTRACT']);
    expect(kinds(12, 1_240, 1_200)).toEqual([]);
    expect(kinds(13, 1_250, 1_000)).toEqual(['close DEMAND_FORECAST']);
  });
});

test('a balance counts the open slot by the period it lies in', () => {
  const night = at('2026-11-22T06:50:00');
  const twin = createTwin(testPark(), night);
  part(twin, 2).account.ledger = 10_000n;
  read(twin, 2, night, 10);
  read(twin, 2, at('2026-11-22T06:55:00'), 14);
  expect(yuanFromFen(figuresOf(twin, part(twin, 2).account, night).available)).toBe('99.00');
  const effects = read(twin, 2, at('2026-11-22T07:05:00'), 22);
  // Four more kWh before seven at 0.25, four after it at 0.50.
  expect(yuanFromFen(figuresOf(twin, part(twin, 2).account, night).available)).toBe('96.00');
  expect([...effects.accruals.values()]).toEqual([
    { accountId: 2, day: '2026-11-22', pointId: 2, versionId: 1, period: 1, quantity: 8_000, charge: 200_000_000_000n, slots: 1 },
  ]);
});

test("a prepaid account's board names where its levels begin; nobody warns the park's own", () => {
  const { accounts } = boards(createTwin(testPark(), NOON), NOON);
  const limits = Object.fromEntries(Object.values(accounts).map((account) => [account.kind, account.limits]));
  expect(limits).toEqual({ prepaid: { alarm1: '50.00', alarm2: '20.00', exhausted: '0.00' }, supply: null });
});

test('levels open one alarm a crossing and close it when the balance has risen above', () => {
  const twin = createTwin(testPark(), NOON);
  const { account } = part(twin, 2);
  const step = (ledger: bigint) => {
    account.ledger = ledger;
    touchAccount(twin, account);
    const changes = balanceAlarms(twin, NOON);
    noteAlarms([twin], changes);
    return changes.map((change) => `${change.type} ${change.kind}`);
  };
  expect(step(5_001n)).toEqual([]);
  expect(step(5_000n)).toEqual(['open BALANCE_ALARM1']);
  expect(step(4_000n)).toEqual([]);
  expect(step(0n)).toEqual(['open BALANCE_ALARM2', 'open BALANCE_EXHAUSTED']);
  expect(step(9_000n)).toEqual(['close BALANCE_ALARM1', 'close BALANCE_ALARM2', 'close BALANCE_EXHAUSTED']);
});

test("at the park's midnight today begins again, the month goes on, and yesterday is what today is compared with", () => {
  const before = at('2026-11-21T23:30:00');
  const twin = createTwin(testPark(), before);
  for (const [minute, kWh] of [
    [0, 100],
    [15, 110],
    [30, 130],
  ] as const)
    read(twin, 1, instantMs(before + minute * MINUTE_MS), kWh);
  expect(boards(twin, before).park).toMatchObject({ day: '2026-11-21', todayWh: 30_000, monthWh: 30_000 });
  const after = at('2026-11-22T00:01:00');
  expect(rollDay(twin, after)).toBe(true);
  read(twin, 1, after, 131);
  expect(boards(twin, after).park).toMatchObject({ day: '2026-11-22', todayWh: 1_000, monthWh: 31_000, yesterdayToNowWh: 0 });
  const evening = at('2026-11-22T23:50:00');
  // The slot from 23:45 to 24:00 of yesterday has run for a third.
  expect(boards(twin, evening).park.yesterdayToNowWh).toBe(10_000 + Math.round(20_000 / 3));
});

test('a gap over two hours is in the balance at once, and left to the refold', () => {
  const twin = createTwin(testPark(), NOON);
  part(twin, 2).account.ledger = 100_000n;
  read(twin, 2, at('2026-11-22T07:00:00'), 10);
  const effects = read(twin, 2, at('2026-11-22T12:05:00'), 132);
  expect(effects.slots).toEqual([]);
  expect(effects.refolds).toEqual([{ deviceId: 2, lo: at('2026-11-22T07:00:00') + 1, hi: at('2026-11-22T12:05:00'), registers: 1 }]);
  expect(yuanFromFen(figuresOf(twin, part(twin, 2).account, NOON).available)).toBe('939.00');
  expect(boards(twin, NOON).accounts.A2?.todayYuan).toBe('1.00');
});
