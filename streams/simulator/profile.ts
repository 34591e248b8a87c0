import type { FilePoint } from '#domain/park/park-file.ts';
import type { CurveName } from './curves.ts';
import type { LoadProfile } from './load-shape.ts';
import { seedOf, unit } from './noise.ts';

type Shape = LoadProfile['shape'];
type Table = readonly (readonly [pattern: RegExp, shape: Shape])[];

/** What a name tells about a user; the first line that fits. Plant of the building first, then trades. */
const ELECTRIC: Table = [
  [/充电|charg/i, 'charging'],
  [/路灯|景观照明|street ?light/i, 'streetLight'],
  [/电梯|货梯|\blifts?$|elevator/i, 'lift'],
  [/水泵|pumps?$/i, 'pump'],
  [/空调|制冷|chiller|cooling|hvac|heat pump/i, 'cooling'],
  [/公共照明|(^|\s)照明$|走廊|大堂|corridor|lobby|common lighting|\slighting$/i, 'corridor'],
  [/数据中心|机房|data ?cent|server room/i, 'dataRoom'],
  [/冷库|冷链|冷藏|cold|refrigerat|freez/i, 'coldStore'],
  [/宿舍|公寓|dormitor|apartment/i, 'dormitory'],
  [/食堂|餐厅|面馆|canteen|restaurant|kitchen/i, 'canteen'],
  [/超市|商店|商铺|店|咖啡|网点|shop|store|market|caf[eé]|retail/i, 'shop'],
  [/软件|网络|信息|咨询|事务所|贸易|传媒|算法|software|network|consult|law firm|trading|algorithm/i, 'office'],
  [/检测|试验|研发|实验|生物|research|testing|laborator|biotech|\br&d\b/i, 'laboratory'],
  [/注塑|铸造|热处理|电镀|半导体|injection|casting|heat treat|plating|semiconductor|foundry/i, 'roundTheClock'],
  [
    /食品|服装|印刷|包装|家具|纺织|电子|物流|仓|供应链|food|garment|print|packag|furniture|textile|electronic|logistic|warehouse/i,
    'dayShift',
  ],
  [/机械|精密|制造|模具|汽车|机器人|装备|厂房|车间|machin|precision|manufactur|mould|auto|robot|workshop|plant/i, 'twoShifts'],
];

const WATER: readonly (readonly [pattern: RegExp, shape: CurveName])[] = [
  [/绿化|景观|green|irrigat/i, 'waterGreen'],
  [/宿舍|公寓|dormitor|apartment/i, 'waterDormitory'],
  [/食堂|餐厅|面馆|咖啡|canteen|restaurant|kitchen|caf[eé]/i, 'waterCanteen'],
  [/超市|商店|商铺|店|shop|store|market|retail/i, 'waterShop'],
  [/厂房|车间|制造|机械|食品|纺织|注塑|热处理|铸造|workshop|plant|manufactur|food|textile|machin|casting/i, 'waterProcess'],
];

/** How much of its contracted power a user takes when its curve says 1; who asks for power asks for more than flows. */
const SHARE_OF_CONTRACT: Readonly<Partial<Record<Shape, number>>> = {
  charging: 0.95,
  coldStore: 0.62,
  dormitory: 0.42,
  streetLight: 0.9,
  corridor: 0.55,
};
const SHARE_USUAL = 0.6;
/** Without a contracted power: of what the meter carries, at most. */
const SHARE_OF_METER = 0.3;
const SHARE_OF_METER_MAX = 0.7;
const PV_OF_METER = 0.85;

/**
 * A believable user for a point: its kind by its words, its size by the contracted power, else by the meter.
 * @param near names of its tenant; @param around names of its room, floor and building, asked where its own say nothing.
 * @param limit W (litres per hour) that the meter carries, primary side.
 */
export const profileOf = (
  point: FilePoint,
  { near, around, limit }: { readonly near: readonly string[]; readonly around: readonly string[]; readonly limit: number },
  seed: number,
): LoadProfile => {
  const own = seedOf(point.code, seed);
  const shape = shapeOf(point, [point.name.zh, point.name.en, ...near], around);
  const contractW = point.contractKW === undefined ? null : point.contractKW * 1_000;
  if (shape === 'pv' || shape === 'storage') return { shape, rated: contractW ?? PV_OF_METER * limit, seed: own };
  const rated = contractW === null ? limit * SHARE_OF_METER : contractW * (SHARE_OF_CONTRACT[shape] ?? SHARE_USUAL);
  const size = shape === 'charging' ? 1 : 0.8 + 0.4 * unit(own, 1);
  return { shape, rated: Math.min(rated * size, limit * SHARE_OF_METER_MAX), seed: own };
};

const shapeOf = (point: FilePoint, own: readonly string[], around: readonly string[]): Shape => {
  if (point.role === 'pv' || point.role === 'storage') return point.role;
  const table: Table = point.medium === 'water' ? WATER : ELECTRIC;
  const found = fitting(table, own) ?? fitting(table, around);
  if (found) return found;
  if (point.medium === 'water') return 'waterOffice';
  return point.role === 'public' ? 'corridor' : 'office';
};

const fitting = (table: Table, words: readonly string[]): Shape | undefined =>
  table.find(([pattern]) => words.some((word) => pattern.test(word)))?.[1];
