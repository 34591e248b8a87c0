import type { AccountBoard, BalanceLevel, PointBoard } from '#domain/board/board.ts';
import { type InstantMs, instantMs, slotStartOf } from '#domain/time/instant.ts';
import { hourOf } from './sample-day.ts';
import type { SampleOptions } from './sample-park.ts';

const TENANTS: readonly string[] = [
  '恒拓电子',
  '启明注塑',
  '云杉物流',
  '青禾食品',
  '山岚检测',
  '星禾精密',
  '北辰模具',
  '海纳包装',
  '瑞光照明',
  '川石机械',
  '和润纺织',
  '长风电气',
  '金穗粮油',
  '宏图印务',
  '天元软件',
  '明德教具',
  '凯力轴承',
  '新禾生物',
  '远景新材',
  '安泰消防',
];
const TENANTS_EN: readonly string[] = [
  'Hengtuo Electronics',
  'Qiming Moulding',
  'Yunshan Logistics',
  'Qinghe Foods',
  'Shanlan Testing',
  'Xinghe Precision',
  'Beichen Tools',
  'Haina Packaging',
  'Ruiguang Lighting',
  'Chuanshi Machinery',
  'Herun Textiles',
  'Changfeng Electric',
  'Jinsui Grain',
  'Hongtu Printing',
  'Tianyuan Software',
  'Mingde Teaching',
  'Kaili Bearings',
  'Xinhe Biotech',
  'Yuanjing Materials',
  'Antai Fire Safety',
];

/** Six meters in a row are one tenant's: a floor or two. */
export const accountOf = (n: number): string => `A-${String((Math.floor(n / 6) % TENANTS.length) + 1).padStart(3, '0')}`;

const LEVELS: readonly BalanceLevel[] = ['exhausted', 'exhausted', 'alarm2', 'alarm1', 'alarm1'];
const CENTS = [-2_040n, -6_155n, 74_290n, 231_800n, 190_577n];

/** Used on days before and not posted yet. */
const EARLIER_FEN = 31_50n;

export const sampleAccounts = (
  points: Record<string, PointBoard>,
  now: InstantMs,
  { lagMs }: SampleOptions,
): Record<string, AccountBoard> => {
  const hour = hourOf(now);
  const accounts: Record<string, AccountBoard> = {};
  TENANTS.forEach((zh, i) => {
    const code = `A-${String(i + 1).padStart(3, '0')}`;
    const own = Object.values(points).filter((point) => point.account === code);
    const power = own.filter((point) => point.medium === 'electricity').reduce((sum, point) => sum + (point.power ?? 0), 0);
    const todayWh = Math.round(power * hour * 0.7 + now / 60_000 - slotStartOf(now) / 60_000);
    const todayFen = BigInt(Math.round((todayWh / 1_000) * 47));
    const base = CENTS[i] ?? 128_436n + BigInt(i) * 734_521n;
    const postpaid = i % 7 === 6;
    accounts[code] = {
      code,
      name: { zh, en: TENANTS_EN[i] ?? code },
      kind: postpaid ? 'postpaid' : 'prepaid',
      space: own[0]?.space ?? null,
      at: instantMs(now - lagMs - 3_000),
      power,
      ledger: yuan(base + todayFen + EARLIER_FEN),
      unposted: yuan(todayFen + EARLIER_FEN),
      available: yuan(base),
      todayWh,
      todayL: 620 + i * 40,
      todayYuan: yuan(todayFen),
      monthYuan: yuan(todayFen * 19n),
      level: postpaid ? 'ok' : (LEVELS[i] ?? 'ok'),
      cut: i === 0 ? { type: 'off' } : i === 1 ? { type: 'pending', because: 'noCutWindow' } : { type: 'on' },
      daysLeft: postpaid ? null : ([0, 0, 0.5, 2.1, 1.3][i] ?? 9 + i * 3.4),
      limits: postpaid ? null : { alarm1: '2500.00', alarm2: '1000.00', exhausted: '0.00' },
      points: own.map((point) => point.code),
    };
  });
  return accounts;
};

/** Fen as a board writes yuan. */
export const yuan = (fen: bigint): string => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
