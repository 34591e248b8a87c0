import type { AccountBoard, AlarmLine, DemandBoard, ParkBoard, ParkDocument, PointBoard } from '#domain/board/board.ts';
import type { Words } from '#domain/park/model.ts';
import { HOUR_MS, type InstantMs, instantMs, MINUTE_MS, SLOT_MS, slotStartOf } from '#domain/time/instant.ts';
import { dayRange, parkDayOf } from '#domain/time/park-day.ts';
import { hourOf, nextChange, PRICES, parkW, periodAt, ZONE } from './sample-day.ts';
import { samplePoints } from './sample-points.ts';
import { sampleAccounts, yuan } from './sample-tenants.ts';

export interface SampleOptions {
  readonly code: string;
  readonly name: Words;
  readonly share: number;
  /** How far data lags behind. */
  readonly lagMs: number;
  readonly alarms: boolean;
}

/** A park at an instant, made from nothing but its options and the time. */
export const sampleDocument = (options: SampleOptions, now: InstantMs): ParkDocument => {
  const points = samplePoints(options, now);
  const accounts = sampleAccounts(points, now, options);
  return { park: samplePark({ options, now, points, accounts }), accounts, points };
};

interface ParkOf {
  readonly options: SampleOptions;
  readonly now: InstantMs;
  readonly points: Record<string, PointBoard>;
  readonly accounts: Record<string, AccountBoard>;
}

const samplePark = ({ options, now, points, accounts }: ParkOf): ParkBoard => {
  const hour = hourOf(now);
  const day = parkDayOf(now, ZONE);
  const powerW = points.GRID?.power ?? 0;
  const energy = (seed: number) =>
    Math.round(
      Array.from({ length: Math.floor(hour * 4) }, (_, i) => parkW(i / 4 + 0.125, seed) / 4).reduce(
        (a, b) => a + b,
        parkW(hour, seed) * (hour % 0.25),
      ) * options.share,
    );
  const todayWh = energy(0);
  const next = nextChange(hour);
  const received = Math.round(hour * 31_420 * options.share);
  return {
    code: options.code,
    name: options.name,
    zone: ZONE,
    day,
    at: now,
    dataAt: instantMs(now - options.lagMs - 1_000),
    powerW,
    pvW: -(points.PV?.power ?? 0),
    waterLh: 21_600 * options.share,
    todayWh,
    monthWh: Math.round(815_620_000 * options.share) + todayWh,
    todayL: Math.round(386_400 * options.share * (hour / 14.6)),
    yesterdayToNowWh: energy(1),
    todayYuan: yuan(BigInt(Math.round(todayWh / 1_000)) * 40n + BigInt(Math.floor(now / 1_000) % 100)),
    monthYuan: yuan(BigInt(Math.round((815_620_000 * options.share + todayWh) / 1_000)) * 41n),
    todayKgCo2: (todayWh / 1_000) * 0.6191,
    price: {
      period: periodAt(hour),
      yuan: PRICES[periodAt(hour)],
      nextPeriod: next.period,
      nextAt: instantMs(dayRange(day, ZONE).from + next.hour * HOUR_MS),
    },
    demand: [sampleDemand(powerW, now, options)],
    tenantDemand: sampleTenantDemand(points, now),
    online: Object.keys(points).length - 7,
    meters: Object.keys(points).length,
    counts: { received, stored: received - 1_204 - 17, duplicate: 1_204, quarantined: 17 },
    refolding: options.alarms ? 3 : 0,
    low: Object.values(accounts)
      .filter((account) => account.level !== 'ok')
      .map(({ code, name, available, daysLeft, level, cut }) => ({ code, name, available, daysLeft, level, cut })),
    // By the minute: an open alarm that changed with each frame would be asked for with each.
    alarms: options.alarms ? alarmsOf(instantMs(Math.floor(now / MINUTE_MS) * MINUTE_MS)) : [],
  };
};

const sampleDemand = (powerW: number, now: InstantMs, { share }: SampleOptions): DemandBoard => {
  const windowStart = slotStartOf(now);
  const elapsedH = (now - windowStart) / HOUR_MS;
  const soFarWh = Math.round(powerW * 0.985 * elapsedH);
  const forecastW = Math.round((soFarWh + powerW * ((SLOT_MS - (now - windowStart)) / HOUR_MS)) / 0.25);
  return {
    point: 'GRID',
    windowStart,
    soFarWh,
    forecastW,
    slidingW: powerW,
    contractW: 3_200_000 * share,
    monthMaxW: 3_148_000 * share,
    monthMaxAt: instantMs(now - 6 * 24 * HOUR_MS),
    newPeakYuan: forecastW > 3_360_000 * share ? yuan(BigInt(Math.round((forecastW - 3_360_000 * share) / 1_000)) * 8_400n) : '0.00',
  };
};

/** The twelve largest tenants: a few near what they agreed, one over it. */
const sampleTenantDemand = (points: Record<string, PointBoard>, now: InstantMs): DemandBoard[] =>
  Object.values(points)
    .filter(({ role, medium }) => role === 'tenant' && medium === 'electricity')
    .sort((a, b) => (b.power ?? 0) - (a.power ?? 0))
    .slice(0, 12)
    .map(({ code, power }, i) => {
      const windowStart = slotStartOf(now);
      const watts = power ?? 0;
      return {
        point: code,
        windowStart,
        soFarWh: Math.round((watts * (now - windowStart)) / HOUR_MS),
        forecastW: watts,
        slidingW: watts,
        contractW: Math.round(watts * (0.95 + 0.11 * i)),
        monthMaxW: Math.round(watts * 1.12),
        monthMaxAt: instantMs(now - (i + 2) * 24 * HOUR_MS),
        newPeakYuan: null,
      };
    });

const alarmsOf = (now: InstantMs): AlarmLine[] => [
  {
    id: '1',
    kind: 'DEMAND_OVER_CONTRACT',
    severity: 'critical',
    subject: 'GRID',
    openedAt: instantMs(now - 2 * MINUTE_MS),
    escalatedAt: null,
    data: { forecastW: 3_413_000, contractW: 3_200_000 },
  },
  {
    id: '2',
    kind: 'BALANCE_EXHAUSTED',
    severity: 'critical',
    subject: 'A-001',
    openedAt: instantMs(now - 37 * MINUTE_MS),
    escalatedAt: instantMs(now - 7 * MINUTE_MS),
    data: { available: '-20.40' },
  },
  {
    id: '3',
    kind: 'METER_JUMP',
    severity: 'warning',
    subject: 'B2-101',
    openedAt: instantMs(now - 3 * HOUR_MS),
    escalatedAt: null,
    data: {},
  },
  {
    id: '4',
    kind: 'BALANCE_ALARM1',
    severity: 'info',
    subject: 'A-004',
    openedAt: instantMs(now - 26 * HOUR_MS),
    escalatedAt: null,
    data: { available: '2318.00' },
  },
];
