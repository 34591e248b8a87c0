import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR_MS, type InstantMs, instantMs, slotStartOf } from '../time/instant.ts';
import { parkDay, parkDayOf } from '../time/park-day.ts';
import { chargeOf, price } from '../units/money.ts';
import { quantity } from '../units/quantity.ts';
import { calendarFromHolidayCn } from './calendar.ts';
import { linesOf, priceOf } from './charge-lines.ts';
import { dayPlan } from './day-plan.ts';
import type { DatedVector, VectorComponent } from './price-vector.ts';
import { createRatePlan, nextChange, versionOn } from './rate-plan.ts';
import { PERIODS } from './tariff.ts';
import { component, hubei, periodName, rule, SHANGHAI_RULES, shandong, tariff, version, yuan } from './testing/tariffs.ts';

const ZONE = 'Asia/Shanghai';
const NONE = calendarFromHolidayCn();
const instant = (iso: string): InstantMs => instantMs(Temporal.Instant.from(iso).epochMilliseconds);

describe('the rate of a slot', () => {
  const plan = createRatePlan(shandong(), ZONE, NONE);

  test('is that of the version in force: prices change at park-local midnight', () => {
    expect(plan.rateAt(instant('2026-07-31T23:59:59.999+08:00'))).toEqual({ versionId: 7, period: 2, price: yuan('0.61896875') });
    expect(plan.rateAt(instant('2026-08-01T00:00:00+08:00'))).toEqual({ versionId: 8, period: 2, price: yuan('0.57266875') });
  });

  test('is none before the first version', () => {
    expect(plan.rateAt(instant('2026-06-30T23:45:00+08:00'))).toBeNull();
    expect(createRatePlan(tariff([]), ZONE, NONE).rateAt(instant('2026-06-30T23:45:00+08:00'))).toBeNull();
  });

  test('covers [start, end): a period begins with its first instant', () => {
    expect(plan.rateAt(instant('2026-08-20T16:59:59.999+08:00'))?.price).toBe(yuan('0.88436875'));
    expect(plan.rateAt(instant('2026-08-20T17:00:00+08:00'))?.price).toBe(yuan('1.01796875'));
  });

  test('has as price the sum of the components', () => {
    const rate = createRatePlan(tariff([hubei()]), ZONE, NONE).rateAt(instant('2026-01-15T18:00:00+08:00'));
    expect(rate).toEqual({ versionId: 1, period: 4, price: yuan('1.012099') });
  });
});

describe('rates from memory', () => {
  const zones = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
  const rules = [rule('valley', '22:00-08:00'), rule('peak', '17:00-22:00', { months: [11] }), rule('criticalPeak', '01:15-02:45')];
  const made = tariff([
    version({ id: 1, validFrom: parkDay('2026-03-08'), rules: [] }),
    version({ id: 2, validFrom: parkDay('2026-10-04'), rules }),
    version({ id: 3, validFrom: parkDay('2026-11-01'), rules: SHANGHAI_RULES }),
  ]);

  test.each(zones)('are those of the day plan, in whatever order they are asked: %s', (zone) => {
    const instants = fc.integer({ min: Date.UTC(2026, 2, 1), max: Date.UTC(2026, 11, 31) }).map(instantMs);
    fc.assert(
      fc.property(fc.array(instants, { maxLength: 50 }), (ats) => {
        const plan = createRatePlan(made, zone, NONE);
        for (const at of [...ats, ...ats.map((at) => instantMs(at + HOUR_MS)), ...ats]) {
          const day = parkDayOf(at, zone);
          const inForce = versionOn(made, day);
          const rate = plan.rateAt(at);
          expect(rate?.versionId).toBe(inForce?.id);
          if (!inForce || !rate) continue;
          const { from, periods } = dayPlan(inForce, day, zone, NONE);
          expect(rate.period).toBe(periods[(slotStartOf(at) - from) / 900_000]);
          expect(rate.price).toBe(priceOf(inForce, PERIODS[rate.period] ?? 'flat'));
        }
      }),
    );
  });

  test('survive being forgotten: three years of days, twice', () => {
    const plan = createRatePlan(made, ZONE, NONE);
    const fresh = () => createRatePlan(made, ZONE, NONE);
    for (let at = instant('2026-01-01T00:00:00Z'); at < instant('2029-01-01T00:00:00Z'); at = instantMs(at + 31 * HOUR_MS)) {
      expect(plan.rateAt(at)).toEqual(fresh().rateAt(at));
    }
  });
});

describe('prices by the clock', () => {
  const hourly = (...prices: readonly number[]) =>
    Array.from({ length: 24 }, (_, hour) => price(BigInt(prices[hour % prices.length] ?? 0)));
  const market = (vectors: VectorComponent['vectors']): VectorComponent => ({ code: 'market', name: { zh: '', en: '' }, vectors });
  const dated = (over: Partial<DatedVector>): DatedVector => ({ from: parkDay('2026-01-01'), prices: hourly(1, 2, 3), ...over });

  test('come on top of the components of the period, slot by slot', () => {
    const made = tariff([version({ validFrom: parkDay('2026-01-01'), vectors: [market([dated({})])] })]);
    const plan = createRatePlan(made, ZONE, NONE);
    const base = priceOf(made.versions[0] ?? version(), 'flat');
    expect(['00:59:59.999', '01:00', '02:45', '03:00'].map((time) => plan.rateAt(instant(`2026-05-06T${time}+08:00`))?.price)).toEqual(
      [1n, 2n, 3n, 1n].map((clock) => base + clock),
    );
    expect(plan.rateAt(instant('2026-05-06T12:00+08:00'))).toBe(plan.rateAt(instant('2026-05-06T12:14+08:00')));
  });

  test('that leave out a day price nothing of it', () => {
    const days = [dated({ to: parkDay('2026-05-06') }), dated({ from: parkDay('2026-05-07') })];
    const plan = createRatePlan(tariff([version({ validFrom: parkDay('2026-01-01'), vectors: [market(days)] })]), ZONE, NONE);
    expect(plan.rateAt(instant('2026-05-06T12:00+08:00'))).toBeNull();
    expect(plan.rateAt(instant('2026-05-05T23:59+08:00'))).not.toBeNull();
  });

  test.each(['Asia/Shanghai', 'Europe/Berlin', 'Australia/Lord_Howe'])('follow what the clock shows on every day of a year: %s', (zone) => {
    const quarters = Array.from({ length: 96 }, (_, quarter) => price(BigInt(quarter)));
    const made = tariff([
      version({ validFrom: parkDay('2026-01-01'), components: [], rules: [], vectors: [market([dated({ prices: quarters })])] }),
    ]);
    const plan = createRatePlan(made, zone, NONE);
    for (let at = instant('2026-01-02T00:00:00Z'); at < instant('2026-12-30T00:00:00Z'); at = instantMs(at + 900_000)) {
      const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
      if (plan.rateAt(at)?.price !== BigInt(hour * 4 + Math.floor(minute / 15)))
        expect(`${at} ${hour}:${minute}`).toBe(plan.rateAt(at)?.price);
    }
  });
});

describe('the next change', () => {
  const plan = createRatePlan(shandong(), ZONE, NONE);

  test('is the first slot of another period', () => {
    expect(nextChange(plan, instant('2026-08-20T16:07:00+08:00'))).toEqual({
      period: 'peak',
      price: yuan('0.88436875'),
      nextPeriod: 'criticalPeak',
      nextAt: instant('2026-08-20T17:00:00+08:00'),
    });
  });

  test('may lie on the next day; midnight and a new version are no change of period', () => {
    expect(nextChange(plan, instant('2026-07-31T23:30:00+08:00'))).toMatchObject({
      period: 'flat',
      nextPeriod: 'valley',
      nextAt: instant('2026-08-01T01:00:00+08:00'),
    });
  });

  test('reaches over a week off to the next working day', () => {
    const weekdays = tariff([version({ rules: [rule('peak', '08:00-20:00', { dayKind: 'workday' })] })]);
    const calendar = calendarFromHolidayCn({
      days: [1, 2, 5, 6, 7].map((day) => ({ name: '国庆节', date: `2026-10-0${day}`, isOffDay: true })),
    });
    expect(nextChange(createRatePlan(weekdays, ZONE, calendar), instant('2026-09-30T20:00:00+08:00'))).toMatchObject({
      nextPeriod: 'peak',
      nextAt: instant('2026-10-08T08:00:00+08:00'),
    });
  });

  test('never comes with a flat tariff, nor before the first version', () => {
    const flat = createRatePlan(tariff([version()]), ZONE, NONE);
    expect(nextChange(flat, instant('2026-08-20T16:07:00+08:00'))).toBeNull();
    expect(nextChange(flat, instant('2025-12-31T15:00:00+08:00'))).toBeNull();
  });
});

describe('the lines of a charge', () => {
  test('name each component with its own price', () => {
    const lines = linesOf(hubei(), 'valley', quantity(1_000_000));
    expect(lines.map(({ component, price }) => [component, price])).toEqual([
      ['purchase', yuan('0.1730115')],
      ['lineLoss', yuan('0.00613935')],
      ['td', yuan('0.0884')],
      ['sysOp', yuan('0.082273')],
      ['fund', yuan('0.0452')],
    ]);
  });

  test('sum to quantity x delivered price, exactly, for any prices', () => {
    const at = fc.bigInt({ min: -(10n ** 10n), max: 10n ** 10n }).map(price);
    const prices = fc.record({ deepValley: at, valley: at, flat: at, peak: at, criticalPeak: at });
    fc.assert(
      fc.property(fc.array(prices, { maxLength: 6 }), fc.constantFrom(...PERIODS), fc.maxSafeInteger(), (all, period, used) => {
        const made = version({ components: all.map((prices, index) => component(`c${index}`, prices)) });
        const sum = linesOf(made, period, quantity(used)).reduce((total, line) => total + line.charge, 0n);
        expect(sum).toBe(chargeOf(quantity(used), priceOf(made, period)));
      }),
    );
  });
});

describe('real tables', () => {
  test.each([
    ['shanghai', SHANGHAI_RULES, '2025-05-18T00:00:00+08:00', 'deepValley'],
    ['shanghai', SHANGHAI_RULES, '2025-05-19T00:00:00+08:00', 'valley'],
    ['shandong', shandong().versions[0]?.rules ?? [], '2026-10-10T12:00:00+08:00', 'deepValley'],
  ])('%s: the period of %3$s', (_province, rules, at, expected) => {
    const plan = createRatePlan(tariff([version({ validFrom: parkDay('2025-01-01'), rules })]), ZONE, NONE);
    expect(periodName(plan.rateAt(instant(at))?.period)).toBe(expected);
  });
});
