import type { Pool } from 'pg';
import type { AllocationRules, ShareRule } from '#domain/allocation/rules.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import { instantMs, type ParkDay } from '#domain/time/instant.ts';
import { ensureZoneAggregates } from '../aggregates.ts';
import { smallPark } from '../park/small-park.fixture.ts';
import { writePark } from '../park/write-park.ts';

/** From here on meters are there. */
export const SINCE = instantMs(Date.parse('2026-10-13T00:00:00+08:00'));
export const MONTH_END = instantMs(Date.parse('2026-11-01T00:00:00+08:00'));
/** 2026-11-22T10:00+08:00 */
export const NOW = instantMs(Date.UTC(2026, 10, 22, 2));
export const OCTOBER = '2026-10-01' as ParkDay;
/** Quarters of an hour from SINCE to the month's end. */
export const QUARTERS = 19 * 96;

const name = { zh: '样', en: 'sample' };
const from = '2026-10-13T00:00:00+08:00';

/**
 * The small park with a building: below the master G (1,000 Wh a quarter) the incomer B1 (600) with tenants P1 (T1, 300) and P2 (200; T3 until the 22nd,
 * then nobody for two days, then T2), shared light L (60); and P3 (T2, 380) at the master. Room 102 is empty. Losses: 40 in the building, 20 above.
 */
const sharedPark = (): ParkFile => {
  const file = smallPark();
  const meter = (code: string, role: 'feeder' | 'public' | 'tenant', parent: string, more: Partial<ParkFile['points'][number]> = {}) => ({
    code,
    name,
    medium: 'electricity' as const,
    role,
    parent,
    assignments: [],
    ...more,
  });
  const points = [
    ...file.points.map((point) => (point.code === 'P1' ? { ...point, parent: 'B1-M' } : point)),
    meter('B1-M', 'feeder', 'G', { space: 'B1' }),
    meter('L', 'public', 'B1-M', { space: 'B1' }),
    meter('P2', 'tenant', 'B1-M', {
      space: 'B1-103',
      contractKW: 20,
      assignments: [
        { account: 'T3', tariff: 'tou', from, to: '2026-10-22T00:00:00+08:00' },
        { account: 'T2', tariff: 'tou', from: '2026-10-24T00:00:00+08:00' },
      ],
    }),
    meter('P3', 'tenant', 'G', { assignments: [{ account: 'T2', tariff: 'tou', from }] }),
  ];
  const added = points.filter(({ code }) => ['B1-M', 'L', 'P2', 'P3'].includes(code));
  const room = (code: string, areaM2: number) => ({ code, kind: 'room' as const, parent: 'B1-1', name, areaM2 });
  return {
    ...file,
    spaces: [...file.spaces, room('B1-102', 100), room('B1-103', 200)],
    accounts: [...file.accounts, { code: 'T3', name, kind: 'postpaid', openedOn: '2026-10-13' }],
    points,
    devices: [
      ...file.devices,
      ...added.map(({ code }) => ({
        serial: `X-${code}`,
        model: 'DTSD1352',
        codec: 'canonical',
        registerModulusKWh: '1000000',
        maxKW: 4,
        intervalS: 5,
      })),
    ],
    installations: [
      ...file.installations,
      ...added.map(({ code }) => ({ device: `X-${code}`, point: code, from, ratio: '30', start: { importKWh: '0' } })),
    ],
  };
};

/** Wh of a quarter of an hour. */
const LOADS: Readonly<Record<string, number>> = { G: 1_000, 'B1-M': 600, L: 60, P1: 300, P2: 200, P3: 380 };

/** Slots as the stream writes them, each at its account, at 0.5 yuan a kWh where somebody has it. */
const FILL = `
  insert into slot (point_id, register, start, installation_id, quantity, quality, window_max, window_at, account_id, version_id, period, day, charge)
  select p.id, 0, s, i.id, $2::bigint, 2, $2::bigint, s + interval '10 min', coalesce(a.account_id, 0), 1, 2, (s at time zone 'Asia/Shanghai')::date,
    case when a.account_id is null then 0 else $2::numeric * 50000000 end
  from point p
    join lateral generate_series(to_timestamp($3::float8 / 1000), to_timestamp($4::float8 / 1000) - interval '15 min', interval '15 min') s on true
    join lateral (select id from installation where point_id = p.id order by from_at desc limit 1) i on true
    left join assignment a on a.point_id = p.id and s >= a.from_at and (a.to_at is null or s < a.to_at)
  where p.code = $1`;

/** Writes the park and its slots up to the month's end; answers its id. */
export async function writeSharedPark(pool: Pool): Promise<number> {
  await writePark(pool, sharedPark(), { actor: 'test', clock: { now: () => NOW } });
  await ensureZoneAggregates(pool, 'Asia/Shanghai');
  for (const [code, wh] of Object.entries(LOADS)) await pool.query(FILL, [code, wh, SINCE, MONTH_END]);
  const { rows } = await pool.query<{ id: number }>(`select id from park where code = 'small'`);
  return rows[0]?.id ?? 0;
}

const rule = (more: Partial<ShareRule> = {}): ShareRule => ({
  basis: 'use',
  upper: null,
  vacancy: 'landlord',
  excluded: [],
  custom: {},
  ...more,
});
const alike = (all: ShareRule) => ({
  sharedArea: all,
  lineLoss: all,
  transformerLoss: all,
  capacity: rule({ basis: 'coincident' }),
  powerFactor: all,
});

/** The park by use, the building by area. */
export const RULES: AllocationRules = {
  groups: [
    { node: null, lossLimit: 700, kinds: alike(rule()) },
    { node: 'B1-M', lossLimit: 700, kinds: alike(rule({ basis: 'area' })) },
  ],
  transformers: [],
};
