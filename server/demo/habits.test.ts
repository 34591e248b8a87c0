import { describe, expect, test } from 'vitest';
import { ALARM_DAYS, HISTORY_DAYS } from '#db/seeds/account-terms.ts';
import { demoParks } from '#db/seeds/demo-parks.ts';
import { SCENES } from '#db/seeds/scenes.ts';
import { instantMs } from '#domain/time/instant.ts';
import { type Fen, fen, fenFromYuan } from '#domain/units/money.ts';
import { habitOf, topUpOf } from './habits.ts';

const OPEN = { counterOpen: true };
const CLOSED = { counterOpen: false };
const yuan = (text: string): Fen => fenFromYuan(text) ?? expect.fail(text);

const parks = demoParks(instantMs(Date.UTC(2026, 10, 22, 2)));
const tenants = parks.flatMap(({ accounts }) =>
  accounts.flatMap(({ code, alarm1, openingBalance }) =>
    alarm1 === undefined || openingBalance === undefined ? [] : [{ account: code, alarm1: yuan(alarm1), opening: yuan(openingBalance) }],
  ),
);
const STAGED = new Map(Object.entries(SCENES.mustAct).map(([code, { daysLeft }]) => [code, daysLeft] as const));

describe('a tenant who pays for a week at six days left', () => {
  const account = tenants.map((tenant) => tenant.account).find((code) => habitOf(code).at === 60n) ?? expect.fail('nobody does');
  /** Warned at 5,000.00, so that a day is 1,000.00. */
  const pays = (available: string, when = OPEN) => topUpOf({ account, available: yuan(available), alarm1: yuan('5000.00') }, when);

  test('pays at what he tolerates and not above it', () => {
    expect(pays('6000.01')).toBeNull();
    expect(pays('6000.00')).toEqual({ amount: yuan('7000.00'), channel: 'slip' });
  });

  test('makes up for what he has overdrawn', () => {
    expect(pays('-20000.00')).toEqual({ amount: yuan('33000.00'), channel: 'slip' });
  });

  test('waits for the counter to open, unless nothing is left', () => {
    expect(pays('0.01', CLOSED)).toBeNull();
    expect(pays('0.00', CLOSED)).toEqual({ amount: yuan('13000.00'), channel: 'slip' });
  });

  test.each<[string, string, string, string, string]>([
    ['28.00 of a room in tens', '20.00', '24.00', '20.00', 'cash'],
    ['364.00 of an office in tens', '260.00', '312.00', '360.00', 'cash'],
    ['1,680.00 of a workshop in hundreds', '1200.00', '1440.00', '1600.00', 'pos'],
    ['12,740.00 of a plant in five hundreds', '9100.00', '10920.00', '12500.00', 'slip'],
  ])('pays round sums, %s', (_, alarm1, available, amount, channel) => {
    expect(topUpOf({ account, available: yuan(available), alarm1: yuan(alarm1) }, OPEN)).toEqual({ amount: yuan(amount), channel });
  });
});

test.each([...STAGED])('%s is staged and stays within half a day of %d days left', (account, days) => {
  const at = (left: number) => topUpOf({ account, available: fen(BigInt(Math.round(left * 100_000))), alarm1: yuan('5000.00') }, OPEN);
  expect(at(days - 0.49)).toBeNull();
  const paid = at(days - 0.5)?.amount ?? 0n;
  expect(Number(paid) / 100_000).toBeCloseTo(1, 5);
});

/** Hours of sixty days from a midnight on, all tenants in step; each by its own pace, of what the figure of its trade says. */
const live = (): {
  readonly day: number;
  readonly worst: ReadonlyMap<string, number>;
  readonly best: ReadonlyMap<string, number>;
  readonly warned: number;
  readonly topUps: number;
}[] => {
  const paces = [75n, 90n, 100n, 115n, 133n];
  const pace = (i: number): bigint => paces[i % paces.length] ?? 100n;
  const left = tenants.map(({ alarm1, opening }, i) => opening - (alarm1 * pace(i) * BigInt(HISTORY_DAYS)) / 500n);
  const daysOf = (i: number): number => (Number(left[i] ?? 0n) * ALARM_DAYS.first) / Number(tenants[i]?.alarm1 ?? 1n);
  return Array.from({ length: 60 }, (_, day) => {
    let topUps = 0;
    const worst = new Map<string, number>();
    const best = new Map<string, number>();
    for (let hour = 0; hour < 24; hour++) {
      for (const [i, { account, alarm1 }] of tenants.entries()) {
        const paid = topUpOf({ account, available: fen(left[i] ?? 0n), alarm1 }, { counterOpen: hour >= 8 && hour < 18 });
        if (paid) topUps += 1;
        left[i] = (left[i] ?? 0n) + (paid?.amount ?? 0n);
        worst.set(account, Math.min(worst.get(account) ?? Number.MAX_VALUE, daysOf(i)));
        best.set(account, Math.max(best.get(account) ?? -Number.MAX_VALUE, daysOf(i)));
        left[i] -= (alarm1 * pace(i)) / (500n * 24n);
      }
    }
    const warned = tenants.filter(({ account }, i) => !STAGED.has(account) && daysOf(i) <= ALARM_DAYS.first).length;
    return { day, worst, best, warned, topUps };
  });
};

describe('sixty days after the history, whether a trade uses three quarters of its figure or four thirds', () => {
  const days = live();

  test('nobody who is not staged has used up what he had', () => {
    const out = days.flatMap(({ day, worst }) =>
      [...worst].filter(([code, left]) => !STAGED.has(code) && left <= 0).map(([code]) => `${code} on day ${day}`),
    );
    expect(out).toEqual([]);
  });

  test('now and then some of them are warned, and never more than one in eight', () => {
    const warned = days.map((day) => day.warned);
    expect(warned.filter((count) => count > 0).length).toBeGreaterThan(days.length / 2);
    expect(Math.max(...warned)).toBeLessThan(tenants.length / 8);
  });

  test.each([...STAGED])('%s stays near %d days left, nights included', (code, scene) => {
    expect(Math.min(...days.map(({ worst }) => worst.get(code) ?? Number.NaN)) - scene).toBeGreaterThan(-1.4);
    // Who used little has something left of his opening in the first two weeks.
    expect(Math.max(...days.slice(14).map(({ best }) => best.get(code) ?? Number.NaN)) - scene).toBeLessThan(0.51);
  });

  test('the counter has something to do each day, and no crowd', () => {
    const topUps = days.slice(1).map((day) => day.topUps);
    expect(Math.min(...topUps)).toBeGreaterThan(0);
    expect(Math.max(...topUps)).toBeLessThan(40);
  });
});
